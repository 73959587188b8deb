"""Clauses: every mark leads somewhere, every condition names something that exists, ids are unique over files."""

from collections.abc import Iterator, Mapping

from omnidesk.domain.clause import MODEL_PATHS, ROWS, VARIABLES, Clause, ClauseCondition, DefinedTerm
from omnidesk.domain.contract_markup import Mark, is_sound, marks
from omnidesk.specs.checks.findings import Findings
from omnidesk.strict_yaml import Place

Text = tuple[Place, str]


def check_clauses(found: Findings) -> None:
    """Check all clause files and the jurisdiction packs."""
    clauses = {clause.id: clause for _, _, clause in _clauses(found)}
    terms = {term.id for file in found.clause_files() for term in found.spec(file).terms}
    homes: dict[str, str] = {}
    for file, place, clause in _clauses(found):
        _check_clause(found, file, place, clause, clauses)
        for at, text in _texts(clause, place):
            _check_text(found, file, at, text, clauses, terms, VARIABLES)
        _check_home(found, file, (*place, "id"), f'the clause "{clause.id}"', homes)
    for file in found.clause_files():
        for index, term in enumerate(found.spec(file).terms):
            _check_term(found, file, ("terms", index), term, clauses, terms)
            _check_home(found, file, ("terms", index, "id"), f'the term "{term.id}"', homes)
    _check_jurisdictions(found)


def _clauses(found: Findings) -> Iterator[tuple[str, Place, Clause]]:
    for file in found.clause_files():
        for index, clause in enumerate(found.spec(file).clauses):
            yield file, ("clauses", index), clause


def _packs(found: Findings) -> tuple[str, ...]:
    return tuple(pack.id for pack in found.spec("jurisdictions.yaml").jurisdictions)


def _check_home(found: Findings, file: str, place: Place, what: str, homes: dict[str, str]) -> None:
    home = homes.setdefault(what, file)
    if home != file:
        reason = f"{what} is in {home} already"
        found.error(file, place, reason, "give it an id of its own, or replace that file")


def _check_clause(found: Findings, file: str, place: Place, clause: Clause, clauses: Mapping[str, Clause]) -> None:
    _check_condition(found, file, (*place, "when"), clause.when)
    if clause.version < 1:
        found.error(file, (*place, "version"), f"{clause.version} is no version", "count versions from 1")
    if clause.under and not found.unknown(file, (*place, "under"), clause.under, clauses, "clause"):
        _check_under(found, file, place, clause, clauses[clause.under])
    for pack in clause.jurisdictions:
        found.unknown(file, (*place, "jurisdictions", pack), pack, _packs(found), "jurisdiction pack")
    for name, pattern in clause.each.items():
        if not found.unknown(file, (*place, "each", name), name, ROWS, "variable of rows"):
            _check_text(found, file, (*place, "each", name), pattern, {}, set(), ROWS[name])
    used = {mark.name for mark in marks(text for _, text in _texts(clause, place)) if mark.kind == "variable"}
    for name in sorted(used & ROWS.keys() - clause.each.keys()):
        reason = f"nothing says how a row of {name} is put into words"
        found.error(file, place, reason, f'add each: {{{name}: "…"}} with {", ".join(sorted(ROWS[name]))}')


def _check_under(found: Findings, file: str, place: Place, clause: Clause, parent: Clause) -> None:
    if parent.under or parent is clause:
        reason = f"{parent.id} stands under another clause itself"
        found.error(file, (*place, "under"), reason, "name a clause that stands under none")
    if parent.optional:
        reason = f"{parent.id} may be dropped, which would leave this clause alone"
        found.error(file, (*place, "under"), reason, "make only one of the two optional, the sub-clause")


