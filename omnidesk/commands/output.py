"""What commands print: one JSON document, or tables for people.

Amounts have the decimals of their currency already, so grouping their digits is all that is left to do; Babel, which
formats them in a window or document, would take longer to import than a quote takes.
"""

import json
import sys
from collections.abc import Collection, Sequence
from decimal import Decimal
from unicodedata import east_asian_width

import msgspec

from omnidesk.domain.money import percent_text
from omnidesk.strict_yaml import SpecProblem

NOTHING = "–"
MINUS = "\N{MINUS SIGN}"


def print_json(value: object) -> None:
    """Print one JSON document: decimals as text, dates and times in ISO 8601."""
    tree = msgspec.to_builtins(value, builtin_types=(Decimal,))
    print(json.dumps(tree, indent=2, ensure_ascii=False, default=_decimal))


def _decimal(value: Decimal) -> str:
    return format(value, "f")


def print_table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, right: Collection[str] = (), indent: str = "  "
) -> None:
    """Print aligned columns; those whose heads are in ``right`` are flush right. A long last column is not padded."""
    columns = list(zip(head, *rows, strict=True))
    widths = [max(map(_width, column)) for column in columns]
    last = len(head) - 1
    for row in (head, *rows):
        cells = [
            _padded(text, widths[index], right=head[index] in right, last=index == last)
            for index, text in enumerate(row)
        ]
        print(f"{indent}{'  '.join(cells)}".rstrip())


def _padded(text: str, width: int, *, right: bool, last: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text if last else text + gap


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def print_wrapped(text: str) -> None:
    """Print a long line as several, indented, none longer than a page of text is wide."""
    import textwrap

    print(textwrap.fill(text, 100, initial_indent=" " * 4, subsequent_indent=" " * 6, break_on_hyphens=False))


def figure(amount: Decimal | None) -> str:
    """An amount for a column: grouped, with the decimals it has, a true minus; a dash where there is none."""
    return NOTHING if amount is None else f"{amount:,f}".replace("-", MINUS)


def percent(value: Decimal | None) -> str:
    """A percentage as it was stated."""
    return NOTHING if value is None else percent_text(value).replace("-", MINUS)


def print_problems(problems: Sequence[SpecProblem]) -> None:
    """Print each problem of a file on standard error, in one line that editors can jump from."""
    for problem in problems:
        print(problem_line(problem), file=sys.stderr)


def problem_line(problem: SpecProblem) -> str:
    """One problem in one line; a warning says that it is one."""
    if problem.severity == "error":
        return str(problem)
    place = f"{problem.file}:{problem.line}:{problem.column}: "
    return f"{place}warning: {str(problem).removeprefix(place)}"
