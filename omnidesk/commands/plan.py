"""``omnidesk plan``: the roadmap's dates, the milestones and the payments, also as a calendar file."""

import argparse
from pathlib import Path

from omnidesk.commands.deal_input import price, read_catalog, read_input
from omnidesk.commands.output import figure, percent, print_json, print_problems, print_table
from omnidesk.commands.parser import Commands, add_deal_file, add_json
from omnidesk.commands.schedule import print_payments
from omnidesk.domain.errors import InputError
from omnidesk.domain.roadmap import PlannedPhase, Roadmap, plan


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "plan",
        "date the roadmap: phases, milestones and payments",
        example="omnidesk plan resources/samples/architect-broadcaster.yaml --ics aurora.ics",
        run=run,
    )
    add_deal_file(parser)
    add_json(parser)
    parser.add_argument("--ics", type=Path, metavar="OUT.ics", help="write the dates as a calendar file as well")


def run(options: argparse.Namespace) -> int:
    """Print the roadmap, and write the calendar where one is wanted."""
    source, catalog = read_input(options), read_catalog(options)
    priced = price(source, catalog)
    roadmap = plan(source.deal, catalog, priced)
    if roadmap is None:  # cannot be: a deal that is priced has dates
        raise InputError(f"{options.file}: this deal has no dates yet; see: omnidesk quote {options.file}")
    if options.ics is not None:
        from omnidesk.commands.files import write_file
        from omnidesk.operations.plan_files import calendar

        write_file(options.ics, calendar(source.deal, catalog))
    if options.json:
        print_json(roadmap)
        return 0
    print_problems([source.placed(problem) for problem in priced.warnings])
    _print(roadmap)
    print_payments(source.deal, catalog, priced)
    if options.ics is not None:
        print(f"\nCalendar written to {options.ics}")
    return 0


def _print(roadmap: Roadmap) -> None:
    print("Phases")
    head = ("Phase", "Id", "Starts", "Ends", "Done")
    print_table(head, [_row(phase) for phase in roadmap.phases])
    if roadmap.milestones:
        print("\nMilestones")
        head = ("Date", "Share", "Amount", "Milestone")
        rows = [(str(each.date), percent(each.percent), figure(each.amount), each.name) for each in roadmap.milestones]
        print_table(head, rows, right=head[1:3])


def _row(phase: PlannedPhase) -> tuple[str, ...]:
    starts = _between(str(phase.earliest_start), str(phase.latest_start))
    ends = _between(str(phase.earliest_end), str(phase.latest_end))
    return phase.name, phase.id, starts, ends, f"{phase.done} of {phase.items}" if phase.items else ""


def _between(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"
