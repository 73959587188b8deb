"""Issuing: a deal is frozen, takes its number, and goes out as sealed documents; all of it or nothing."""

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from omnidesk.domain.approval import issue_problems
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.edition import Edition, last_day, number_text
from omnidesk.domain.errors import InputError, MachineError, RefusedError
from omnidesk.domain.frozen import FrozenDocument, freeze, frozen_text
from omnidesk.domain.lifecycle import AGREED, Stage, stage_named
from omnidesk.domain.proposal import DocumentKind
from omnidesk.domain.quote import quote
from omnidesk.operations.acting import acting_user, day_of
from omnidesk.operations.audit import anchor_of, remember_head
from omnidesk.operations.handover import HandOver, Printing, UnapprovedError, hand_over
from omnidesk.operations.kept_deals import KeptDeal, take
from omnidesk.operations.priced_with import catalog_of, snapshot_text
from omnidesk.operations.proven import refused_approvals
from omnidesk.operations.repricing import refuse_unseen_prices
from omnidesk.operations.timestamps import queue_timestamp
from omnidesk.operations.unchanged import refuse_the_same_again
from omnidesk.progress import Progress, tell_nobody
from omnidesk.store import documents, versions
from omnidesk.store.connect import Store
from omnidesk.store.deals import ChangedElsewhereError, DealRow
from omnidesk.store.documents import DocumentRow
from omnidesk.store.revisions import digest
from omnidesk.store.stages import StageStep
from omnidesk.store.versions import NewVersion, NumberTakenError, OfferNumber

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity

ATTEMPTS = 20
"""Each one is lost only to another program that issued meanwhile."""


@dataclass(frozen=True, kw_only=True)
class IssueOrder:
    """What is to go out.

    ``kinds`` names each document once. ``identity`` None: unsealed. ``valid_until`` None: as long as the house decided.
    ``language`` None: the client's. ``old_prices`` says that a lapsed offer may go out again at the prices of its own
    catalog.
    """

    kinds: tuple[DocumentKind, ...] = ("proposal",)
    identity: "HeldIdentity | None" = None
    valid_until: dt.date | None = None
    language: str | None = None
    old_prices: bool = False
    who: str = ""

    @property
    def sealed_by(self) -> str | None:
        """The fingerprint of the certificate that seals it; None: unsealed."""
        return None if self.identity is None else self.identity.summary.fingerprint


@dataclass(frozen=True)
class IssuedOffer:
    """What went out: the deal's row as it is now, number and version, and each document under its file name."""

    row: DealRow
    edition: Edition
    documents: tuple[tuple[str, HandOver], ...]


def issue(
    store: Store,
    row: DealRow,
    today: Catalog,
    order: IssueOrder,
    *,
    now: dt.datetime,
    progress: Progress | None = None,
) -> IssuedOffer:
    """Issue the next version of a stored deal. ``now`` carries its time zone, ``today`` is the catalog of today.

    The number is taken with the last write of all, so nothing that goes wrong before can leave a gap.

    Raises:
        RefusedError: the deal has refusals, a contract lacks something, or an approval is open (UnapprovedError).
        PricesChangedError: a lapsed offer would go out at prices that are no longer those of today.
        IssuedAlreadyError: the very same is out and nothing was changed since.
        ChangedElsewhereError: the deal was saved elsewhere since ``row`` was read.
        InputError: there is nothing to issue, it was agreed already, or the day is not in order.
        MachineError: the store or the disk refuses. Nothing was issued in any of these cases.
    """
    kept, made_on = take(store, row.id), day_of(now, today)
    if kept.row.version != row.version:
        raise ChangedElsewhereError(kept.row)
    catalog = catalog_of(store, kept.row, today)
    _refuse_order(order, made_on)
    refuse_the_same_again(store, kept.row, kept.deal, order, made_on)
    _refuse(kept, catalog, made_on)
    if not order.old_prices:
        refuse_unseen_prices(store, kept.row, kept.deal, today, made_on)
    issued = _numbered(store, kept, catalog, order, now, made_on, progress or tell_nobody)
    remember_head(store)
    return issued


def _numbered(
    store: Store,
    kept: KeptDeal,
    catalog: Catalog,
    order: IssueOrder,
    now: dt.datetime,
    made_on: dt.date,
    tell: Progress,
) -> IssuedOffer:
    """Build and keep the version under the next number; where another program takes that first, under the one after."""
    for _ in range(ATTEMPTS):
        number, edition = _edition(store, kept.row, catalog, order, made_on)
        printing = Printing(language=order.language, edition=edition, anchor=anchor_of(store))
        made = _documents(kept.deal, catalog, order, printing, now, tell)
        try:
            built = _Built(number, edition, now.astimezone(dt.UTC), made)
            return _kept(store, kept.row, catalog, built, order.who)
        except NumberTakenError:
            continue
    raise MachineError("other programs issue one offer after the other; nothing was issued, try again in a minute")


