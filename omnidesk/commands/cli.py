"""The command line: finds the command, reads its options, runs it, and puts failures in one line each."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from omnidesk import __version__
from omnidesk.commands.parser import Commands, Parser, add_data_dir
from omnidesk.domain.errors import InputError, OmniDeskError

COMMANDS = (
    "recommend",
    "quote",
    "roi",
    "plan",
    "build",
    "present",
    "verify",
    "extract",
    "timestamp",
    "deal",
    "approval",
    "clients",
    "identity",
    "catalog",
    "backup",
    "protection",
    "settings",
    "doctor",
    "sample",
    "completion",
)
"""Every command is a module of this package with a function ``add(commands)``; only the wanted one is imported."""

DESCRIPTION = (
    "OmniDesk builds proposals and contracts, from discovery answers to a signed PDF, without a network.\n"
    "Without a command it opens the window."
)
EXIT_STATUSES = (
    "exit status: 0 done; 1 the answer is no; 2 the input is wrong; 3 the machine is in the way\n"
    "help with a command and an example of it: omnidesk COMMAND --help"
)


def run(arguments: Sequence[str]) -> int:
    """Run one command; return its exit status. Whatever was refused stands on standard error, one line each."""
    _write_utf8()
    try:
        options = build_parser(_wanted(arguments)).parse_args(arguments)
        try:
            return options.run(options)
        finally:
            _log_written(options)
    except SystemExit as asked:  # argparse ends so after --help and --version
        return int(asked.code or 0)
    except OmniDeskError as error:
        named = getattr(error, "problems", ())
        print(str(error) if named else f"omnidesk: {error}", file=sys.stderr)
        return error.exit_status


def _log_written(options: argparse.Namespace) -> None:
    """Leave a note for the workspace's log of each file that the command wrote; it never fails."""
    from omnidesk.commands.files import WRITTEN
    from omnidesk.places import user_folder

    written, WRITTEN[:] = tuple(WRITTEN), ()
    folder = options.data_dir or user_folder("data")
    if not written or not (folder / "omnidesk.db").exists():
        return
    from omnidesk.store.audit import note_later
    from omnidesk.store.workspace import Workspace

    for each in written:
        note_later(Workspace(folder), "file.exported", "", **each._asdict())


def build_parser(names: Sequence[str] = COMMANDS) -> Parser:
    """Return the parser with these commands."""
    parser = Parser("omnidesk", description=DESCRIPTION, epilog=EXIT_STATUSES)
    parser.add_argument("--version", action="version", version=f"omnidesk {__version__}")
    add_data_dir(parser, None)
    commands = Commands(parser, "commands")
    for name in names:
        import_module(f"omnidesk.commands.{name}").add(commands)
    return parser


def _wanted(arguments: Sequence[str]) -> Sequence[str]:
    """Return the one command that is named; all of them where none is (``--help``).

    Raises:
        InputError: there is no command of this name.
    """
    rest = iter(arguments)
    for argument in rest:
        if argument == "--data-dir":
            next(rest, None)
        elif not argument.startswith("-"):
            if argument not in COMMANDS:
                raise InputError(_unknown(argument))
            return (argument,)
    return COMMANDS


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, COMMANDS, n=1)
    hint = f"did you mean {close[0]}?" if close else "see: omnidesk --help"
    return f"there is no command “{name[:40]}”; {hint}"


def _write_utf8() -> None:
    """Names of clients and JSON need UTF-8, whatever the terminal's or pipe's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # a stream that a caller put in place may have none
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
