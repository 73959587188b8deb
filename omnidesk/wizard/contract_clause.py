"""One clause of the contract in full: as it is printed, as a person edits it, and how it departs from the standard."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from omnidesk.contract_words import (
    ContractParagraph,
    ContractSpeech,
    definitions_of,
    paragraphs_of,
    spoken,
    value_text,
)
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.contract import ContractClause, Dropped, contract_of
from omnidesk.domain.contract_problems import FIELD, field_of
from omnidesk.domain.contract_variables import contract_variables
from omnidesk.domain.prose import translated
from omnidesk.domain.word_diff import Change, word_diff
from omnidesk.formatting import Formatter
from omnidesk.i18n import _, spec_words_in, supported, words_in
from omnidesk.wizard.context import Context
from omnidesk.wizard.contract import STATES, ContractOption, LineState, clause_in, moved_on
from omnidesk.wizard.form import sentence


@dataclass(frozen=True)
class ClauseDetail:
    """One clause in full.

    ``title`` and ``text`` are what a person edits (a paragraph a line), ``standard`` is both as the library has them
    (None for an own clause), ``paragraphs`` what is printed. ``changes`` are
    the words that differ from the standard, ``fallback`` those that the fallback would change. ``moved_on`` says that
    the library has a newer version (``version``) than the one departed from.
    """

    id: str
    heading: str
    state: LineState
    chip: str
    title: str
    text: str
    paragraphs: tuple[ContractParagraph, ...]
    definitions: tuple[ContractParagraph, ...]
    changes: tuple[Change, ...]
    fallback: tuple[Change, ...]
    reason: str
    risk: str
    moved_on: str
    problems: tuple[str, ...]
    reason_problem: str
    optional: bool
    version: int
    standard: tuple[str, str] | None = None


def detail(context: Context, clause_id: str) -> ClauseDetail | None:
    """One clause in full, in the language that it is printed in; None where the contract has no such clause."""
    speech = _speech(context)
    if speech is None:
        return None
    clause = speech.contract.clause(clause_id)
    if clause is not None:
        return _clause(clause, speech, context)
    out = next((each for each in speech.contract.dropped if each.clause.id == clause_id), None)
    return _dropped(out, speech, context) if out else None


def insertions(context: Context) -> tuple[ContractOption, ...]:
    """What can be put into a clause: sections, defined words and values, each mark with what it prints."""
    speech = _speech(context)
    if speech is None:
        return ()
    found = speech.contract
    section = _("Section {number} {title}")
    sections = (
        ContractOption(f"{{ref:{clause.id}}}", section.format(number=clause.number, title=clause.title))
        for clause in found.clauses
    )
    terms = (
        ContractOption(f"{{term:{name}}}", _("Word: {word}").format(word=word)) for name, word in found.names.items()
    )
    values = (
        ContractOption(f"{{{name}}}", _("Value: {name}, {value}").format(name=name.replace("_", " "), value=value))
        for name, variable in speech.variables.items()
        if (value := value_text(variable, speech)) and variable.kind not in ("rows", "texts")
    )
    return (*values, *terms, *sections)


def _speech(context: Context) -> ContractSpeech | None:
    """The contract in the client's language, where the catalog has it."""
    if context.contract is None or context.tier is None:
        return None
    deal, catalog = context.deal, context.catalog
    language = deal.client.language
    contract, tier, formatter = context.contract, context.tier, context.formatter
    words = words_in(language, catalog.translations)
    if supported(language, catalog.translations) and words.translations:
        say = spec_words_in(language, catalog.translations).say
        tier, catalog = translated(tier, say), _translated(catalog, say, words.say)
        contract, formatter = contract_of(deal, catalog, tier), Formatter(language)
    variables = contract_variables(deal, catalog, context.quote, tier, contract.law)
    return ContractSpeech(contract, variables, formatter, words, context.quote.currency)


def _translated(catalog: Catalog, say: Callable[[str], str], fixed: Callable[[str], str]) -> Catalog:
    """The catalog with what contracts are made of in another language; the rest would take too long for each key."""
    return replace(
        catalog,
        clauses=translated(catalog.clauses, say),
        terms=translated(catalog.terms, say),
        jurisdictions=translated(catalog.jurisdictions, say),
        wording=translated(catalog.wording, fixed),
    )


def _clause(clause: ContractClause, speech: ContractSpeech, context: Context) -> ClauseDetail:
    field, standard = field_of(clause), clause.standard
    found = [problem for problem in context.contract_problems if clause_in(problem.field) == clause.id]
    source = context.deal.contract.deviations.get(clause.id) or context.deal.contract.own.get(clause.id)
    typed = source.text if source is not None and clause.state in ("edited", "own") else clause.text
    return ClauseDetail(
        id=clause.id,
        heading=f"{clause.number}  {clause.title}",
        state=clause.state,
        chip=_(STATES[clause.state]),
        title=clause.title,
        text="\n".join(typed),
        paragraphs=paragraphs_of(clause, speech),
        definitions=definitions_of(speech) if clause.lists_terms else (),
        changes=_changes(clause, speech),
        fallback=_difference(clause.text, standard.fallback, clause.each, speech)
        if standard and standard.fallback and clause.state == "standard"
        else (),
        reason=clause.reason,
        risk=standard.risk if standard else "",
        moved_on=moved_on(clause),
        problems=tuple(sentence(each) for each in found if each.field != f"{field}.reason"),
        reason_problem=next((sentence(each) for each in found if each.field == f"{field}.reason"), ""),
        optional=standard.optional if standard else True,
        version=standard.version if standard else 1,
        standard=(standard.title, "\n".join(standard.text)) if standard else None,
    )


def _changes(clause: ContractClause, speech: ContractSpeech) -> tuple[Change, ...]:
    standard = clause.standard
    if standard is None or clause.state == "standard":
        return ()
    if standard.title == clause.title:
        return _difference(standard.text, clause.text, clause.each, speech)
    return _difference((standard.title, *standard.text), (clause.title, *clause.text), clause.each, speech)


def _difference(
    old: Sequence[str], new: Sequence[str], each: Mapping[str, str], speech: ContractSpeech
) -> tuple[Change, ...]:
    """The words that differ as they are printed; the marks themselves where only those do."""
    before, after = ("\n".join(spoken(text, each, speech).text for text in texts) for texts in (old, new))
    return word_diff(before, after) if before != after else word_diff("\n".join(old), "\n".join(new))


def _dropped(out: Dropped, speech: ContractSpeech, context: Context) -> ClauseDetail:
    standard, field = out.standard, f"{FIELD}.deviations.{out.clause.id}"
    found = [problem for problem in context.contract_problems if clause_in(problem.field) == out.clause.id]
    return ClauseDetail(
        id=out.clause.id,
        heading=standard.title,
        state="dropped",
        chip=_(STATES["dropped"]),
        title=standard.title,
        text="\n".join(standard.text),
        paragraphs=(),
        definitions=(),
        changes=_difference(standard.text, (), out.clause.each, speech),
        fallback=(),
        reason=out.reason,
        risk=standard.risk,
        moved_on="",
        problems=tuple(sentence(each) for each in found if each.field != f"{field}.reason"),
        reason_problem=next((sentence(each) for each in found if each.field == f"{field}.reason"), ""),
        optional=standard.optional,
        version=standard.version,
    )
