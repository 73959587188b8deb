"""The numbers of offers that are out: none is given out twice, whatever becomes of the store."""

import msgspec

from omnidesk.domain.edition import number_text
from omnidesk.store.audit import note
from omnidesk.store.connect import Store
from omnidesk.store.database import Database
from omnidesk.store.revisions import now_text

Last = dict[tuple[str, int], int]
"""The place of the last number that is out, by prefix and year."""
TABLES = ("offer_number", "number_out")


class GapNote(msgspec.Struct, frozen=True):
    """Numbers that are out and are passed over by what is issued from now on, from the first to the last."""

    first: str
    last: str


def next_place(database: Database, prefix: str, year: int) -> int:
    """Return which place a number of this prefix and year would have now."""
    return last_numbers(database).get((prefix, year), 0) + 1


def last_numbers(database: Database) -> Last:
    """Return the last numbers that are out, as a store of whatever version knows them."""
    found: Last = {}
    for table in TABLES:
        if database.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", [table]).fetchone():
            for prefix, year, place in database.execute(
                f"SELECT prefix, year, max(place) FROM {table} GROUP BY prefix, year"
            ):
                found[prefix, year] = max(place, found.get((prefix, year), 0))
    return found


def given_out(database: Database) -> tuple[str, ...]:
    """Return the numbers that deals of a store bear, as they are printed, in their order."""
    if not database.execute("SELECT 1 FROM sqlite_schema WHERE name = 'offer_number'").fetchone():
        return ()
    question = "SELECT text FROM offer_number ORDER BY year, prefix, place"
    return tuple(row[0] for row in database.execute(question))


def pass_over(store: Store, out: Last) -> tuple[GapNote, ...]:
    """Give out no number again that is out already; the log tells which are passed over.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    gaps: list[GapNote] = []
    with store.writing() as database:
        known = last_numbers(database)
        for (prefix, year), place in sorted(out.items()):
            here = known.get((prefix, year), 0)
            if place <= here:
                continue
            row = {"prefix": prefix, "year": year, "place": place, "noted_at": now_text()}
            database.table("number_out").insert(row)
            gap = GapNote(number_text(prefix, year, here + 1), number_text(prefix, year, place))
            note(store, "numbers.passed_over", first=gap.first, last=gap.last)
            gaps.append(gap)
    return tuple(gaps)