def refuse_unissuable(store: Store, row: DealRow, today: Catalog) -> None:
    """Refuse a deal that cannot be issued, before anybody is asked for a passphrase.

    Raises:
        RefusedError: the deal has refusals, or an approval is open (UnapprovedError).
        InputError: it was agreed already.
        MachineError: the store is out of reach or damaged.
    """
    _refuse(take(store, row.id), catalog_of(store, row, today), day_of(dt.datetime.now(dt.UTC), today))


def _refuse_order(order: IssueOrder, made_on: dt.date) -> None:
    if not order.kinds:
        raise InputError("nothing to issue: choose proposal, contract or summary")
    if len(set(order.kinds)) < len(order.kinds):
        raise InputError("a document goes out once: name proposal, contract and summary at most once each")
    if order.valid_until is not None and order.valid_until < made_on:
        raise InputError(f"an offer that holds until {order.valid_until} has lapsed already; name {made_on} or later")


def _refuse(kept: KeptDeal, catalog: Catalog, today: dt.date) -> None:
    if kept.row.stage in AGREED:
        raise InputError(f"“{kept.row.title}” is {kept.row.stage}, so it is not issued again; amend or renew it")
    priced = quote(kept.deal, catalog)
    if priced.refusals:
        raise RefusedError(priced.refusals)
    if over := refused_approvals(kept.deal, today):
        raise UnapprovedError(over)
    if priced.approvals_needed:
        raise UnapprovedError(issue_problems(kept.deal, catalog, priced.deal_hash, priced.approvals_needed))


def _edition(
    store: Store, row: DealRow, catalog: Catalog, order: IssueOrder, made_on: dt.date
) -> tuple[OfferNumber | None, Edition]:
    """The number that the deal takes now, where it has none, and what is printed."""
    number = None
    if row.offer is None:
        prefix = catalog.policy.number_prefix.value
        place = versions.next_place(store, prefix, made_on.year)
        text = number_text(prefix, made_on.year, place)
        number = OfferNumber(text=text, prefix=prefix, year=made_on.year, place=place)
    return number, Edition(
        number=row.offer or (number.text if number else ""),
        version=(row.offer_version or 0) + 1,
        made_on=made_on,
        valid_until=order.valid_until or last_day(made_on, catalog.policy),
    )


@dataclass(frozen=True)
class _Built:
    """What is about to be kept."""

    number: OfferNumber | None
    edition: Edition
    issued_at: dt.datetime
    documents: tuple[tuple[str, HandOver], ...]


def _documents(
    deal: Deal, catalog: Catalog, order: IssueOrder, printing: Printing, now: dt.datetime, progress: Progress
) -> tuple[tuple[str, HandOver], ...]:
    stem = printing.edition.reference.replace(" ", "-") if printing.edition is not None else deal.client.name
    return tuple(
        (
            f"{stem}-{kind}.pdf",
            hand_over(
                deal,
                catalog,
                replace(printing, kind=kind),
                identity=order.identity,
                now=now,
                progress=_share(progress, place, len(order.kinds)),
            ),
        )
        for place, kind in enumerate(order.kinds)
    )


def _share(progress: Progress, place: int, parts: int) -> Progress:
    return lambda share, what: progress((place + share) / parts, what)


def _kept(store: Store, row: DealRow, catalog: Catalog, built: "_Built", who: str) -> IssuedOffer:
    text, edition = snapshot_text(catalog), built.edition
    frozen = freeze(
        built.documents[0][1].proposal,
        edition,
        revision=row.head,
        issued_at=built.issued_at,
        catalog=digest(text),
        documents=tuple(_frozen_document(name, done) for name, done in built.documents),
    )
    fresh = NewVersion(
        id=str(uuid.uuid4()),
        number=built.number,
        version=edition.version,
        body=frozen_text(frozen),
        catalog=text,
        issued_at=built.issued_at.isoformat(timespec="microseconds"),
        valid_until=edition.valid_until.isoformat(),
        steps=_steps(stage_named(row.stage), edition.version, who or acting_user()),
        on=edition.made_on.isoformat(),
    )
    kept = [(_document_row(row, name, done), done.pdf) for name, done in built.documents]
    with store.writing():
        issued = versions.add(store, row, fresh, kept)
        for document, (_, done) in zip(kept, built.documents, strict=True):
            if done.fingerprint is not None:
                queue_timestamp(store, document[0].id)
    return IssuedOffer(issued, edition, built.documents)


def _document_row(row: DealRow, name: str, done: HandOver) -> DocumentRow:
    kind = done.proposal.kind
    return documents.row_for(deal_id=row.id, revision=row.head, kind=kind, name=name, content=done.pdf)


def _frozen_document(name: str, done: HandOver) -> FrozenDocument:
    return FrozenDocument(
        kind=done.proposal.kind, name=name, sha256=done.sha256, pages=done.pages, sealed_by=done.fingerprint
    )


def _steps(stage: Stage, version: int, who: str) -> tuple[StageStep, ...]:
    """The way to ``issued``: what was issued or closed before is a draft of this version for a moment."""
    last = StageStep(before="draft", after="issued", who=who, version=version)
    if stage == "draft":
        return (last,)
    return (StageStep(before=stage, after="draft", who=who, reason=f"reissued as version {version}"), last)
