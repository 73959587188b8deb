"""Puts deals from a damaged store into a new one: each in the last state of which something is left."""

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from omnidesk.store import sqlite3
from omnidesk.store.broken_rows import BrokenStore
from omnidesk.store.database import Database
from omnidesk.store.table_shapes import Shape

UNNAMED = "Recovered deal"
IDS = "SELECT id, number FROM deal INDEXED BY sqlite_autoindex_deal_1"
TITLES = "SELECT number, title FROM deal INDEXED BY deal_by_title WHERE archived IN (0, 1)"
"""Indexes tell of deals whose rows cannot be read."""
NEWEST = "SELECT id, body, created_at FROM deal_revision WHERE deal_id = ? ORDER BY number DESC LIMIT 1"

Values = dict[str, Any]


class SavedDeal(msgspec.Struct, frozen=True):
    """A deal that is there as it was at a moment (UTC, ISO 8601) before its last save."""

    title: str
    saved_at: str


class SavedDeals(msgspec.Struct, frozen=True, kw_only=True):
    """How many deals came from the damaged store and from the copy, which are older than they were, which are gone."""

    read: int
    filled: int
    older: tuple[SavedDeal, ...]
    gone: tuple[str, ...]


def put_deals(database: Database, shape: Shape, broken: BrokenStore, copy: BrokenStore | None) -> SavedDeals:
    """Add every deal of which a revision is there already."""
    now, then = (_by_id(shape, source) for source in (broken, copy))
    older: list[SavedDeal] = []
    gone: dict[str, str] = {}
    for deal_id, values in {**then, **now}.items():
        revision = database.execute(NEWEST, [deal_id]).fetchone()
        if revision is None or not _put(database, _with_head(database, values, revision[0])):
            gone[deal_id] = values["title"]
        elif deal_id not in now or revision[0] != values["head"]:
            older.append(SavedDeal(values["title"], revision[2]))
    titles = _titles(broken)
    older += [_rebuilt(database, deal_id, titles) for deal_id in _without_row(database)]
    there = {row[0] for row in database.execute("SELECT id FROM deal")}
    gone |= {deal_id: title for deal_id, title in titles.items() if deal_id not in there}
    read = len(now.keys() & there)
    return SavedDeals(read=read, filled=len(there) - read, older=tuple(older), gone=tuple(gone.values()))


def _by_id(shape: Shape, source: BrokenStore | None) -> dict[str, Values]:
    if source is None:
        return {}
    rows = source.rows(shape.name, list(shape.columns), numbered=True)
    named = (dict(zip(shape.columns, row, strict=True)) for row in rows)
    return {str(values["id"]): values for values in named}


def _with_head(database: Database, values: Values, newest: str) -> Values:
    known = database.execute("SELECT 1 FROM deal_revision WHERE id = ?", [values["head"]]).fetchone()
    return values if known else {**values, "head": newest}


def _put(database: Database, values: Values) -> bool:
    """Add a deal, if need be without the catalog that is gone, or under another number."""
    for missing in ((), ("catalog",), ("catalog", "number")):
        kept = {name: value for name, value in values.items() if name not in missing}
        marks = ", ".join(f":{name}" for name in kept)
        try:
            database.execute(f"INSERT INTO deal ({', '.join(kept)}) VALUES ({marks})", kept)
        except sqlite3.IntegrityError:
            continue
        return True
    return False


def _titles(broken: BrokenStore) -> dict[str, str]:
    numbers, titles = broken.names(IDS), broken.names(TITLES)
    return {deal_id: titles.get(number, UNNAMED) for deal_id, number in numbers.items()}


def _without_row(database: Database) -> list[str]:
    question = "SELECT DISTINCT deal_id FROM deal_revision WHERE deal_id NOT IN (SELECT id FROM deal)"
    return [row[0] for row in database.execute(question)]


def _rebuilt(database: Database, deal_id: str, titles: Mapping[str, str]) -> SavedDeal:
    """Make the row of a deal anew from its newest words; its next save brings the rest."""
    head, body, saved_at = database.execute(NEWEST, [deal_id]).fetchone()
    deal: dict[str, Any] = json.loads(body)
    client = str(deal.get("client", {}).get("name", ""))
    title = titles.get(deal_id) or client or UNNAMED
    values = {
        "id": deal_id,
        "title": title,
        "client": client,
        "stage": "draft",
        "currency": str(deal.get("terms", {}).get("currency") or "USD"),
        "head": head,
        "version": 1,
        "created_at": saved_at,
        "changed_at": saved_at,
        "stage_since": saved_at[:10],
    }
    _put(database, values)
    return SavedDeal(title, saved_at)


def mend_offers(database: Database) -> None:
    """Give deals whose rows were made anew the number, the version, the catalog and the stage that they had."""
    newest = "(SELECT {} FROM deal_version WHERE deal_id = deal.id ORDER BY version DESC LIMIT 1)"
    database.execute(
        f"""
        UPDATE deal SET offer = (SELECT text FROM offer_number WHERE deal_id = deal.id),
            offer_version = {newest.format("version")}, catalog = {newest.format("catalog")},
            valid_until = {newest.format("valid_until")},
            stage = coalesce(
                (SELECT after FROM stage_event WHERE deal_id = deal.id ORDER BY number DESC LIMIT 1), stage)
        WHERE offer IS NULL AND id IN (SELECT deal_id FROM offer_number)
        """
    )
