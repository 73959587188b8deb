"""The shape that every command has: mistakes in one line, an example in its help, and the options that all share."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NoReturn

from omnidesk.domain.errors import InputError

STORED = '"Aurora Broadcast AG"'
"""A deal of the store in examples: the title that the sample gets when it is imported."""

WIDTH = 100
"""Characters in a line of help."""

Run = Callable[[argparse.Namespace], int]
"""Does what the options say and returns the exit status."""


class Parser(argparse.ArgumentParser):
    """An argument parser that reports a mistake as an error of one line instead of printing its usage."""

    def __init__(self, prog: str | None = None, *, description: str = "", epilog: str = "") -> None:
        # With a width of its own argparse need not ask the terminal, which it would with every argument.
        layout = partial(argparse.RawDescriptionHelpFormatter, width=WIDTH)
        super().__init__(prog, description=description, epilog=epilog, formatter_class=layout, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Refuse the arguments.

        Raises:
            InputError: always.
        """
        raise InputError(f"{message}; see: {self.prog} --help")

    def with_those_below(self) -> "Iterator[Parser]":
        """This parser and every one of the commands below it."""
        yield self
        for action in self._actions:
            if isinstance(action.choices, Mapping):
                for parser in action.choices.values():
                    yield from parser.with_those_below()

    def paths(self) -> Iterator[argparse.Action]:
        """The arguments of this parser that are files or folders (``DIR``)."""
        return (action for action in self._actions if action.type is Path)


class Commands:
    """The commands of the program, or the actions of one group of them."""

    def __init__(self, parser: Parser, title: str) -> None:
        self._parsers = parser.add_subparsers(
            title=title, prog=parser.prog, metavar="COMMAND", required=True, parser_class=Parser
        )

    def add(self, name: str, summary: str, *, example: str, run: Run) -> Parser:
        """Add a command; ``example`` is a whole command line that works."""
        text = f"{summary[:1].upper()}{summary[1:]}."
        parser = self._parsers.add_parser(name, help=summary, description=text, epilog=f"example:\n  {example}")
        add_data_dir(parser, argparse.SUPPRESS)  # what was given before the command's name stays
        parser.set_defaults(run=run)
        return parser

    def group(self, name: str, summary: str) -> "Commands":
        """Add a group of commands."""
        text = f"{summary[:1].upper()}{summary[1:]}."
        return Commands(self._parsers.add_parser(name, help=summary, description=text), "commands")


def add_data_dir(parser: Parser, default: str | None) -> None:
    """Add the option that every command has."""
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", default=default, help="another workspace than the user's own"
    )


def add_deal_file(parser: Parser) -> None:
    """Add the deal file that a command reads, and the specs it is read with."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a deal file, YAML or JSON")
    add_specs(parser)


def add_deal(parser: Parser) -> None:
    """Add the deal of the local store that a command is about."""
    parser.add_argument("deal", metavar="DEAL", help="its number, its id or the beginning of that, or its title")


def add_specs(parser: Parser) -> None:
    """Add the company's own specs."""
    parser.add_argument(
        "--specs", type=Path, metavar="DIR", help="the company's own specs, laid over the shipped ones file by file"
    )


def add_json(parser: Parser) -> None:
    """Add the choice of JSON."""
    parser.add_argument("--json", action="store_true", help="print one JSON document: decimals as text, ISO dates")
