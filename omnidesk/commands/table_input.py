"""The table that a command imports: read, mapped, planned, shown and, unless only tried, written."""

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from omnidesk.commands.deal_input import own_specs, read_catalog
from omnidesk.commands.output import NOTHING, print_json, print_table
from omnidesk.commands.parser import Parser, add_json, add_specs
from omnidesk.domain.errors import InputError

if TYPE_CHECKING:
    from omnidesk.domain.imports import FieldId, ImportsSpec, TableKind
    from omnidesk.operations.importing.mapping import Mapping
    from omnidesk.operations.importing.notation import Notation
    from omnidesk.operations.importing.plan import ImportPlan, PlannedRow, Standing
    from omnidesk.operations.importing.table import Table
    from omnidesk.operations.importing.write import Imported

SHOWN = 20
"""Rows that are listed for people; JSON has all of them."""


def add_table(parser: Parser) -> None:
    """Add the table and how it is read."""
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, Excel (.xlsx) or vCard")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column holds, where it is not recognised; an empty FIELD leaves it out (more than once)",
    )
    parser.add_argument("--layout", metavar="ID", help="the program that exported it, such as hubspot_companies")
    parser.add_argument("--locale", metavar="TAG", help="how it writes numbers and days, such as de-CH (found out)")
    parser.add_argument("--encoding", default="", metavar="NAME", help="utf-8, utf-16, windows-1252 … (found out)")
    parser.add_argument("--delimiter", default="", metavar="SIGN", help="comma, semicolon, tab or bar (found out)")
    actions = ("merge", "new", "skip")
    parser.add_argument(
        "--same", choices=actions, default="merge", help="rows of clients that are there: by key or name (merge)"
    )
    parser.add_argument(
        "--similar", choices=actions, default="new", help="rows of clients that may be there: by host or similar (new)"
    )
    parser.add_argument("--dry-run", action="store_true", help="show what would happen and write nothing")
    add_specs(parser)
    add_json(parser)


def run_table(options: argparse.Namespace, kind: "TableKind") -> int:
    """Import the table; 1 where no row of it could be taken."""
    from omnidesk.commands.progress import shown_progress
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.importing.plan import plan_import
    from omnidesk.operations.importing.reading import read_table
    from omnidesk.operations.importing.rows import read_rows
    from omnidesk.operations.importing.write import write_import
    from omnidesk.specs.imports import load_imports

    catalog, spec = read_catalog(options), load_imports(own_specs(options))
    table = read_table(options.file, encoding=options.encoding, delimiter=_delimiter(options.delimiter))
    mapping = _mapping(options, table, spec, kind)
    notation = _notation(options, table, mapping)
    rows = read_rows(table, mapping, notation, catalog)
    with opened_store(options) as store, shown_progress() as progress:
        plan = plan_import(store, rows, spec, standing=_standing(options), progress=progress)
        done = None
        if not options.dry_run:
            today = datetime.datetime.now().astimezone().date()
            done = write_import(store, plan, catalog, source=options.file.name, today=today, progress=progress)
    if options.json:
        print_json(_view(table, mapping, notation, plan, done))
    else:
        _tell(table, mapping, plan, done)
    return 1 if plan.count("refused") == len(plan.rows) else 0


def _delimiter(said: str) -> str:
    named = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
    return named.get(said, said)


def _mapping(options: argparse.Namespace, table: "Table", spec: "ImportsSpec", kind: "TableKind") -> "Mapping":
    import msgspec

    from omnidesk.domain.named import by_id
    from omnidesk.operations.importing.mapping import guess_mapping, mapping_by

    if options.layout is None:
        mapping = guess_mapping(table, spec, kind)
    else:
        layout = by_id([layout for layout in spec.layouts if layout.kind == kind], options.layout)
        if layout is None:
            known = ", ".join(layout.id for layout in spec.layouts if layout.kind == kind)
            raise InputError(f"there is no layout “{options.layout}” of {kind}; known are {known}")
        mapping = mapping_by(table, layout, spec)
    fields = list(mapping.fields)
    for said in options.map:
        place, field = _mapped(said, table, spec, kind)
        fields[place] = field
    mapping = msgspec.structs.replace(mapping, fields=tuple(fields))
    if not {"name", "contact", "first_name", "last_name", "domain"} & set(mapping.fields):
        raise InputError(
            f"{options.file}: no column holds the client's name; name it with --map 'COLUMN=name'. "
            f"Columns are {', '.join(table.head)}"
        )
    return mapping


