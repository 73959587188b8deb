"""``omnidesk settings``: company profile, numbering, region, policy and this machine's choices, and profile files."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from omnidesk.commands.confirming import confirmed
from omnidesk.commands.output import print_json, print_table
from omnidesk.commands.parser import Commands, add_json
from omnidesk.domain.errors import InputError

if TYPE_CHECKING:
    from omnidesk.operations.settings.kept import Held
    from omnidesk.operations.settings.profile import Change

KEY = "policy.offer_validity_days"


def add(commands: Commands) -> None:
    """Add the commands."""
    group = commands.group("settings", "show, change and hand out settings")
    add_json(group.add("list", "list every setting", example="omnidesk settings list", run=run_list))
    shown = group.add("get", "print one setting", example=f"omnidesk settings get {KEY}", run=run_get)
    shown.add_argument("key", metavar="KEY", help="a key from: omnidesk settings list")
    chosen = group.add(
        "set",
        "change one setting",
        example=f'omnidesk settings set {KEY} 45 --reason "Our clients decide by the quarter."',
        run=run_set,
    )
    chosen.add_argument("key", metavar="KEY", help="a key from: omnidesk settings list")
    chosen.add_argument("value", metavar="VALUE", help=r"its value; lines are parted by \n, a logo is a file")
    chosen.add_argument("--reason", default="", metavar="TEXT", help="why a policy is so (the reason stays)")
    given = group.add(
        "export",
        "write a profile that can be handed out: all that is the company's, and nothing secret",
        example="omnidesk settings export profile.yaml",
        run=run_export,
    )
    given.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    taken = group.add(
        "import",
        "take a profile over, after showing what it changes",
        example="omnidesk settings import profile.yaml --yes",
        run=run_import,
    )
    taken.add_argument("file", type=Path, metavar="FILE", help="a profile")
    taken.add_argument("--yes", action="store_true", help="do not ask")


def run_list(options: argparse.Namespace) -> int:
    """Print all settings."""
    from omnidesk.operations.settings.declared import settings
    from omnidesk.operations.settings.values import as_text

    held = _current(options)
    if options.json:
        print_json(
            [
                {"key": row.key, "value": as_text(held[row.key].value), "reason": held[row.key].reason}
                for row in settings()
            ]
        )
        return 0
    rows = [(row.key, _line(held[row.key]), row.label) for row in settings()]
    print_table(("Key", "Value", "What it is"), rows, indent="")
    return 0


def run_get(options: argparse.Namespace) -> int:
    """Print one."""
    from omnidesk.operations.settings.declared import setting
    from omnidesk.operations.settings.values import as_text

    row = setting(options.key)
    print(as_text(_current(options)[row.key].value))
    return 0


def run_set(options: argparse.Namespace) -> int:
    """Change one."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.settings.declared import setting
    from omnidesk.operations.settings.kept import Held, change, current, seat_of
    from omnidesk.operations.settings.values import from_text

    row = setting(options.key)
    if options.reason and not row.has_reason:
        raise InputError(f"{row.key} stands without a reason; leave --reason out")
    value = from_text(row, options.value)
    with opened_store(options) as store:
        seat = seat_of(store)
        change(seat, {row.key: Held(value, options.reason)})
        print(f"{row.key} is {_line(current(seat)[row.key])} from now on")
    if row.effect:
        print(row.effect)
    return 0


def run_export(options: argparse.Namespace) -> int:
    """Write a profile."""
    from omnidesk.commands.files import write_file
    from omnidesk.operations.settings.profile import profile_text

    write_file(options.file, profile_text(_current(options)).encode())
    print(f"The profile is written to {options.file}")
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Take a profile over; 1 where a person says no."""
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.settings.kept import seat_of
    from omnidesk.operations.settings.profile import differences, read_profile, take_over

    wanted = read_profile(options.file)
    with opened_store(options) as store:
        seat = seat_of(store)
        changes = differences(seat, wanted)
        if not changes:
            take_over(seat, wanted)
            print("Every setting is as the profile says already")
            return 0
        print_table(("Key", "Now", "From the profile"), [_row(each) for each in changes], indent="")
        if not options.yes and not confirmed("Take the profile over?"):
            raise InputError("nothing was changed; answer y, or add --yes")
        take_over(seat, wanted)
    told = "1 setting is" if len(changes) == 1 else f"{len(changes)} settings are"
    print(f"{told} as the profile says from now on")
    return 0


def _current(options: argparse.Namespace) -> "dict[str, Held]":
    from omnidesk.commands.store_in import opened_store
    from omnidesk.operations.settings.kept import current, seat_of

    with opened_store(options) as store:
        return current(seat_of(store))


def _row(change: "Change") -> tuple[str, ...]:
    return change.key, _short(change.before), _short(change.after)


def _line(held: "Held") -> str:
    from omnidesk.operations.settings.values import as_text

    return _short(as_text(held.value))


def _short(text: str) -> str:
    shown = text.replace("\n", ", ") or "–"
    return shown if len(shown) <= 48 else f"{shown[:47]}…"
