"""What a section writes with: the typesetter, the client's language, and amounts as its readers expect them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from reportlab.platypus import Flowable

from omnidesk.charts.display import Chart, FormatValue, Pen
from omnidesk.documents.chart_paint import ChartFigure, measure_label
from omnidesk.documents.fonts import face_of, figures, measure
from omnidesk.documents.paragraph import TaggedParagraph
from omnidesk.documents.style import Role, Style
from omnidesk.documents.tables import GUTTER, INSET, WHOLE, Column, HeadedTable, Row, TableFlow, table
from omnidesk.documents.text import Run, Typesetter
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.template import joined
from omnidesk.formatting import Formatter
from omnidesk.i18n import words_in
from omnidesk.speaker import Speaker

Kept = TypeVar("Kept", bound=Flowable)

MONTHS = range(1, 13)
NARROWEST = 52.0
"""Least width of a column of figures, in points."""
NOTES = 6
"""Paragraphs of small print that stay with their table and with each other."""


@dataclass(frozen=True, kw_only=True)
class Writer(Speaker):
    """Writes one document with the look of its company."""

    setter: Typesetter

    @property
    def column(self) -> float:
        """Width of the text column, in points."""
        return self.setter.style.column

    def heading(self, text: str, level: int = 2) -> TaggedParagraph:
        """A heading inside a section."""
        return self.setter.heading(text, level)

    def text(self, *runs: str | Run, role: Role = "body") -> TaggedParagraph:
        """One paragraph."""
        return self.setter.paragraph(*runs, role=role)

    def lead(self, *runs: str | Run) -> TaggedParagraph:
        """The large first words of a chapter, which stay with what follows."""
        return staying(self.setter.paragraph(*runs, role="lead"))

    def opening(self, text: str) -> TaggedParagraph:
        """A paragraph that stays on the page with what it introduces."""
        return staying(self.setter.paragraph(text))

    def bullets(self, items: Iterable[str]) -> list[Flowable]:
        """A list without an order."""
        return [self.setter.paragraph(item, role="item", number="–") for item in items]

    def noted(self, table: TableFlow, notes: Iterable[str]) -> list[Flowable]:
        """A table and the small print under it, which a short table does not leave, nor one note the others."""
        small = [part for note in notes for part in self.setter.prose(note, "small")]
        if not small or table.height > WHOLE or len(small) > NOTES:
            return [table, *small]
        return [staying(table), *(staying(note) for note in small[:-1]), small[-1]]

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> TableFlow:
        """A table whose columns of figures are as wide as their widest figure."""
        return table(self.setter, [_wide_enough(column, index, rows) for index, column in enumerate(columns)], rows)

    def headed(self, table: HeadedTable) -> list[Flowable]:
        """A table under its heading."""
        return [self.heading(table.heading), self.table(table.columns, table.rows)]

    def chart(self, layout: Callable[[Pen], Chart], alt: str, format_value: FormatValue) -> Flowable:
        """A chart; ``alt`` says in a sentence what it shows."""
        pen = Pen(measure_label, format_value, self.say("Nothing to show."), alt)
        return ChartFigure(layout(pen), self.setter)

    def captioned(self, chart: Flowable, words: str) -> list[Flowable]:
        """A chart and the words under it, which stay together."""
        return [staying(chart), self.setter.paragraph(words, role="caption")]


def writer_for(proposal: Proposal) -> Writer:
    """Return the writer of a proposal's document: its language, its currency and the company's look."""
    company, template = proposal.catalog.company, proposal.deal.documents.template
    logo = (joined(template.logo) or proposal.catalog.logo) if template.show_logo else b""
    accent = template.accent or company.accent
    return Writer(
        setter=Typesetter(Style(company=company.name, accent=accent, logo=logo)),
        formatter=_drawable(Formatter(proposal.language)),
        words=words_in(proposal.language, proposal.catalog.translations),
        currency=proposal.quote.currency,
    )


@cache
def _drawable(formatter: Formatter) -> Formatter:
    """The formatter, or the English one where its dates hold characters that the faces do not have."""
    names = "".join(formatter.day(date(2026, month, 10)) + formatter.month(date(2026, month, 10)) for month in MONTHS)
    return formatter if all(face_of(character, "Inter") for character in set(names)) else Formatter()


def staying(flowable: Kept) -> Kept:
    """Keep a flowable on the page of the one after it."""
    flowable.keepWithNext = 1
    return flowable


def _wide_enough(column: Column, index: int, rows: Sequence[Row]) -> Column:
    if not column.figures or column.points is not None:
        return column
    face = figures("Inter-SemiBold")
    widest = max((measure(row.cells[index], 8.2, face) for row in rows), default=0.0)
    head = measure(column.head, 6.8, "Inter-Medium")
    points = max(NARROWEST, widest + GUTTER + INSET + 2, min(head, 90.0) + GUTTER + INSET)
    return Column(column.head, points=points, figures=True, strong=column.strong)
