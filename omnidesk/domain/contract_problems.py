"""What blocks issuing a contract, each with the place where it is put right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.clause import ROWS
from omnidesk.domain.contract import Contract, ContractClause
from omnidesk.domain.contract_markup import Mark, is_sound, marks
from omnidesk.domain.contract_variables import Variable
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import Problem
from omnidesk.domain.named import by_id
from omnidesk.domain.problems.performance import contract_gaps
from omnidesk.domain.wording import Wording

FIELD = "contract"


def contract_problems(
    deal: Deal, catalog: Catalog, contract: Contract, variables: Mapping[str, Variable]
) -> tuple[Problem, ...]:
    """What is missing or wrong, one problem a place: fields to fill in, marks that lead nowhere, reasons not given."""
    found: dict[str, Problem] = {}
    told = (
        *_gaps(deal, catalog.wording),
        *_choices(deal, catalog),
        *_dropped(contract),
        *(problem for clause in contract.clauses for problem in _clause(clause)),
        *_marks(contract, variables, catalog.wording),
        *_definitions(contract),
    )
    for problem in told:
        found.setdefault(problem.field, problem)
    return tuple(found.values())


def printable(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that a client may read: what is not agreed yet, nothing of our own wording and its reasons."""
    return tuple(problem for problem in problems if not problem.field.startswith(f"{FIELD}."))


def field_of(clause: ContractClause) -> str:
    """The place of a clause's wording in the deal file; a standard clause has none of its own."""
    homes = {"own": f"{FIELD}.own.{clause.id}", "standard": f"{FIELD}.clauses.{clause.id}"}
    return homes.get(clause.state, f"{FIELD}.deviations.{clause.id}")


def _gaps(deal: Deal, wording: Wording) -> Iterator[Problem]:
    missing = {
        "baseline": wording.baseline_missing,
        "attribution": wording.attribution_missing,
        "mutual_audit_rights": wording.audit_missing,
    }
    for field in contract_gaps(deal.models.performance) if deal.models.performance else ():
        reason = wording.before_contract.format(missing=missing[field.rpartition(".")[2]])
        yield Problem(field=field, reason=reason)


def _choices(deal: Deal, catalog: Catalog) -> Iterator[Problem]:
    choice, known = deal.contract, {clause.id for clause in catalog.clauses}
    pack = by_id(catalog.jurisdictions, choice.jurisdiction or catalog.company.contract.jurisdiction or None)
    if choice.jurisdiction and pack is None:
        names = ", ".join(each.id for each in catalog.jurisdictions)
        reason = f'"{choice.jurisdiction}" is no jurisdiction pack; choose one of {names}'
        yield Problem(field=f"{FIELD}.jurisdiction", reason=reason)
    laws = pack.laws if pack else (catalog.jurisdictions[0].laws if catalog.jurisdictions else ())
    if choice.law and by_id(laws, choice.law) is None:
        names = ", ".join(law.id for law in laws)
        reason = f'the law "{choice.law}" is not of this jurisdiction pack; choose one of {names}'
        yield Problem(field=f"{FIELD}.law", reason=reason)
    for clause_id in choice.deviations:
        if clause_id not in known:
            reason = f"the library has no clause {clause_id} any more; take this out or make it a clause of your own"
            yield Problem(field=f"{FIELD}.deviations.{clause_id}", reason=reason)
    for clause_id in choice.own:
        if clause_id in known:
            reason = f"the library has a clause {clause_id} itself; give your own another id"
            yield Problem(field=f"{FIELD}.own.{clause_id}", reason=reason)


def _dropped(contract: Contract) -> Iterator[Problem]:
    for each in contract.dropped:
        field = f"{FIELD}.deviations.{each.clause.id}"
        if not each.clause.optional:
            yield Problem(
                field=field, reason=f"clause {each.standard.title} belongs in every such contract; put it back"
            )
        elif not each.reason.strip():
            yield Problem(field=f"{field}.reason", reason=f"say why clause {each.standard.title} is left out")


