"""The step of the contract: its clauses in order, what departs from the standard and why, and one clause in full."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from omnidesk.contract_words import ContractParagraph, ContractSpeech, definitions_of, paragraphs_of
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.contract import Contract, ContractClause, Dropped, contract_of
from omnidesk.domain.contract_problems import FIELD, field_of
from omnidesk.domain.contract_variables import contract_variables
from omnidesk.domain.prose import translated
from omnidesk.domain.word_diff import Change, word_diff
from omnidesk.formatting import Formatter
from omnidesk.i18n import _, supported, words_in
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import sentence

LineState = Literal["standard", "fallback", "edited", "own", "dropped"]

STATES: dict[LineState, str] = {
    "standard": _("Standard"),
    "fallback": _("Fallback"),
    "edited": _("Edited"),
    "own": _("Own"),
    "dropped": _("Left out"),
}

MISSING = _("Give a tier, an effective date and a term to see the contract.")


@dataclass(frozen=True)
class PackOption:
    """A jurisdiction pack or a law to choose."""

    id: str
    name: str


@dataclass(frozen=True)
class ClauseLine:
    """One clause in the list. ``depth`` 2 is a sub-clause; a dropped one has no number."""

    id: str
    number: str
    title: str
    depth: int
    state: LineState
    chip: str
    problem: bool


@dataclass(frozen=True)
class ClauseDetail:
    """One clause in full.

    ``title`` and ``text`` are what a person edits (a paragraph a line), ``paragraphs`` what is printed. ``changes`` are
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


@dataclass(frozen=True)
class ContractView:
    """Everything of the step but the chosen clause; ``missing`` says why there is no contract yet."""

    missing: str
    summary: str
    packs: tuple[PackOption, ...]
    pack: str
    note: str
    laws: tuple[PackOption, ...]
    law: str
    lines: tuple[ClauseLine, ...]
    reordered: bool


def view(context: Context) -> ContractView:
    """What the step shows."""
    contract = context.contract
    catalog = context.catalog
    if contract is None:
        return ContractView(MISSING, "", (), "", "", (), "", (), False)
    troubled = {_clause_of(problem.field) for problem in context.contract_problems}
    lines = tuple(_line(clause, clause.id in troubled) for clause in contract.clauses)
    return ContractView(
        missing="",
        summary=_summary(contract),
        packs=tuple(PackOption(pack.id, pack.name) for pack in catalog.jurisdictions),
        pack=contract.jurisdiction.id,
        note=contract.jurisdiction.note,
        laws=tuple(PackOption(law.id, law.name) for law in contract.jurisdiction.laws),
        law=contract.law.id,
        lines=(*lines, *(_dropped_line(each, each.clause.id in troubled) for each in contract.dropped)),
        reordered=bool(context.deal.contract.order),
    )


def detail(context: Context, clause_id: str) -> ClauseDetail | None:
    """One clause in full, in the language that it is printed in; None where the contract has no such clause."""
    speech = _speech(context)
    if speech is None:
        return None
    clause = speech.contract.clause(clause_id)
    if clause is not None:
        return _clause(clause, speech, context)
    out = next((each for each in speech.contract.dropped if each.clause.id == clause_id), None)
    return _dropped(out, context) if out else None


def departures(context: Context) -> Iterator[tuple[str, str, str]]:
    """What a colleague may ask about: title, reason and field of each departure from the standard."""
    contract = context.contract
    for clause in contract.clauses if contract else ():
        if clause.state != "standard":
            title = _("{number} {title}: {state}").format(
                number=clause.number, title=clause.title, state=STATES[clause.state].lower()
            )
            yield title, _told(clause.reason, _moved_on(clause)), field_of(clause)
    for out in contract.dropped if contract else ():
        title = _("{title}: left out").format(title=out.standard.title)
        yield title, _told(out.reason, ""), f"{FIELD}.deviations.{out.clause.id}"


def clause_of(context: Context, path: str) -> str:
    """The clause that a path of the deal belongs to; empty for none of this contract."""
    wanted, contract = _clause_of(path), context.contract
    known = (
        {clause.id for clause in contract.clauses} | {each.clause.id for each in contract.dropped}
        if contract
        else set[str]()
    )
    if path.startswith(f"{FIELD}.terms.") and contract:
        return next((clause.id for clause in contract.clauses if clause.lists_terms), "")
    return wanted if wanted in known else ""


def _clause_of(path: str) -> str:
    root, _dot, rest = path.partition(".")
    group, _dot, last = rest.partition(".")
    return last.partition(".")[0] if root == FIELD and group in ("clauses", "deviations", "own") else ""


