"""``omnidesk backup``: safety copies of the store."""

import argparse
from pathlib import Path

import msgspec

from omnidesk.commands.output import print_json, print_table
from omnidesk.commands.parser import Commands, Parser, add_json


def add(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("backup", "make, list, check and bring back safety copies of the store")
    group.add("create", "make a safety copy now", example="omnidesk backup create", run=run_create)
    listed = group.add("list", "list the safety copies, newest first", example="omnidesk backup list", run=run_list)
    add_json(listed)
    checked = group.add(
        "verify",
        "check that every byte of a safety copy is what was saved",
        example="omnidesk backup verify backups/omnidesk-20260201T090000000000Z-by-hand.db",
        run=run_verify,
    )
    _add_copy(checked)
    restored = group.add(
        "restore",
        "put a safety copy in the store's place; the store as it is now is kept as another copy",
        example="omnidesk backup restore omnidesk-20260201T090000000000Z-by-hand.db",
        run=run_restore,
    )
    _add_copy(restored)


def _add_copy(parser: Parser) -> None:
    parser.add_argument("copy", type=Path, metavar="COPY", help="a file, or a name from: omnidesk backup list")


def run_create(options: argparse.Namespace) -> int:
    """Make a copy and say where it lies."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.store.backup import create

    with opened_store(options) as store:
        made = create(store)
    print(f"Safety copy made and checked: {made.path}")
    return 0


def run_list(options: argparse.Namespace) -> int:
    """Print the copies."""
    from omnidesk.commands.store_in import opened_workspace
    from omnidesk.store.backup import list_backups

    copies = list_backups(opened_workspace(options))
    if options.json:
        print_json([{**msgspec.structs.asdict(copy), "path": str(copy.path)} for copy in copies])
    elif not copies:
        print("No safety copies yet; make one with: omnidesk backup create")
    else:
        rows = [(f"{copy.created_at:%Y-%m-%d %H:%M}", copy.reason, f"{copy.size:,}", copy.path.name) for copy in copies]
        print_table(("Made (UTC)", "Why", "Bytes", "Name"), rows, right=("Bytes",), indent="")
    return 0


def run_verify(options: argparse.Namespace) -> int:
    """Print what is wrong with a copy; 1 when anything is."""
    from omnidesk.store.backup import verify

    path = _path(options)
    problems = verify(path)
    print(f"{path}: {'damaged' if problems else 'sound'}")
    for problem in problems:
        print(f"  {problem}")
    return 1 if problems else 0


def run_restore(options: argparse.Namespace) -> int:
    """Bring a copy back and say where the store as it was is kept."""
    from omnidesk.commands.store_in import opened_workspace
    from omnidesk.store.restore import restore

    path = _path(options)
    kept = restore(opened_workspace(options), path)
    print(f"The store is as it was in {path.name}; as it was before, it is kept in {kept}")
    return 0


def _path(options: argparse.Namespace) -> Path:
    """The file that was named, or the copy of this name in the workspace."""
    from omnidesk.commands.store_in import opened_workspace

    inside = opened_workspace(options).backups / options.copy.name
    return inside if not options.copy.exists() and options.copy.name == str(options.copy) else options.copy
