"""Lists deals: filtered, sorted and paged by SQLite, searched by words of title, client and number."""

from typing import Literal

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.store.connect import Store
from omnidesk.store.database import Database
from omnidesk.store.deals import ASKED, COLUMNS, DealRow, row_from, rows_of

NEWEST_RANKED = 500

Sort = Literal["relevance", "changed", "created", "title", "client", "stage", "tier", "total", "months"]

ORDERED_BY: dict[Sort, tuple[str, ...]] = {
    "relevance": ("place",),
    "changed": ("changed_at", "number"),
    "created": ("number",),
    "title": ("title COLLATE NOCASE", "number"),
    "client": ("client COLLATE NOCASE", "number"),
    "stage": ("stage", "changed_at", "number"),
    "tier": ("tier", "changed_at", "number"),
    "total": ("currency", "committed_minor", "number"),
    "months": ("months", "number"),
}

# Only the newest hits are looked at: ranking all of them takes 17 times as long among 100,000 deals. A cross join is
# read in the order written; SQLite's planner would rather walk through every deal there is.
HITS = f"""
    (SELECT {{columns}} FROM deal_words WHERE deal_words MATCH :words ORDER BY rowid DESC LIMIT {NEWEST_RANKED})
    CROSS JOIN deal ON hit = number
"""

# Few deals have a request for an approval: they are found from those, not among all deals.
REQUESTED = "(SELECT DISTINCT deal_id AS asked FROM approval_request) CROSS JOIN deal ON asked = id"

TALLY = "SELECT coalesce(sum(deals), 0) FROM deal_tally WHERE {where}"
PAGE = f"SELECT {COLUMNS} FROM deal WHERE {{where}} ORDER BY {{order}} LIMIT :limit"
# A later page is found in an index alone, so that no row before it is read.
LATER_PAGE = f"""
    SELECT {COLUMNS}
    FROM (SELECT number AS chosen FROM deal WHERE {{where}} ORDER BY {{order}} LIMIT :limit OFFSET :offset)
    CROSS JOIN deal ON deal.number = chosen ORDER BY {{order}}
"""


class DealFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which deals a list shows. Empty tuples and texts leave nothing out; ``archived`` None shows both kinds.

    ``asked`` shows only drafts whose newest request for an approval nobody has answered yet.
    """

    text: str = ""
    stages: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    archived: bool | None = False
    asked: bool = False


class DealPage(msgspec.Struct, frozen=True):
    """One page of a list, and how many deals the whole list has (a search looks no further than its newest hits)."""

    rows: tuple[DealRow, ...]
    total: int


def list_deals(
    store: Store,
    wanted: DealFilter | None = None,
    *,
    sort: Sort = "changed",
    descending: bool = True,
    limit: int = 100,
    offset: int = 0,
) -> DealPage:
    """Return a page of deals. ``relevance`` puts the best match first and is the newest change without a text.

    Raises:
        MachineError: the store is out of reach or damaged.
    """
    wanted = wanted or DealFilter()
    where, values = _conditions(wanted)
    words = match_expression(wanted.text)
    order = _order(sort, descending=descending, searching=bool(words))
    with store.reading() as database, database.atomic():
        if words or wanted.asked:
            hits = HITS.format(columns="rowid AS hit, rank AS place" if sort == "relevance" else "rowid AS hit")
            question = f"SELECT number FROM {hits if words else REQUESTED} WHERE {where} ORDER BY {order}"
            numbers = [number for (number,) in database.execute(question, {**values, "words": words})]
            total, rows = len(numbers), _rows(database, numbers[offset : offset + limit])
        else:
            total = database.execute(TALLY.format(where=where), values).fetchone()[0]
            question = (LATER_PAGE if offset else PAGE).format(where=where, order=order)
            found = database.execute(question, {**values, "limit": limit, "offset": offset})
            rows = tuple(map(row_from, found.fetchall()))
    return DealPage(rows, total)


def find(store: Store, reference: str) -> DealRow:
    """Return the one deal that a person means by its number, its id or the beginning of that (4 or more), or its title.

    Raises:
        InputError: no deal or more than one answers to it.
    """
    where = """
        id = :text OR title = :text COLLATE NOCASE OR offer = upper(:text)
            OR (length(:text) >= 4 AND substr(id, 1, length(:text)) = lower(:text)) LIMIT 2
    """
    with store.reading() as database:
        rows = rows_of(database, where, {"text": reference})
    if len(rows) != 1:
        found = "more than one deal answers" if rows else "no deal answers"
        raise InputError(f"{found} to “{reference}”; give an id from `omnidesk deal list`")
    return rows[0]


def match_expression(text: str) -> str:
    """Return what a person typed as a search expression: every word has to occur, the last may be unfinished.

    Each word goes in quotes, so nothing typed is ever read as an operator. Words without a letter or digit say nothing.
    """
    words = [word for word in text.replace('"', " ").replace("\0", " ").split() if any(map(str.isalnum, word))]
    if not words:
        return ""
    return " ".join(f'"{word}"' for word in words) + "*"


def _rows(database: Database, numbers: list[int]) -> tuple[DealRow, ...]:
    """Return these deals in this order."""
    marks = ", ".join("?" * len(numbers))
    found = rows_of(database, f"number IN ({marks}) ORDER BY number", numbers)
    by_number = dict(zip(sorted(numbers), found, strict=True))
    return tuple(by_number[number] for number in numbers)


def _conditions(wanted: DealFilter) -> tuple[str, dict[str, str | int]]:
    parts: list[str] = ["1"]
    values: dict[str, str | int] = {}
    if wanted.archived is not None:
        parts.append("archived = :archived")
        values["archived"] = int(wanted.archived)
    for column, choices in (("stage", wanted.stages), ("tier", wanted.tiers)):
        if choices:
            names = [f"{column}_{place}" for place in range(len(choices))]
            parts.append(f"{column} IN ({', '.join(f':{name}' for name in names)})")
            values.update(zip(names, choices, strict=True))
    if wanted.asked:
        parts.append(ASKED)
    return " AND ".join(parts), values


def _order(sort: Sort, *, descending: bool, searching: bool) -> str:
    if sort == "relevance":
        return "place, number DESC" if searching else "changed_at DESC, number DESC"
    direction = "DESC" if descending else "ASC"
    return ", ".join(f"{column} {direction}" for column in ORDERED_BY[sort])