def _line(clause: ContractClause, troubled: bool) -> ClauseLine:
    chip = "" if clause.state == "standard" else STATES[clause.state]
    return ClauseLine(clause.id, clause.number, clause.title, clause.depth, clause.state, chip, troubled)


def _dropped_line(out: Dropped, troubled: bool) -> ClauseLine:
    return ClauseLine(out.clause.id, "", out.standard.title, 1, "dropped", STATES["dropped"], troubled)


def _summary(contract: Contract) -> str:
    differ = sum(clause.state != "standard" for clause in contract.clauses) + len(contract.dropped)
    words = _("{count} clauses, all as in the library.") if not differ else _("{count} clauses, {differ} not standard.")
    return words.format(count=len(contract.clauses), differ=differ)


def _speech(context: Context) -> ContractSpeech | None:
    """The contract in the client's language, where the catalog has it."""
    if context.contract is None or context.tier is None:
        return None
    deal, catalog = context.deal, context.catalog
    language = deal.client.language
    contract, tier, formatter = context.contract, context.tier, context.formatter
    words = words_in(language, catalog.translations)
    if supported(language, catalog.translations) and words.translations:
        tier, catalog = translated(tier, words.say), _translated(catalog, words.say)
        contract, formatter = contract_of(deal, catalog, tier), Formatter(language)
    variables = contract_variables(deal, catalog, context.quote, tier, contract.law)
    return ContractSpeech(contract, variables, formatter, words, context.quote.currency)


def _translated(catalog: Catalog, say: Callable[[str], str]) -> Catalog:
    """The catalog with what contracts are made of in another language; the rest would take too long for each key."""
    return replace(
        catalog,
        clauses=translated(catalog.clauses, say),
        terms=translated(catalog.terms, say),
        jurisdictions=translated(catalog.jurisdictions, say),
    )


def _clause(clause: ContractClause, speech: ContractSpeech, context: Context) -> ClauseDetail:
    field, standard = field_of(clause), clause.standard
    found = [problem for problem in context.contract_problems if _clause_of(problem.field) == clause.id]
    source = context.deal.contract.deviations.get(clause.id) or context.deal.contract.own.get(clause.id)
    typed = source.text if source is not None and clause.state in ("edited", "own") else clause.text
    return ClauseDetail(
        id=clause.id,
        heading=f"{clause.number}  {clause.title}",
        state=clause.state,
        chip=STATES[clause.state],
        title=clause.title,
        text="\n".join(typed),
        paragraphs=paragraphs_of(clause, speech),
        definitions=definitions_of(speech) if clause.lists_terms else (),
        changes=_changes(clause),
        fallback=word_diff("\n".join(clause.text), "\n".join(standard.fallback))
        if standard and standard.fallback and clause.state == "standard"
        else (),
        reason=clause.reason,
        risk=standard.risk if standard else "",
        moved_on=_moved_on(clause),
        problems=tuple(sentence(each) for each in found if each.field != f"{field}.reason"),
        reason_problem=next((sentence(each) for each in found if each.field == f"{field}.reason"), ""),
        optional=standard.optional if standard else True,
        version=standard.version if standard else 1,
    )


def _changes(clause: ContractClause) -> tuple[Change, ...]:
    standard = clause.standard
    if standard is None or clause.state == "standard":
        return ()
    old, new = (standard.title, *standard.text), (clause.title, *clause.text)
    same_title = standard.title == clause.title
    return word_diff("\n".join(old[1:] if same_title else old), "\n".join(new[1:] if same_title else new))


def _dropped(out: Dropped, context: Context) -> ClauseDetail:
    standard, field = out.standard, f"{FIELD}.deviations.{out.clause.id}"
    found = [problem for problem in context.contract_problems if _clause_of(problem.field) == out.clause.id]
    return ClauseDetail(
        id=out.clause.id,
        heading=standard.title,
        state="dropped",
        chip=STATES["dropped"],
        title=standard.title,
        text="\n".join(standard.text),
        paragraphs=(),
        definitions=(),
        changes=(Change("gone", "\n".join(standard.text)),),
        fallback=(),
        reason=out.reason,
        risk=standard.risk,
        moved_on="",
        problems=tuple(sentence(each) for each in found if each.field != f"{field}.reason"),
        reason_problem=next((sentence(each) for each in found if each.field == f"{field}.reason"), ""),
        optional=standard.optional,
        version=standard.version,
    )


def _moved_on(clause: ContractClause) -> str:
    if not clause.moved_on or clause.standard is None:
        return ""
    words = _("The library has version {now} of this clause; this contract departs from version {then}.")
    return words.format(now=clause.standard.version, then=clause.version)


def _told(reason: str, moved_on: str) -> str:
    return " ".join(part for part in (reason.strip() or _("No reason given yet."), moved_on) if part)
