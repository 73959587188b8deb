"""A contract that comes back from Word: what the other side changed, and a deal with what is accepted of it."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace

from msgspec.structs import replace as with_fields

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.contract import ContractClause, contract_of
from omnidesk.domain.contract_wording import ContractWording, Deviation
from omnidesk.domain.deal import Deal
from omnidesk.domain.proposal import propose
from omnidesk.domain.quote import quote
from omnidesk.domain.redline import Change, Returned, ReturnedClause, source_wording
from omnidesk.operations.in_language import in_language
from omnidesk.operations.worker import in_worker

Decisions = Mapping[str, Collection[int]]
"""The numbers of the changes that are accepted, by clause; all others are rejected."""


@in_worker
def read_return(content: bytes, name: str, deal: Deal, catalog: Catalog) -> Returned:
    """Read a returned contract against the deal that it was made of; ``name`` is what messages call the file.

    Raises:
        InputError: it is no Word file, is damaged or dangerous, or has none of the contract's clauses.
        RefusedError: the deal has refusals, so that it has no contract.
    """
    from omnidesk.documents.docx_return import made_as, returned, sent

    kept = made_as(content, name)
    language, printed = in_language(catalog, kept.get("language") or deal.client.language)
    proposal = propose(deal, catalog, today=dt.date(2000, 1, 1), language=language, printed=printed)
    reference, draft = kept.get("reference", proposal.reference), kept.get("draft", "")
    drafted = draft == "yes" if draft else proposal.draft
    return returned(content, name, sent(replace(proposal, kind="contract", reference=reference, draft=drafted)))


def accept(deal: Deal, catalog: Catalog, found: Returned, decisions: Decisions, *, today: dt.date) -> Deal:
    """Return the deal with the wording of the accepted changes, each clause with the reason where it comes from."""
    tier = catalog.tier(quote(deal, catalog).tier)
    if tier is None:
        return deal
    contract, wording = contract_of(deal, catalog, tier), deal.contract
    for clause in found.clauses:
        numbers, standing = decisions.get(clause.id, ()), contract.clause(clause.id)
        if numbers and standing is not None:
            changes = [change for change in clause.changes if change.number in numbers]
            reason = _reason(changes, found.file, today)
            wording = _worded(wording, standing, source_wording(clause, numbers), reason, _titled(clause, numbers))
    return with_fields(deal, contract=wording)


def everything(found: Returned) -> Decisions:
    """Accept all."""
    return {clause.id: frozenset(change.number for change in clause.changes) for clause in found.clauses}


def _reason(changes: list[Change], file: str, today: dt.date) -> str:
    authors = ", ".join(dict.fromkeys(change.author or "somebody who is not named" for change in changes))
    days = [change.date.date() for change in changes if change.date is not None]
    return f"Accepted from {authors}, {file}, {max(days, default=today).isoformat()}"


def _titled(clause: ReturnedClause, numbers: Collection[int]) -> bool:
    """Whether the accepted text has another title."""
    before, after = (source_wording(clause, each).partition("\n")[0] for each in ((), numbers))
    return before != after


def _worded(wording: ContractWording, clause: ContractClause, text: str, reason: str, titled: bool) -> ContractWording:
    title, *lines = [line.strip() for line in text.split("\n")]
    lines = tuple(line for line in lines if line)
    own = wording.own.get(clause.id)
    said = "; ".join(each for each in (clause.reason, reason) if each)
    if own is not None and not lines:
        kept = {name: each for name, each in wording.own.items() if name != clause.id}
        return with_fields(wording, own=kept, order=tuple(each for each in wording.order if each != clause.id))
    if own is not None:
        fresh = with_fields(own, title=title if titled else own.title, text=lines, reason=said)
        return with_fields(wording, own={**wording.own, clause.id: fresh})
    before = wording.deviations.get(clause.id)
    kept_title = before.title if before is not None and before.kind == "edited" else None
    version = clause.standard.version if clause.standard else clause.version
    edited = Deviation(kind="edited", version=version, title=title if titled else kept_title, text=lines, reason=said)
    dropped = Deviation(kind="dropped", version=version, reason=said)
    return with_fields(wording, deviations={**wording.deviations, clause.id: edited if lines else dropped})
