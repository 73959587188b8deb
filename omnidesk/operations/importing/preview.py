"""A file as its import would come out, under what a person has chosen so far."""

from collections.abc import Mapping as Decided
from pathlib import Path

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.imports import FieldId, ImportsSpec, TableKind
from omnidesk.operations.importing.mapping import Mapping, guess_mapping
from omnidesk.operations.importing.notation import Notation, guess_notation
from omnidesk.operations.importing.plan import Decision, ImportPlan, PlannedRow, plan_import
from omnidesk.operations.importing.reading import read_table
from omnidesk.operations.importing.rows import read_rows
from omnidesk.operations.importing.table import Cell, Table
from omnidesk.progress import Progress
from omnidesk.store.connect import Store

NAMING: frozenset[FieldId] = frozenset({"name", "contact", "first_name", "last_name", "domain"})
"""Fields of which one at least has to be in a column: without any no row has a client."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What a person chose; what is empty is found out. ``decisions`` are by the number of the row in the file."""

    path: Path
    encoding: str = ""
    kind: TableKind | None = None
    mapping: Mapping | None = None
    notation: Notation | None = None
    decisions: dict[int, Decision] = {}


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What the import would do, in numbers."""

    deals: int
    added: int
    completed: int
    unchanged: int
    skipped: int
    refused: int


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What comes of a wish; everything is counted here, so that a window need not look at every row.

    ``asking`` are the rows that a person should look at, ``troubled`` those with problems.
    """

    wish: Wish
    table: Table
    mapping: Mapping
    notation: Notation
    plan: ImportPlan
    counts: Counts
    asking: tuple[PlannedRow, ...]
    troubled: tuple[PlannedRow, ...]

    @property
    def writes(self) -> bool:
        """Whether anything would be written."""
        return bool(self.plan.changes or self.counts.deals)

    @property
    def names_clients(self) -> bool:
        """Whether any column says who the client is."""
        return bool(NAMING & set(self.mapping.fields))


def preview(
    store: Store,
    catalog: Catalog,
    spec: ImportsSpec,
    wish: Wish,
    *,
    table: Table | None = None,
    progress: Progress | None = None,
) -> Preview:
    """Show what a wish comes to, and write nothing; ``table`` saves reading the file again.

    Raises:
        InputError: the file is no table.
        MachineError: the store is out of reach.
    """
    table = table or read_table(wish.path, encoding=wish.encoding)
    mapping = wish.mapping or guess_mapping(table, spec, wish.kind)
    notation = wish.notation or guess_notation(table, mapping)
    rows = read_rows(table, mapping, notation, catalog)
    decisions: Decided[int, Decision] = wish.decisions
    plan = plan_import(store, rows, spec, decisions=decisions, progress=progress)
    return Preview(
        wish=wish,
        table=table,
        mapping=mapping,
        notation=notation,
        plan=plan,
        counts=_counted(plan),
        asking=tuple(planned for planned in plan.rows if planned.asks and not planned.deal_known),
        troubled=tuple(planned for planned in plan.rows if planned.row.problems),
    )


def _counted(plan: ImportPlan) -> Counts:
    added = sum(change.before is None for change in plan.changes)
    return Counts(
        deals=len(plan.deals),
        added=added,
        completed=len(plan.changes) - added,
        unchanged=plan.count("unchanged"),
        skipped=plan.count("skipped"),
        refused=plan.count("refused"),
    )


def sample_of(table: Table, place: int) -> str:
    """The first value of a column, as a person sees it."""
    cells: tuple[Cell, ...] = tuple(row[place] for row in table.rows[:200])
    return next((" ".join(str(cell).split()) for cell in cells if cell != ""), "")
