"""What happened to a deal: every step from stage to stage, who took it and why. Steps are only ever added."""

import datetime
import json
import uuid
from collections.abc import Mapping

import msgspec

from omnidesk.store.connect import Store
from omnidesk.store.database import Database


class StageStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step before it is kept.

    ``version`` is the issued version that it is about (None: none was issued), ``evidence`` what it rests on, such as
    the hash of a returned file.
    """

    before: str
    after: str
    who: str = ""
    reason: str = ""
    version: int | None = None
    evidence: Mapping[str, object] | None = None


class StageMove(msgspec.Struct, frozen=True, kw_only=True):
    """A step, and the last day of the offer in the stage that it leads to (None: the stage has none)."""

    step: StageStep
    valid_until: str | None = None


class StageEvent(StageStep, frozen=True, kw_only=True):
    """A step as it is kept; ``at`` is UTC in ISO 8601."""

    id: str
    deal_id: str
    at: str


def add_event(database: Database, deal_id: str, step: StageStep) -> None:
    """Keep a step inside the transaction that takes it."""
    evidence = None if step.evidence is None else json.dumps(step.evidence, sort_keys=True, ensure_ascii=False)
    kept = {
        "id": str(uuid.uuid4()),
        "deal_id": deal_id,
        "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds"),
        **{name: getattr(step, name) for name in ("before", "after", "who", "reason", "version")},
        "evidence": evidence,
    }
    database.table("stage_event").insert(kept)


def events(store: Store, deal_id: str) -> tuple[StageEvent, ...]:
    """Return a deal's steps, oldest first.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    with store.reading() as database:
        rows = list(database.query("SELECT * FROM stage_event WHERE deal_id = ? ORDER BY number", [deal_id]))
    return tuple(
        msgspec.convert({**row, "evidence": row["evidence"] and json.loads(row["evidence"])}, StageEvent)
        for row in rows
    )
