"""The deal file that a command was given: the deal, where in the file each value stands, and the catalog for it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from omnidesk.deal_file import read_deal_with_marks
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import Problem
from omnidesk.domain.quote import Quote, quote
from omnidesk.places import user_folder
from omnidesk.strict_yaml import Marks, Place, SourceError, SpecProblem, problem_at


class DealInput(msgspec.Struct, frozen=True):
    """A deal file as it was read."""

    path: Path
    deal: Deal
    marks: Marks

    def placed(self, problem: Problem) -> SpecProblem:
        """A problem of the deal with its line in the file; where the key is missing, the line it belongs under."""
        limit = problem.limit
        fix = f"limit: {limit}" if limit and limit not in problem.reason else ""
        found = problem_at(str(self.path), self.marks, place_of(problem.field, self.marks), problem.reason, fix)
        return found if problem.severity == "refusal" else msgspec.structs.replace(found, severity="warning")

    def refused(self, problems: Sequence[Problem]) -> SourceError:
        """The error that names each of these problems with file, line and key."""
        return SourceError(tuple(self.placed(problem) for problem in problems))


def read_input(options: argparse.Namespace) -> DealInput:
    """Read the deal file of a command.

    Raises:
        SourceError: with every mistake of the file.
        InputError: it cannot be read.
    """
    read, marks = read_deal_with_marks(options.file)
    deal = read
    if any(each.token for each in read.approvals):
        from omnidesk.operations.proven import proven

        deal = proven(read)
    for each in read.approvals:
        if each not in deal.approvals:
            told = f"{options.file}: warning: the approval of {each.who} is not what was signed, so it is left out"
            print(told, file=sys.stderr)
    return DealInput(options.file, deal, marks)


def read_catalog(options: argparse.Namespace) -> Catalog:
    """Load the catalog: the shipped specs with those of ``--specs``, or else of the workspace, laid over them.

    Raises:
        SourceError: with every mistake of the specs.
        InputError: the folder cannot be read.
    """
    from omnidesk.specs.load import load_catalog

    return load_catalog(own_specs(options))


def own_specs(options: argparse.Namespace) -> Path | None:
    """The folder with the company's own specs, None where there is none."""
    if options.specs is not None:
        return options.specs
    folder = workspace_folder(options) / "specs"
    return folder if folder.is_dir() else None


def workspace_folder(options: argparse.Namespace) -> Path:
    """The folder of the workspace, whether it is there or not; opening the store would take most of a quote's time."""
    return options.data_dir or user_folder("data")


def price(source: DealInput, catalog: Catalog) -> Quote:
    """Price the deal of a file.

    Raises:
        SourceError: the deal is refused, with every reason.
    """
    priced = quote(source.deal, catalog)
    if priced.refusals:
        raise source.refused(priced.refusals)
    return priced


def place_of(field: str, marks: Marks) -> Place:
    """The place of a field such as ``terms.taxes.0.percent``: a number is a position in a list, unless it is a key."""
    place: Place = ()
    for step in field.split("."):
        key = (*place, step)
        place = (*place, int(step)) if step.isdigit() and key not in marks else key
    return place
