"""``omnidesk backup``: safety copies of the store."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from omnidesk.commands.output import print_json, print_table
from omnidesk.commands.parser import Commands, Parser, add_json
from omnidesk.commands.progress import shown_progress

if TYPE_CHECKING:
    from omnidesk.operations.beside_copies import GoneBack
    from omnidesk.store.copy_preview import CopyPreview, DealThen

WORDS = {"lost": "would be gone", "changed": "would be as it was", "back": "would be back"}
"""What going back would do to a deal."""


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
    restored.add_argument("--preview", action="store_true", help="only tell what would change, deal by deal")
    group.add(
        "salvage",
        "save what can be saved of a damaged store, and fill the gaps from the newest sound safety copy",
        example="omnidesk backup salvage",
        run=run_salvage,
    )
    second = group.add(
        "folder",
        "say where safety copies are kept a second time, best on another disk; without DIR: show it",
        example="omnidesk backup folder /media/stick/omnidesk",
        run=run_folder,
    )
    second.add_argument("folder", type=Path, metavar="DIR", nargs="?", help="a folder that exists")
    second.add_argument("--none", action="store_true", help="keep no second copies from now on")


def _add_copy(parser: Parser) -> None:
    told = "a file, a folder (its newest sound copy), or a name from: omnidesk backup list"
    parser.add_argument("copy", type=Path, metavar="COPY", help=told)


def run_create(options: argparse.Namespace) -> int:
    """Make a copy and say where it lies."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.backups import make

    with opened_store(options) as store, shown_progress() as progress:
        kept = make(store, progress)
    print(f"Safety copy made and checked: {kept.made.path if kept.made else ''}")
    if kept.problem:
        print(kept.problem, file=sys.stderr)
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
        rows = [
            (f"{copy.created_at:%Y-%m-%d %H:%M}", copy.reason, _count(copy.deals), f"{copy.size:,}", copy.path.name)
            for copy in copies
        ]
        print_table(("Made (UTC)", "Why", "Deals", "Bytes", "Name"), rows, right=("Deals", "Bytes"), indent="")
    return 0


def _count(deals: int | None) -> str:
    return "" if deals is None else f"{deals:,}"


def run_verify(options: argparse.Namespace) -> int:
    """Print what is wrong with a copy; 1 when anything is."""
    from omnidesk.store.copy_check import verify

    path = _path(options)
    with shown_progress() as progress:
        problems = verify(path, share=None if progress is None else lambda share: progress(share, "checking"))
    print(f"{path}: {'damaged' if problems else 'sound'}")
    for problem in problems:
        print(f"  {problem}")
    return 1 if problems else 0


def run_restore(options: argparse.Namespace) -> int:
    """Bring a copy back and say where the store as it was is kept."""
    from omnidesk.commands.store_in import unlocked_workspace
    from omnidesk.operations.beside_copies import go_back
    from omnidesk.operations.protection import unlock_copy
    from omnidesk.store.copy_check import refuse_damaged
    from omnidesk.store.copy_preview import preview
    from omnidesk.vault import Vault, terminal_prompt

    path = _path(options)
    refuse_damaged(path, None)
    place = unlocked_workspace(options)
    key = unlock_copy(place, path, Vault(terminal_prompt()))
    if options.preview:
        _print_preview(preview(place, path, key))
        return 0
    with shown_progress() as progress:
        done = go_back(place, path, key=key, progress=progress)
    print(f"The store is as it was in {path.name}; as it was before, it is kept in {done.kept}")
    _print_what_came(done)
    return 0


def _print_what_came(done: "GoneBack") -> None:
    if done.identities or done.documents:
        print(
            f"With it came, as they were missing here: signing identities {done.identities:,}, "
            f"large documents {done.documents:,}"
        )
    if done.specs:
        kept = f"; those from before are kept in {done.old_specs}" if done.old_specs else ""
        print(f"Your own specs are those of the copy{kept}")
    for name in done.unread:
        print(f"{name}: it is damaged or of another workspace, so it was left where it is", file=sys.stderr)


def run_salvage(options: argparse.Namespace) -> int:
    """Save what can be saved and name what cannot; 1 when anything is lost."""
    from omnidesk.commands.store_in import unlocked_workspace
    from omnidesk.operations.backup_words import passed_words
    from omnidesk.store.salvage import salvage

    with shown_progress() as progress:
        found = salvage(unlocked_workspace(options), progress)
    print(f"{found.deals:,} deal{'' if found.deals == 1 else 's'} saved; the damaged file is kept in {found.kept}")
    if found.copy is not None:
        print(f"What could not be read was taken from {found.copy.name}")
    for deal in found.older:
        print(f"  older: “{deal.title}” is there as it was on {deal.saved_at[:16].replace('T', ' ')} UTC")
    for title in found.gone:
        print(f"  lost: “{title}”")
    for gap in found.passed:
        print(f"  {passed_words(gap)}")
    return 1 if found.gone else 0


def run_folder(options: argparse.Namespace) -> int:
    """Choose the second folder, or show it."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.backups import choose_second_folder, second_folder

    with opened_store(options) as store:
        if options.none or options.folder is not None:
            choose_second_folder(store, None if options.none else options.folder)
        folder = second_folder(store)
    print(f"Second safety copies are kept in {folder}" if folder else "No second folder is chosen")
    return 0


def _print_preview(found: "CopyPreview") -> None:
    now = "the store cannot be read" if found.deals_now is None else f"{found.deals_now:,} deals now"
    print(f"{now}, {found.deals_then:,} in the copy")
    for kind, words in WORDS.items():
        for change in (each for each in found.changes if each.kind == kind):
            deal = change.then or change.shown
            print(f"  {words}: “{change.shown.title}” ({deal.stage}{_amount(deal)})")
    if found.numbers:
        from omnidesk.operations.backup_words import numbers_words

        print(numbers_words(found))


def _amount(deal: "DealThen") -> str:
    from decimal import Decimal

    from omnidesk.domain.money import MINOR_DIGITS

    if deal.committed_minor is None:
        return ""
    return f", {deal.currency} {Decimal(deal.committed_minor).scaleb(-MINOR_DIGITS.get(deal.currency, 2)):,f}"


def _path(options: argparse.Namespace) -> Path:
    """The file that was named, the newest sound copy of a folder, or the copy of this name in the workspace."""
    from omnidesk.commands.store_in import opened_workspace

    if options.copy.is_dir():
        return _newest(options.copy)
    inside = opened_workspace(options).backups / options.copy.name
    return inside if not options.copy.exists() and options.copy.name == str(options.copy) else options.copy


def _newest(folder: Path) -> Path:
    from omnidesk.operations.from_copy import newest_sound

    with shown_progress() as progress:
        found = newest_sound(folder, progress)
    if found.damaged:
        print(f"{folder}: newer copies that are damaged and were passed over: {found.damaged}", file=sys.stderr)
    return found.copy.path