def _mapped(said: str, table: "Table", spec: "ImportsSpec", kind: "TableKind") -> "tuple[int, FieldId | None]":
    title, sign, field = said.rpartition("=")
    if not sign or title not in table.head:
        raise InputError(f"--map {said}: give COLUMN=FIELD with one of the columns {', '.join(table.head)}")
    known = [each.id for each in spec.fields if kind in each.of]
    if field and field not in known:
        raise InputError(f"--map {said}: there is no field “{field}”; known are {', '.join(known)}")
    return table.head.index(title), cast("FieldId", field) if field else None


def _notation(options: argparse.Namespace, table: "Table", mapping: "Mapping") -> "Notation":
    from omnidesk.operations.importing.notation import guess_notation, notation_of

    if options.locale is None:
        return guess_notation(table, mapping)
    try:
        return notation_of(options.locale)
    except ValueError:
        raise InputError(f"there is no locale “{options.locale}”; give one such as en-US or de-CH") from None


def _standing(options: argparse.Namespace) -> "Standing":
    from omnidesk.operations.importing.plan import Standing

    return Standing(same=options.same, similar=options.similar)


def _tell(table: "Table", mapping: "Mapping", plan: "ImportPlan", done: "Imported | None") -> None:
    read = ", ".join(filter(None, (table.told, mapping.layout)))
    print(f"{len(table.rows):,} row{'' if len(table.rows) == 1 else 's'} ({read})")
    pairs = [(title, field or NOTHING) for title, field in zip(table.head, mapping.fields, strict=True)]
    print_table(("Column", "Field"), pairs)
    troubled = [planned for planned in plan.rows if planned.row.problems or planned.asks]
    for planned in troubled[:SHOWN]:
        for line in _lines(planned):
            print(line)
    if len(troubled) > SHOWN:
        print(f"  … and {len(troubled) - SHOWN:,} rows more to look at; --json has all of them")
    new, merged = (plan.count(outcome) for outcome in ("new", "merged"))
    counts = f"{new:,} new, {merged:,} merged, {plan.count('unchanged'):,} unchanged, {plan.count('skipped'):,} skipped"
    deals = f", {len(plan.deals):,} deal{'' if len(plan.deals) == 1 else 's'}" if mapping.kind == "deals" else ""
    print(f"{counts}, {plan.count('refused'):,} refused{deals}")
    if done is None:
        print("Nothing was written; leave --dry-run out to import")
    elif done.act:
        print(f"Written; take the clients back with: omnidesk clients undo {done.act[:8]}")
    else:
        print("There was nothing new to write")


def _lines(planned: "PlannedRow") -> list[str]:
    from omnidesk.operations.importing.words import match_told, problem_told

    line = f"  line {planned.row.number}: "
    told = [f"{line}{problem_told(problem)}" for problem in planned.row.problems]
    if planned.asks:
        told.append(f"{line}{match_told(planned)}")
    return told


def _view(
    table: "Table", mapping: "Mapping", notation: "Notation", plan: "ImportPlan", done: "Imported | None"
) -> dict[str, object]:
    return {
        "read_as": table.told,
        "layout": mapping.layout or None,
        "kind": mapping.kind,
        "columns": dict(zip(table.head, mapping.fields, strict=True)),
        "notation": notation,
        "rows": [
            {
                "line": planned.row.number,
                "outcome": planned.outcome,
                "client": planned.row.entry.name if planned.row.entry else None,
                "client_id": planned.client_id or None,
                "match": planned.match and {"client": planned.known and planned.known.name, "why": planned.match.why},
                "conflicts": planned.conflicts,
                "problems": planned.row.problems,
            }
            for planned in plan.rows
        ],
        "done": done,
    }
