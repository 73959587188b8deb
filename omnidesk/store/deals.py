"""Saves and loads deals: every save adds a revision, and the deal's row shows the newest one.

The store knows a deal as canonical JSON text and as the few values that lists show (``Summary``). It knows no prices.
"""

import uuid
from collections.abc import Sequence
from typing import Any

import msgspec

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.store.connect import Store
from omnidesk.store.database import Database, Values
from omnidesk.store.revisions import add_revision, digest, held, now_text, revision_row
from omnidesk.store.stages import StageMove, add_event


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What lists show of a deal. Totals are in the currency's minor units (cents); None: not priced yet.

    ``list_minor`` and ``discount_minor`` are of the committed lines; ``starts`` is the month of its
    effective date (``2026-03``).
    """

    title: str
    client: str
    stage: str
    currency: str
    tier: str | None = None
    committed_minor: int | None = None
    estimated_minor: int | None = None
    months: int | None = None
    last_step: str | None = None
    starts: str | None = None
    list_minor: int | None = None
    discount_minor: int | None = None


class MilestoneDay(msgspec.Struct, frozen=True, kw_only=True):
    """A milestone of a deal: its day (ISO 8601) and what is invoiced then, in minor units."""

    date: str
    name: str
    amount_minor: int


class DealRow(msgspec.Struct, frozen=True, gc=False):
    """A deal as it lies in the store: ``Summary`` and more, in the order in which a row is read. Times are UTC.

    ``head`` is the id of its newest revision; ``version`` counts the saves and is what the next save has to name.
    ``stage_since`` is the day on which it came into its stage, ``valid_until`` the last day of an issued offer.
    ``offer`` is its number and ``offer_version`` its newest issued version (None: never issued); ``catalog`` names the
    snapshot that prices it (None: the catalog of today does). ``approval_asked`` is true of a draft whose newest
    request for an approval nobody has answered yet.
    """

    archived: bool
    id: str
    title: str
    client: str
    stage: str
    currency: str
    head: str
    version: int
    created_at: str
    changed_at: str
    stage_since: str
    tier: str | None = None
    committed_minor: int | None = None
    estimated_minor: int | None = None
    months: int | None = None
    last_step: str | None = None
    starts: str | None = None
    list_minor: int | None = None
    discount_minor: int | None = None
    valid_until: str | None = None
    offer: str | None = None
    offer_version: int | None = None
    catalog: str | None = None
    approval_asked: bool = False


ASKED = """
    CASE deal.stage WHEN 'draft' THEN (
        SELECT approval_answer.request IS NULL
        FROM approval_request LEFT JOIN approval_answer ON approval_answer.request = approval_request.id
        WHERE approval_request.deal_id = deal.id ORDER BY approval_request.asked_at DESC LIMIT 1
    ) END
"""
"""Whether a deal waits for an approval: a draft whose newest request nobody has answered."""
COLUMNS = ", ".join([*(f"deal.{name}" for name in DealRow.__struct_fields__[:-1]), ASKED])
WHOLE = f"""
    SELECT body, sha256, {COLUMNS}
    FROM deal JOIN deal_revision ON deal_revision.id = deal.head WHERE deal.id = ?
"""


class StoredDeal(msgspec.Struct, frozen=True):
    """A deal's row and the text of its newest revision."""

    row: DealRow
    body: str


class ChangedElsewhereError(MachineError):
    """Another window or program saved this deal meanwhile; ``current`` is its row as it is now."""

    def __init__(self, current: DealRow) -> None:
        self.current = current
        super().__init__(f"“{current.title}” was saved elsewhere meanwhile; open it again to go on from there")


def create(
    store: Store,
    body: str,
    summary: Summary,
    *,
    parents: tuple[str, ...] = (),
    milestones: tuple[MilestoneDay, ...] = (),
) -> DealRow:
    """Save a new deal from its canonical JSON text; ``parents`` names the revisions it was made from.

    Raises:
        MachineError: the store is locked, read-only or full; nothing was saved.
    """
    with store.writing() as database:
        return add(database, body, summary, parents=parents, milestones=milestones)


def add(
    database: Database,
    body: str,
    summary: Summary,
    *,
    parents: tuple[str, ...] = (),
    milestones: tuple[MilestoneDay, ...] = (),
) -> DealRow:
    """Add a new deal inside a transaction, as :func:`create` does in one of its own."""
    deal_id, now = str(uuid.uuid4()), now_text()
    head = add_revision(database, deal_id, parents, body, now)
    values = {"id": deal_id, "head": head, "version": 1, "created_at": now, "changed_at": now}
    database.table("deal").insert({**msgspec.to_builtins(summary), **values, "stage_since": now[:10]})
    _keep_milestones(database, deal_id, milestones)
    return row_of(database, deal_id)


