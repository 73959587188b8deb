"""The clauses of a contract: numbered as they stand, their places filled with what was agreed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable

from omnidesk.documents.writer import Writer
from omnidesk.domain.contract import PLACE, Variable
from omnidesk.domain.proposal import Proposal

BLANK = "____"
"""What stands for a value that is still missing."""


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return every clause: its number and title, then its numbered paragraphs."""
    parts: list[Flowable] = []
    for number, clause in enumerate(proposal.clauses, start=1):
        parts.append(writer.heading(f"{number}  {clause.title}"))
        for place, text in enumerate(clause.text, start=1):
            words = filled(text, proposal.variables, writer)
            parts.append(writer.setter.paragraph(words, role="item", number=f"{number}.{place}"))
    return parts


def filled(text: str, variables: Mapping[str, Variable], writer: Writer) -> str:
    """Return a clause's text with each place filled."""
    return PLACE.sub(lambda place: _words(variables.get(place[1]), writer), text)


def _words(variable: Variable | None, writer: Writer) -> str:
    if variable is None or not variable.resolved:
        return BLANK
    if variable.kind == "rows":
        return "; ".join(filled(variable.pattern, row, writer) for row in variable.rows)
    return _formatted(variable, writer)


def _formatted(variable: Variable, writer: Writer) -> str:
    value, kind = variable.value, variable.kind
    if isinstance(value, date):
        return writer.formatter.day(value)
    if not isinstance(value, int | Decimal):
        return str(value)
    if kind == "money":
        return writer.money(Decimal(value))
    if kind == "percent":
        return writer.percent(value)
    if kind == "rate":
        return (
            f"{writer.currency}\N{NO-BREAK SPACE}{writer.formatter.number(value, decimals=_decimals(Decimal(value)))}"
        )
    return writer.formatter.number(value)


def _decimals(value: Decimal) -> int:
    """As many decimals as a rate has, trailing zeros left out."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
