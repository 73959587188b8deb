"""``omnidesk deal redline``: what the other side changed in a contract that came back from Word."""

import argparse
from dataclasses import asdict
from pathlib import Path

from omnidesk.commands.deal_input import read_catalog, read_input
from omnidesk.commands.files import read_file
from omnidesk.commands.output import print_json, print_problems, print_wrapped
from omnidesk.commands.parser import Commands, add_deal_file, add_json
from omnidesk.domain.errors import RefusedError
from omnidesk.domain.redline import Change, Comment, Returned, ReturnedClause

STATES = {
    "loose": "its frame was removed; it was found by its heading",
    "missing": "it was deleted",
    "duplicated": "it is there more than once; the first one counts",
}
CUT = 120
"""Characters of a change that a line shows."""


def add(group: Commands) -> None:
    """Add the command."""
    parser = group.add(
        "redline",
        "list what was changed in a contract that came back from Word",
        example="omnidesk deal redline returned.docx aurora.yaml --json",
        run=run,
    )
    parser.add_argument("returned", type=Path, metavar="RETURNED.docx", help="the contract as it came back")
    add_deal_file(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print every change and comment, clause by clause, and what was changed outside of clauses."""
    from omnidesk.operations.word_return import read_return

    source, catalog = read_input(options), read_catalog(options)
    content = read_file(options.returned)
    try:
        found = read_return(content, str(options.returned), source.deal, catalog)
    except RefusedError as error:
        print_problems([source.placed(problem) for problem in error.problems])
        return error.exit_status
    if options.json:
        print_json(_view(found))
    else:
        _print(found)
    return 0


def _view(found: Returned) -> dict[str, object]:
    return {
        "file": found.file,
        "other_version": found.other_version,
        "clauses": [
            {
                "id": clause.id,
                "number": clause.number,
                "title": clause.title,
                "state": clause.state,
                "original": clause.original,
                "proposed": clause.proposed,
                "changes": [asdict(change) for change in clause.changes],
                "comments": [asdict(comment) for comment in clause.comments],
            }
            for clause in found.changed
        ],
        "outside": {
            "changes": [asdict(change) for change in found.outside_changes],
            "comments": [asdict(comment) for comment in found.outside_comments],
        },
    }


def _print(found: Returned) -> None:
    if found.other_version:
        print("It was made from another version of this deal: what we changed since then shows as a change too.")
    if not found.changed and not found.outside_changes and not found.outside_comments:
        print("Nothing was changed.")
        return
    for clause in found.changed:
        _print_clause(clause)
    if found.outside_changes or found.outside_comments:
        print("\nOutside of clauses")
        _print_changes(found.outside_changes, found.outside_comments)


def _print_clause(clause: ReturnedClause) -> None:
    state = f": {STATES[clause.state]}" if clause.state in STATES else ""
    print(f"\n{clause.number} {clause.title} ({clause.id}){state}")
    _print_changes(clause.changes, clause.comments)


def _print_changes(changes: tuple[Change, ...], comments: tuple[Comment, ...]) -> None:
    for change in changes:
        who = f"{change.author}, {change.date:%Y-%m-%d}" if change.date else change.author or "not tracked"
        parts = [f"− {_cut(change.before)}"] if change.before else []
        parts += [f"+ {_cut(change.after)}"] if change.after else []
        print_wrapped(f"{change.number}. {change.kind}, {who}: {'  '.join(parts)}")
    for comment in comments:
        print_wrapped(f"Comment, {comment.author}: {comment.text} (on: {_cut(comment.quote)})")


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= CUT else f"{line[:CUT]}…"