def save(
    store: Store,
    deal_id: str,
    body: str,
    summary: Summary,
    *,
    version: int,
    milestones: tuple[MilestoneDay, ...] = (),
    move: StageMove | None = None,
) -> DealRow:
    """Save a deal's next revision; ``version`` is the one it was loaded with. An unchanged text adds no revision.

    ``move`` is kept with it where the save moves the deal to another stage.

    Raises:
        ChangedElsewhereError: the stored deal is no longer at that version; nothing was saved.
        InputError: there is no such deal.
        MachineError: the store is locked, read-only or full; nothing was saved.
    """
    with store.writing() as database:
        row = row_at(database, deal_id, version)
        now = now_text()
        head = row.head
        if digest(body) != revision_row(database, head)["sha256"]:
            head = add_revision(database, deal_id, (head,), body, now)
        values: dict[str, str | int | None] = {"head": head, "version": version + 1, "changed_at": now}
        if summary.stage != row.stage:
            values |= {"stage_since": now[:10], "valid_until": move.valid_until if move else None}
            if move is not None:
                add_event(database, deal_id, move.step)
        _keep_milestones(database, deal_id, milestones)
        return change(database, deal_id, {**_shown(summary), **values})


def load(store: Store, deal_id: str) -> StoredDeal:
    """Return a deal and its newest text.

    Raises:
        InputError: there is no such deal.
        DamagedError: the text is not the one that was saved.
    """
    with store.reading() as database:
        found = database.execute(WHOLE, [deal_id]).fetchone()
        row = row_from(found[2:]) if found else row_of(database, deal_id)
    return StoredDeal(row, held(store, row.head, found[0], found[1]))


def duplicate(store: Store, deal_id: str, title: str) -> DealRow:
    """Save a copy of a deal as a draft under another title; its first revision follows the original's newest.

    Raises:
        InputError: there is no such deal.
        MachineError: the store is locked, read-only or full.
    """
    original = load(store, deal_id)
    shown = msgspec.convert({**_shown(original.row), "title": title, "stage": "draft"}, Summary)
    with store.reading() as database:
        milestones = _milestones(database, deal_id)
    return create(store, original.body, shown, parents=(original.row.head,), milestones=milestones)


def archive(store: Store, deal_id: str, *, archived: bool = True) -> DealRow:
    """Take a deal out of the everyday lists, or (``archived=False``) back into them.

    Raises:
        InputError: there is no such deal.
        MachineError: the store is locked or read-only.
    """
    with store.writing() as database:
        row = row_of(database, deal_id)
        values = {"archived": archived, "version": row.version + 1, "changed_at": now_text()}
        return row if row.archived == archived else change(database, deal_id, values)


def remember_step(store: Store, deal_id: str, step: str) -> None:
    """Note where in the wizard a deal was left; this is no change of the deal, so its version stays.

    Raises:
        MachineError: the store is locked or read-only.
    """
    with store.writing() as database:
        database.execute("UPDATE deal SET last_step = ? WHERE id = ?", [step, deal_id])


def _shown(summary: Summary | DealRow) -> dict[str, str | int | None]:
    return {name: getattr(summary, name) for name in Summary.__struct_fields__}


def row_at(database: Database, deal_id: str, version: int) -> DealRow:
    """Return a deal's row inside a transaction.

    Raises:
        ChangedElsewhereError: it is no longer at this version.
        InputError: there is no such deal.
    """
    row = row_of(database, deal_id)
    if row.version != version:
        raise ChangedElsewhereError(row)
    return row


def _keep_milestones(database: Database, deal_id: str, milestones: tuple[MilestoneDay, ...]) -> None:
    number = database.execute("SELECT number FROM deal WHERE id = ?", [deal_id]).fetchone()[0]
    database.execute("DELETE FROM deal_milestone WHERE deal = ?", [number])
    rows = [(number, place, each.date, each.name, each.amount_minor) for place, each in enumerate(milestones)]
    database.conn.executemany("INSERT INTO deal_milestone VALUES (?, ?, ?, ?, ?)", rows)


def _milestones(database: Database, deal_id: str) -> tuple[MilestoneDay, ...]:
    question = """
        SELECT date, name, amount_minor FROM deal_milestone JOIN deal ON deal.number = deal_milestone.deal
        WHERE deal.id = ? ORDER BY place
    """
    return tuple(msgspec.convert(row, MilestoneDay) for row in database.query(question, [deal_id]))


def change(database: Database, deal_id: str, values: dict[str, str | int | None]) -> DealRow:
    """Change columns of a deal's row inside a transaction; return the row."""
    assignments = ", ".join(f"{column} = :{column}" for column in values)
    database.execute(f"UPDATE deal SET {assignments} WHERE id = :id", {**values, "id": deal_id})
    return row_of(database, deal_id)


def rows_of(database: Database, where: str, values: Values) -> list[DealRow]:
    """Return the rows of deals. The tables are STRICT, so that each value has its type already."""
    found = database.execute(f"SELECT {COLUMNS} FROM deal WHERE {where}", values).fetchall()
    return [row_from(values) for values in found]


def row_from(values: Sequence[Any]) -> DealRow:
    """Return the row whose ``COLUMNS`` these are; by their places, which takes a twentieth of telling their names."""
    ordered = list(values)
    ordered[0], ordered[-1] = ordered[0] == 1, ordered[-1] == 1
    return DealRow(*ordered)


def row_of(database: Database, deal_id: str) -> DealRow:
    """Return a deal's row.

    Raises:
        InputError: there is no such deal.
    """
    for row in rows_of(database, "id = ?", [deal_id]):
        return row
    raise InputError(f"there is no deal {deal_id} in this store; `omnidesk deal list` shows those there are")
