"""What becomes of a deal: accepted, declined, withdrawn, expired, begun, ended, opened again. Each is one step."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError
from omnidesk.domain.lifecycle import Stage, move, stage_named
from omnidesk.operations.acting import acting_user, day_of
from omnidesk.operations.comparing import deal_of_version, state_of, version_named
from omnidesk.operations.kept_deals import save_as
from omnidesk.operations.priced_with import snapshot_catalog
from omnidesk.operations.success import remind_of
from omnidesk.store import deals, desk, moves
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from omnidesk.store.stages import StageMove, StageStep, events
from omnidesk.store.versions import VersionRow, of_deal

SET_ASIDE = "draft of the next version set aside"


class IssueFirstError(InputError):
    """A deal becomes issued by issuing it, with number and documents, and in no other way."""


@dataclass(frozen=True, kw_only=True)
class Acceptance:
    """How the client accepted.

    ``on`` is the day where the company stands (None: today), ``evidence`` what it rests on, such as the hash of the
    returned file.
    """

    on: dt.date | None = None
    evidence: Mapping[str, object] | None = None
    reason: str = ""


def accept(
    store: Store,
    deal_id: str,
    today: Catalog,
    *,
    now: dt.datetime,
    version: int | None = None,
    acceptance: Acceptance | None = None,
    who: str = "",
) -> DealRow:
    """Record that the client accepted a version (None: the newest).

    A draft of the next version is set aside, and a deal that the accepted one amends is superseded by it.

    Raises:
        InputError: there is no such version, it is no longer open, or it had lapsed on that day.
        MachineError: the store is locked, read-only or full; nothing was recorded.
    """
    day, how = day_of(now, today), acceptance or Acceptance()
    with store.writing():
        chosen, row = version_named(store, deal_id, version), deals.load(store, deal_id).row
        _refuse_closed(store, row, chosen, how.on or day, day)
        if row.stage != "issued":
            row = set_aside(store, row, chosen, today, who=who)
        step = _step(row, "accepted", who, how.reason, how.evidence)
        accepted = _restage(store, row, step, day)
        remind_of(store, accepted, today, day)
        origin = moves.origin_of(store, deal_id)
        if origin is not None and origin.kind == "amendment":
            _supersede(store, origin.origin, accepted, day, who)
        return accepted


def refuse_closed(
    store: Store, deal_id: str, today: Catalog, *, now: dt.datetime, version: int, on: dt.date | None = None
) -> None:
    """Refuse a version that can no longer be accepted, before anybody signs it.

    Raises:
        InputError: as :func:`accept`.
        MachineError: the store is out of reach or damaged.
    """
    day = day_of(now, today)
    _refuse_closed(store, deals.load(store, deal_id).row, version_named(store, deal_id, version), on or day, day)


def decline(store: Store, deal_id: str, today: Catalog, *, now: dt.datetime, reason: str, who: str = "") -> DealRow:
    """Record that the client declined the offer, and why.

    Raises:
        InputError: no reason is given, or the deal is not issued.
        MachineError: the store is locked, read-only or full; nothing was recorded.
    """
    if not reason.strip():
        raise InputError("say why the client declined; the next offer is better for it")
    return move_to(store, deal_id, "declined", today, now=now, reason=reason, who=who)


def withdraw(
    store: Store, deal_id: str, today: Catalog, *, now: dt.datetime, reason: str = "", who: str = ""
) -> DealRow:
    """Record that we take the offer back. Raises as :func:`decline`."""
    return move_to(store, deal_id, "withdrawn", today, now=now, reason=reason, who=who)


def activate(store: Store, deal_id: str, today: Catalog, *, now: dt.datetime, who: str = "") -> DealRow:
    """Record that an accepted deal has begun. Raises as :func:`decline`."""
    return move_to(store, deal_id, "active", today, now=now, who=who)


def end(store: Store, deal_id: str, today: Catalog, *, now: dt.datetime, reason: str = "", who: str = "") -> DealRow:
    """Record that a deal has ended. Raises as :func:`decline`."""
    return move_to(store, deal_id, "ended", today, now=now, reason=reason, who=who)


def reopen(store: Store, deal_id: str, today: Catalog, *, now: dt.datetime, reason: str = "", who: str = "") -> DealRow:
    """Begin the next version of an offer that is out, or of one that came to nothing; its prices stay for now.

    Raises as :func:`decline`.
    """
    return move_to(store, deal_id, "draft", today, now=now, reason=reason, who=who)


def expire(store: Store, deal_id: str, today: Catalog, *, now: dt.datetime, who: str = "") -> DealRow:
    """Record that an offer has lapsed.

    Raises:
        InputError: the deal is not issued, or its offer still holds.
        MachineError: the store is locked, read-only or full; nothing was recorded.
    """
    row, day = deals.load(store, deal_id).row, day_of(now, today)
    move(stage_named(row.stage), "expired")
    if row.valid_until is None or day.isoformat() <= row.valid_until:
        raise InputError(f"the offer of “{row.title}” holds until {row.valid_until or 'it is withdrawn'}")
    return _restage(store, row, _step(row, "expired", who, f"lapsed on {row.valid_until}"), day)


def expire_lapsed(store: Store, today: Catalog, *, now: dt.datetime) -> tuple[DealRow, ...]:
    """Record of every offer whose last day is over that it has lapsed; return those deals.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    yesterday, done = day_of(now, today) - dt.timedelta(days=1), list[DealRow]()
    while True:
        with store.writing():  # a hundred at once, so that others who save never wait for long
            lapsed = desk.expiring(store, since=dt.date.min, until=yesterday, limit=100)
            done += [expire(store, row.id, today, now=now) for row in lapsed]
        if not lapsed:
            return tuple(done)


