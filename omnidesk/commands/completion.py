"""``omnidesk completion``: what a shell needs to complete OmniDesk's commands and options, made from the parser."""

import argparse
from typing import Any

from omnidesk.commands.parser import Commands

SHELLS = ("bash", "zsh", "fish")
LOADED_WITH = {
    "bash": 'eval "$(omnidesk completion bash)"',
    "zsh": 'eval "$(omnidesk completion zsh)"',
    "fish": "omnidesk completion fish | source",
}


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "completion",
        "print the completion of commands and options for a shell",
        example=LOADED_WITH["bash"],
        run=run,
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell it is for")


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    import shtab

    from omnidesk.commands.cli import build_parser

    parser = build_parser()
    argument: Any
    for argument in (path for each in parser.with_those_below() for path in each.paths()):
        argument.complete = shtab.DIRECTORY if argument.metavar == "DIR" else shtab.FILE
    print(shtab.complete(parser, shell=options.shell))
    return 0