def _clause(clause: ContractClause) -> Iterator[Problem]:
    field, name = field_of(clause), f"clause {clause.number} {clause.title}".strip()
    if clause.state == "standard":
        return
    if clause.state == "fallback" and clause.standard and not clause.standard.fallback:
        yield Problem(field=field, reason=f"{name} has no fallback wording here; go back to the standard or edit it")
    if not clause.title.strip():
        yield Problem(field=f"{field}.title", reason=f"give clause {clause.number} a title")
    if not any(text.strip() for text in clause.text):
        yield Problem(field=f"{field}.text", reason=f"{name} has no text")
    if any(not is_sound(text) for text in clause.text):
        reason = (
            f"{name} has a curly bracket that is no mark; write {{client_name}}, {{ref:liability}} or {{term:services}}"
        )
        yield Problem(field=f"{field}.text", reason=reason)
    if not clause.reason.strip():
        why = "is added" if clause.state == "own" else "is not the standard"
        yield Problem(field=f"{field}.reason", reason=f"say why {name} {why}")


def _marks(contract: Contract, variables: Mapping[str, Variable], wording: Wording) -> Iterator[Problem]:
    defined = {mark.name for mark in _all_marks(contract) if mark.kind == "define"}
    listed = {term.id for term in contract.terms} if any(clause.lists_terms for clause in contract.clauses) else set()
    known = defined | listed
    for clause in contract.clauses:
        field = field_of(clause)
        place = field if clause.state == "standard" else f"{field}.text"
        for mark in marks(clause.text):
            yield from _mark(mark, clause, place, known, contract, variables, wording)
        for term in contract.terms if clause.lists_terms else ():
            for mark in marks((term.text,)):
                yield from _mark(mark, clause, f"{FIELD}.terms.{term.id}", known, contract, variables, wording)


def _mark(
    mark: Mark,
    clause: ContractClause,
    place: str,
    defined: set[str],
    contract: Contract,
    variables: Mapping[str, Variable],
    wording: Wording,
) -> Iterator[Problem]:
    """What is wrong with a mark that leads nowhere; ``place`` is where it stands."""
    name = f"{clause.number} {clause.title}"
    if mark.kind == "ref" and not contract.number_of(mark.name, mark.paragraph):
        part = f"paragraph {mark.paragraph} of " if mark.paragraph else ""
        yield Problem(field=place, reason=f"clause {name} refers to {part}{mark.name}, which is not in this contract")
    if mark.kind == "term" and mark.name not in defined:
        reason = f"clause {name} uses the word {mark.name}, which this contract does not define"
        yield Problem(field=place, reason=reason)
    if mark.kind == "variable":
        variable = variables.get(mark.name)
        if variable is None:
            yield Problem(field=place, reason=f"clause {name} needs {mark.name}, which is no variable of a deal")
        elif not variable.resolved or (mark.name in ROWS and mark.name not in clause.each):
            reason = wording.clause_needs.format(clause=name, variable=mark.name)
            yield Problem(field=variable.field or place, reason=reason)


def _definitions(contract: Contract) -> Iterator[Problem]:
    """A word is defined once: in the list of definitions or in one clause."""
    listed = Counter(term.id for term in contract.terms)
    inline = Counter(mark.name for mark in _all_marks(contract) if mark.kind == "define")
    for clause in contract.clauses:
        for mark in marks(clause.text):
            if mark.kind == "define" and inline[mark.name] + listed[mark.name] > 1:
                reason = f"clause {clause.number} {clause.title} defines {mark.name}, which is defined elsewhere too"
                field = field_of(clause)
                yield Problem(field=field if clause.state == "standard" else f"{field}.text", reason=reason)


def _all_marks(contract: Contract) -> Iterator[Mark]:
    return (mark for clause in contract.clauses for mark in marks(clause.text))
