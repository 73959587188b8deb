"""What a section writes with: the typesetter, the client's language, and amounts as its readers expect them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeVar

from reportlab.platypus import Flowable

from omnidesk.charts.display import Chart, FormatValue, Pen
from omnidesk.documents.chart_paint import ChartFigure, measure_label
from omnidesk.documents.fonts import face_of, figures, measure
from omnidesk.documents.line_breaks import has_wide
from omnidesk.documents.paragraph import TaggedParagraph
from omnidesk.documents.style import Role, Style
from omnidesk.documents.tables import GUTTER, INSET, WHOLE, Column, Row, TableFlow, table
from omnidesk.documents.text import Run, Typesetter
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.prose import counted
from omnidesk.domain.template import joined
from omnidesk.formatting import Formatter
from omnidesk.i18n import Words, marked, words_in

Kept = TypeVar("Kept", bound=Flowable)

# Translators: a rule instead of a text. Translate it as "keep" where names keep their capital inside a sentence (as in
# German) or the script has none; translate it as it stands where they are written small there (as in French).
LOWER_CASE = marked("names inside a sentence: lower case")
# Translators: stands between the parts of a list.
COMMA = marked(", ")

MONTHS = range(1, 13)
NARROWEST = 52.0
"""Least width of a column of figures, in points."""


@dataclass(frozen=True)
class Writer:
    """Writes one document: in ``words`` of its language, amounts in ``currency``."""

    setter: Typesetter
    formatter: Formatter
    words: Words
    currency: str

    @property
    def column(self) -> float:
        """Width of the text column, in points."""
        return self.setter.style.column

    def money(self, amount: Decimal) -> str:
        """An amount with its currency."""
        return self.formatter.money(amount, self.currency)

    def short(self, amount: Decimal) -> str:
        """An amount with its currency; a whole one without decimals."""
        return self.formatter.money(amount, self.currency, short=True)

    def figure(self, amount: Decimal) -> str:
        """An amount for a column whose head names the currency."""
        return self.formatter.money(amount, self.currency, symbol=False)

    def percent(self, value: Decimal | int) -> str:
        """A percentage with up to two decimals."""
        return self.formatter.percent(value)

    def say(self, text: str) -> str:
        """A fixed text in the document's language."""
        return self.words.say(text)

    def count(self, one: str, many: str, number: Decimal | int) -> str:
        """A fixed text around a ``{number}``, in the form that the number takes."""
        whole = int(number) if number == int(number) else 2
        return self.words.count(one, many, whole).format(number=self.formatter.number(number))

    def measured(self, number: Decimal | int, unit: str) -> str:
        """A count with its unit: ``1 hour``, ``30 agents``, ``80,000 calls per hour``; without a unit the figure."""
        return self.count(*counted(unit), number) if unit else self.formatter.number(number)

    def unit(self, number: Decimal | int, unit: str) -> str:
        """A unit alone, in the form that a number takes: ``hour``, ``agents``."""
        whole = int(number) if number == int(number) else 2
        return self.words.count(*counted(unit), whole).replace("{number}", "").strip() if unit else ""

    def untold(self, unit: str, subject: str) -> str:
        """The unit of a subject's figure; nothing where the subject names it already."""
        word = self.unit(2, unit).split()[:1]
        told = word and word[0].casefold() in subject.casefold() and not has_wide(word[0])  # 時間 is time and hours
        return "" if told else unit

    def months(self, number: int) -> str:
        """A number of months."""
        return self.count("{number} month", "{number} months", number)

    def joined(self, words: Sequence[str]) -> str:
        """Words as a list in a sentence: ``a, b and c``."""
        if len(words) < 2:
            return "".join(words)
        return self.say("{first} and {last}").format(first=self.listed(words[:-1]), last=words[-1])

    def listed(self, words: Iterable[str], separator: str = COMMA) -> str:
        """Words one after another, parted as the language does: ``a, b, c``."""
        return self.say(separator).join(words)

    def inside(self, name: str) -> str:
        """A name as it stands inside a sentence: small, unless the language writes its nouns large."""
        keeps = self.say(LOWER_CASE) != LOWER_CASE
        return name if keeps or name[:2].isupper() else name[:1].lower() + name[1:]

    def sentence(self, text: str) -> str:
        """A text with one full stop at its end."""
        return text.rstrip(".。") + self.say(".")

    def sentences(self, *parts: str) -> str:
        """Sentences one after another; after an ideographic full stop stands no space."""
        return " ".join(parts).replace("。 ", "。")

    def person(self, name: str, title: str) -> str:
        """Who someone is: name and title, as far as they are known."""
        return self.listed(part for part in (name, title) if part)

    def span(self, first: date, last: date) -> str:
        """From one day to another."""
        return self.say("{first} to {last}").format(first=self.formatter.day(first), last=self.formatter.day(last))

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
        """A table and the small print under it, which a short table does not leave."""
        small = [part for note in notes for part in self.setter.prose(note, "small")]
        return [staying(table) if small and table.height <= WHOLE else table, *small]

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> TableFlow:
        """A table whose columns of figures are as wide as their widest figure."""
        return table(self.setter, [_wide_enough(column, index, rows) for index, column in enumerate(columns)], rows)

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
