"""``omnidesk deal import-table`` and ``omnidesk deal export --all``: many deals in one file."""

import argparse
from pathlib import Path

from omnidesk.commands.deal_input import read_catalog
from omnidesk.commands.parser import Commands, Parser
from omnidesk.commands.table_input import add_table, run_table
from omnidesk.domain.errors import InputError
from omnidesk.domain.lifecycle import STAGES

FORMATS = ("jsonl", "csv", "xlsx", "ics")


def add(group: Commands) -> None:
    """Add the command."""
    taken = group.add(
        "import-table",
        "make drafts of the deals in a table of another program",
        example="omnidesk deal import-table salesforce-opportunities.csv --dry-run",
        run=run_import,
    )
    add_table(taken)


def add_many(parser: Parser) -> None:
    """Add what exports many deals."""
    parser.add_argument("--all", action="store_true", help="every deal that is not archived, in one file")
    parser.add_argument("--format", choices=FORMATS, help="with --all: the kind of file (by the ending of --out)")
    parser.add_argument("--search", default="", metavar="TEXT", help="with --all: only deals with these words")
    parser.add_argument(
        "--stage",
        action="append",
        default=[],
        choices=STAGES,
        help="with --all: only in this stage (more than once)",
    )
    parser.add_argument(
        "--approval-asked", action="store_true", help="with --all: only drafts that wait for an approval"
    )
    parser.add_argument("--archived", action="store_true", help="with --all: the archived deals as well")


def run_import(options: argparse.Namespace) -> int:
    """Import a table of deals."""
    return run_table(options, "deals")


def run_export_all(options: argparse.Namespace) -> int:
    """Write the deals that are wanted into one file."""
    from omnidesk.commands.files import write_file
    from omnidesk.commands.progress import shown_progress
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.exporting import export_deals
    from omnidesk.operations.exporting_calendar import calendar_of_deals
    from omnidesk.store.search import DealFilter

    out: Path | None = options.out
    if out is None:
        raise InputError("say where to write the deals with --out FILE")
    kind = options.format or out.suffix.removeprefix(".").lower()
    if kind not in FORMATS:
        raise InputError(f"{out}: say what kind of file with --format {', '.join(FORMATS)}")
    archived = None if options.archived else False
    wanted = DealFilter(
        text=options.search, stages=tuple(options.stage), archived=archived, asked=options.approval_asked
    )
    with opened_store(options) as store, shown_progress() as progress:
        if kind == "ics":
            exported = calendar_of_deals(store, wanted, read_catalog(options), progress=progress)
        else:
            exported = export_deals(store, wanted, kind, progress=progress)
    write_file(out, exported.content)
    print(f"{exported.count:,} deal{'' if exported.count == 1 else 's'} written to {out}")
    return 0