def move_to(
    store: Store,
    deal_id: str,
    to: Stage,
    today: Catalog,
    *,
    now: dt.datetime,
    reason: str = "",
    who: str = "",
) -> DealRow:
    """Move a deal to a stage, as a card of the board does; each stage by its own rules.

    Raises:
        IssueFirstError: it was to become issued.
        InputError: there is no such deal, or no way from its stage to this one.
        MachineError: the store is locked, read-only or full; the deal is where it was.
    """
    row = deals.load(store, deal_id).row
    stage = stage_named(row.stage)
    if to == stage:
        return row
    if to == "accepted":
        return accept(store, deal_id, today, now=now, who=who, acceptance=Acceptance(reason=reason))
    if to == "expired":
        return expire(store, deal_id, today, now=now, who=who)
    if to == "issued":
        move(stage, to)
        raise IssueFirstError(f"“{row.title}” is issued from its last step: with number, documents and seal")
    move(stage, to)
    moved = _restage(store, row, _step(row, to, who, reason), day_of(now, today))
    if to == "active":
        remind_of(store, moved, today, day_of(now, today))
    return moved


def set_aside(store: Store, row: DealRow, version: VersionRow, today: Catalog, *, who: str = "") -> DealRow:
    """Make a draft of the next version what was issued before; what was drafted stays in the history.

    Raises:
        ChangedElsewhereError: it was saved elsewhere since ``row`` was read.
        MachineError: the store is locked, read-only or full; nothing was saved.
    """
    step = StageStep(
        before=row.stage, after="issued", who=who or acting_user(), reason=SET_ASIDE, version=version.version
    )
    with store.writing():
        if row.catalog != version.catalog:
            row = moves.price_with(store, row.id, version.catalog, version=row.version)
        deal, catalog = deal_of_version(store, version), snapshot_catalog(store, version.catalog, today)
        move = StageMove(step=step, valid_until=version.valid_until)
        return save_as(store, row, deal, catalog, stage="issued", move=move)


def _refuse_closed(store: Store, row: DealRow, version: VersionRow, on: dt.date, day: dt.date) -> None:
    issued = dt.date.fromisoformat(version.issued_at[:10])
    if on > day or on < issued - dt.timedelta(days=1):  # a day, for time zones
        raise InputError(f"an offer of {issued} is not accepted on {on}; name a day between then and now")
    if row.stage not in ("issued", "draft", "expired"):
        move(stage_named(row.stage), "accepted")
    all_issued = of_deal(store, row.id)
    state, newest = state_of(version, all_issued, events(store, row.id), on), all_issued[0].version
    if state in ("lapsed", "expired") and on.isoformat() > version.valid_until:
        raise InputError(
            f"{version.reference} lapsed on {version.valid_until}, so it cannot be accepted on {on}; issue it again"
        )
    if state == "accepted":
        raise InputError(f"{version.reference} is accepted already")
    if state not in ("open", "expired"):
        raise InputError(f"{version.reference} is {state}, so it cannot be accepted; accept the newest version")
    if version.version < newest:
        raise InputError(f"{version.reference} is followed by v{newest}, so it cannot be accepted; accept that one")


def _supersede(store: Store, deal_id: str, by: DealRow, day: dt.date, who: str) -> None:
    row = deals.load(store, deal_id).row
    if row.stage in ("accepted", "active"):
        _restage(store, row, _step(row, "superseded", who, f"amended by {by.offer} v{by.offer_version}"), day)


def _step(row: DealRow, to: Stage, who: str, reason: str, evidence: Mapping[str, object] | None = None) -> StageStep:
    return StageStep(
        before=row.stage,
        after=to,
        who=who or acting_user(),
        reason=reason.strip(),
        version=row.offer_version,
        evidence=evidence,
    )


def _restage(store: Store, row: DealRow, step: StageStep, day: dt.date) -> DealRow:
    return moves.restage(
        store, row.id, step.after, on=day.isoformat(), valid_until=None, version=row.version, steps=(step,)
    )