def _check_condition(found: Findings, file: str, place: Place, when: ClauseCondition) -> None:
    tiers = tuple(tier.id for tier in found.spec("tiers.yaml").tiers)
    questions = {each.id: each for each in found.spec("discovery.yaml").questions}
    flags = tuple(each.id for each in questions.values() if each.answer == "boolean")
    known = (
        ("tiers", when.tiers, tiers, "tier"),
        ("models", when.models, MODEL_PATHS, "part of the revenue models"),
        ("needs", when.needs, flags, "yes/no question"),
        ("jurisdictions", when.jurisdictions, _packs(found), "jurisdiction pack"),
    )
    for name, values, ids, what in known:
        for index, value in enumerate(values):
            found.unknown(file, (*place, name, index), value, ids, what)
    choices = tuple(each.id for each in questions.values() if each.options)
    for question, answers in when.answers.items():
        at = (*place, "answers", question)
        if found.unknown(file, at, question, choices, "question with a choice of answers"):
            continue
        options = tuple(option.id for option in questions[question].options)
        for index, answer in enumerate(answers):
            found.unknown(file, (*at, index), answer, options, f"answer to {question}")


def _texts(clause: Clause, place: Place) -> Iterator[Text]:
    """The paragraphs of a clause in each of its wordings."""
    wordings = [(place, clause.text, clause.fallback)]
    wordings += [
        ((*place, "jurisdictions", pack), each.text, each.fallback) for pack, each in clause.jurisdictions.items()
    ]
    for at, text, fallback in wordings:
        yield from (((*at, "text", index), paragraph) for index, paragraph in enumerate(text))
        for index, paragraph in enumerate(fallback.text if fallback else ()):
            yield (*at, "fallback", "text", index), paragraph


def _check_text(
    found: Findings,
    file: str,
    place: Place,
    text: str,
    clauses: Mapping[str, Clause],
    terms: set[str],
    variables: Mapping[str, str],
) -> None:
    if not is_sound(text):
        found.error(file, place, "a curly bracket stands alone", "write variables as {client_name}")
    inline = {mark.name for _, _, each in _clauses(found) for mark in _defined(each)}
    for mark in marks((text,)):
        if mark.kind == "variable":
            found.unknown(file, place, mark.name, variables, "variable of a deal")
        elif mark.kind == "ref":
            found.unknown(file, place, mark.name, clauses, "clause")
        elif mark.kind == "term":
            found.unknown(file, place, mark.name, terms | inline, "defined term")
        elif mark.name in terms:
            reason = f'the term "{mark.name}" is defined in a list of terms already'
            found.error(file, place, reason, "define it once; write {term:" + mark.name + "} here")


def _defined(clause: Clause) -> Iterator[Mark]:
    return (mark for mark in marks(text for _, text in _texts(clause, ())) if mark.kind == "define")


def _check_term(
    found: Findings, file: str, place: Place, term: DefinedTerm, clauses: Mapping[str, Clause], terms: set[str]
) -> None:
    for pack in term.jurisdictions:
        found.unknown(file, (*place, "jurisdictions", pack), pack, _packs(found), "jurisdiction pack")
    texts = [((*place, "text"), term.text)]
    texts += [((*place, "jurisdictions", pack), text) for pack, text in term.jurisdictions.items()]
    for at, text in texts:
        _check_text(found, file, at, text, clauses, terms, VARIABLES)
        if term.name not in text:
            found.error(file, at, f'the definition does not name "{term.name}"', f"begin it with “{term.name}”")


def _check_jurisdictions(found: Findings) -> None:
    file = "jurisdictions.yaml"
    packs = {pack.id: pack for pack in found.spec(file).jurisdictions}
    if not packs:
        found.error(file, ("jurisdictions",), "there is no jurisdiction pack", "add at least one, such as neutral")
    for index, pack in enumerate(packs.values()):
        if not pack.laws:
            found.error(file, ("jurisdictions", index), "this pack offers no law", "add a row under laws")
    ours = found.spec("company.yaml").contract
    place = ("contract", "jurisdiction")
    if ours.jurisdiction and not found.unknown("company.yaml", place, ours.jurisdiction, packs, "jurisdiction pack"):
        laws = tuple(law.id for law in packs[ours.jurisdiction].laws)
        if ours.law_choice:
            found.unknown("company.yaml", ("contract", "law_choice"), ours.law_choice, laws, "law of that pack")
