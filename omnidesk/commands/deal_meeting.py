"""``omnidesk deal meeting``: the journals of a deal's meetings, and the path of one as a PDF for us."""

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from omnidesk.commands.deal_input import read_catalog
from omnidesk.commands.output import NOTHING, print_json, print_table
from omnidesk.commands.parser import STORED, Commands, add_deal, add_json, add_specs
from omnidesk.domain.errors import InputError

if TYPE_CHECKING:
    from omnidesk.store.meetings import KeptMeeting
    from omnidesk.wizard.meeting import MomentView


def add(group: Commands) -> None:
    """Add the command."""
    parser = group.add(
        "meeting",
        "show what was tried in a meeting, or write the path to one moment as a PDF that is ours alone",
        example=f"omnidesk deal meeting {STORED} --out meeting.pdf",
        run=run,
    )
    add_deal(parser)
    parser.add_argument("--meeting", type=int, default=1, metavar="N", help="which meeting, 1 is the newest (1)")
    parser.add_argument("--moment", type=int, metavar="N", help="how the room came to this moment (the last one)")
    parser.add_argument("--out", type=Path, metavar="PATH.pdf", help="write the path, for internal use")
    parser.add_argument("--lang", default="en", metavar="TAG", help="the language of the pages, such as en or de (en)")
    add_specs(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print the moments of a meeting, write its path, or both."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.formatting import Formatter
    from omnidesk.operations.kept_deals import take
    from omnidesk.operations.priced_with import catalog_of
    from omnidesk.store.meetings import list_meetings
    from omnidesk.store.search import find
    from omnidesk.wizard.context import Context
    from omnidesk.wizard.meeting import moments

    today = read_catalog(options)
    with opened_store(options) as store:
        kept = take(store, find(store, options.deal).id)
        found, catalog = list_meetings(store, kept.row.id), catalog_of(store, kept.row, today)
    chosen = _chosen(found, options.meeting, kept.row.title)
    if options.out is not None:
        from omnidesk.commands.files import write_file
        from omnidesk.operations.meeting_file import meeting_file

        now = datetime.datetime.now(datetime.UTC)
        pdf = meeting_file(chosen.meeting, kept.deal, catalog, now=now, language=options.lang, number=options.moment)
        write_file(options.out, pdf)
    zone = ZoneInfo(catalog.company.time_zone)
    _show(options, chosen, moments(chosen.meeting, Context(kept.deal, catalog, Formatter("en")), zone), len(found))
    return 0


def _chosen(found: "tuple[KeptMeeting, ...]", number: int, title: str) -> "KeptMeeting":
    if not found:
        raise InputError(f"no meeting of “{title}” is kept; a what-if that is turned while presenting begins one")
    if not 1 <= number <= len(found):
        raise InputError(f"“{title}” has {len(found)} meetings; name one from 1 (the newest) to {len(found)}")
    return found[number - 1]


def _show(options: argparse.Namespace, kept: "KeptMeeting", views: "tuple[MomentView, ...]", count: int) -> None:
    moments = kept.meeting.moments
    if options.json:
        shown = [
            {"number": each.number, "at": moment.at, "parent": moment.parent, "tried": each.text, "name": each.name}
            for each, moment in zip(views, moments, strict=True)
        ]
        print_json({"meetings": count, "id": kept.id, "begun_at": moments[0].at, "moments": shown})
        return
    print_table(
        ("Moment", "Time", "From", "Tried", "Scenario"),
        [
            (str(each.number), each.clock, _parent(moment.parent), each.text, each.name or NOTHING)
            for each, moment in zip(views, moments, strict=True)
        ],
    )
    if options.out is not None:
        print(f"The path is written to {options.out}; it is for us alone")


def _parent(number: int | None) -> str:
    return NOTHING if number is None else str(number)
