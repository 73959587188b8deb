"""What an account manager does to the contract: each a choice that gives the next deal."""

from collections.abc import Mapping

from msgspec.structs import replace

from omnidesk.domain.contract import Contract, ContractClause
from omnidesk.domain.contract_wording import Deviation, DeviationKind, OwnClause
from omnidesk.domain.deal import Deal
from omnidesk.wizard.context import Context
from omnidesk.wizard.contract_clause import ClauseDetail


def choose_pack(deal: Deal, pack: str) -> Deal:
    """Word the contract for a jurisdiction; its law is the pack's own again."""
    return _put(deal, jurisdiction=pack, law=None)


def choose_law(deal: Deal, law: str) -> Deal:
    """Agree one of the laws of the pack."""
    return _put(deal, law=law)


def move(context: Context, clause_id: str, target: int) -> Deal:
    """Move a clause in front of the one at ``target`` in the list; a sub-clause stays under its clause."""
    contract = context.contract
    clause = contract.clause(clause_id) if contract else None
    if contract is None or clause is None:
        return context.deal
    return _in_order(context.deal, contract, clause, _siblings(contract, clause, target))


def move_by(context: Context, clause_id: str, step: int) -> Deal:
    """Move a clause by so many places among those beside it (-1: up)."""
    contract = context.contract
    clause = contract.clause(clause_id) if contract else None
    if contract is None or clause is None:
        return context.deal
    beside = [each.id for each in contract.clauses if each.under == clause.under]
    place = beside.index(clause_id)
    aim = min(max(place + step, 0), len(beside) - 1)
    beside.insert(aim, beside.pop(place))
    return context.deal if aim == place else _in_order(context.deal, contract, clause, beside)


def standard_order(deal: Deal) -> Deal:
    """Go back to the order of the library; own clauses go to the end."""
    return _put(deal, order=())


def edit(deal: Deal, detail: ClauseDetail, *, title: str | None = None, text: str | None = None) -> Deal:
    """Write a clause's title or text, a paragraph a line; a clause of the library becomes an edited one.

    One that reads as the library's is no departure.
    """
    own = deal.contract.own.get(detail.id)
    lines = tuple((detail.text if text is None else text).split("\n"))
    if own is not None:
        return _put_own(deal, detail.id, replace(own, title=own.title if title is None else title, text=lines))
    before = deal.contract.deviations.get(detail.id)
    kept = before.title if before is not None and before.kind == "edited" else None
    named = kept if title is None else title
    written = (detail.standard[0] if named is None and detail.standard else named, "\n".join(lines))
    if written == detail.standard:
        return use_standard(deal, detail.id)
    return _put_deviation(deal, detail.id, replace(_deviation(deal, detail, "edited"), title=named, text=lines))


def use_fallback(deal: Deal, detail: ClauseDetail) -> Deal:
    """Take the softer wording that was agreed in house."""
    return _put_deviation(deal, detail.id, _deviation(deal, detail, "fallback"))


def leave_out(deal: Deal, detail: ClauseDetail) -> Deal:
    """Take an optional clause out of the contract; an own one is gone for good."""
    if detail.id in deal.contract.own:
        own = {clause_id: clause for clause_id, clause in deal.contract.own.items() if clause_id != detail.id}
        return _put(deal, own=own, order=tuple(each for each in deal.contract.order if each != detail.id))
    return _put_deviation(deal, detail.id, _deviation(deal, detail, "dropped"))


def use_standard(deal: Deal, clause_id: str) -> Deal:
    """Go back to the library's clause."""
    return _put(deal, deviations=_without(deal.contract.deviations, clause_id))


def keep_on_new_version(deal: Deal, detail: ClauseDetail) -> Deal:
    """Keep a departure as it is, from now on from the library's newest version."""
    before = deal.contract.deviations.get(detail.id)
    return deal if before is None else _put_deviation(deal, detail.id, replace(before, version=detail.version))


def give_reason(deal: Deal, clause_id: str, reason: str) -> Deal:
    """Say why a clause is not the standard."""
    own, deviation = deal.contract.own.get(clause_id), deal.contract.deviations.get(clause_id)
    if own is not None:
        return _put_own(deal, clause_id, replace(own, reason=reason))
    return deal if deviation is None else _put_deviation(deal, clause_id, replace(deviation, reason=reason))


def add_own(context: Context, title: str, behind: str) -> tuple[Deal, str]:
    """Add a clause of one's own behind another one (at the end where there is none such); gives its id too."""
    deal, contract = context.deal, context.contract
    taken = {*deal.contract.own, *(clause.id for clause in context.catalog.clauses)}
    number = next(number for number in range(1, len(taken) + 2) if f"own_{number}" not in taken)
    clause_id = f"own_{number}"
    before = contract.clause(behind) if contract else None
    order = [clause.id for clause in contract.clauses] if contract else []
    order.insert(order.index(behind) + 1 if before else len(order), clause_id)
    fresh = OwnClause(title=title, under=before.under if before else "")
    return _put(_put_own(deal, clause_id, fresh), order=tuple(order)), clause_id


def _siblings(contract: Contract, clause: ContractClause, target: int) -> list[str]:
    """The clauses beside this one, with it in the place that a target in the whole list means."""
    places = {each.id: place for place, each in enumerate(contract.clauses)}
    beside = [each.id for each in contract.clauses if each.under == clause.under and each.id != clause.id]
    before = sum(places[each] < target for each in beside)
    return [*beside[:before], clause.id, *beside[before:]]


def _in_order(deal: Deal, contract: Contract, clause: ContractClause, siblings: list[str]) -> Deal:
    """Write the order out, with these clauses beside each other in this order."""
    under: dict[str, list[str]] = {}
    for each in contract.clauses:
        under.setdefault(each.under, []).append(each.id)
    under[clause.under] = siblings
    order = tuple(each for top in under[""] for each in (top, *under.get(top, ())))
    return deal if order == tuple(each.id for each in contract.clauses) else _put(deal, order=order)


def _deviation(deal: Deal, detail: ClauseDetail, kind: DeviationKind) -> Deviation:
    """A departure of a kind; the reason stays when one kind takes the place of another."""
    before = deal.contract.deviations.get(detail.id)
    version = before.version if before is not None and before.kind == kind else detail.version
    return Deviation(kind=kind, version=version, reason=before.reason if before else "")


def _put(deal: Deal, **changes: object) -> Deal:
    return replace(deal, contract=replace(deal.contract, **changes))


def _put_deviation(deal: Deal, clause_id: str, deviation: Deviation) -> Deal:
    return _put(deal, deviations={**deal.contract.deviations, clause_id: deviation})


def _put_own(deal: Deal, clause_id: str, clause: OwnClause) -> Deal:
    return _put(deal, own={**deal.contract.own, clause_id: clause})


def _without(deviations: Mapping[str, Deviation], clause_id: str) -> dict[str, Deviation]:
    return {each: deviation for each, deviation in deviations.items() if each != clause_id}
