"""The path of a meeting on paper: what was tried in the room, when, and what it changed. An internal document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable

from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.pages import Imprint
from omnidesk.documents.style import Style
from omnidesk.documents.tables import Column, Row
from omnidesk.documents.text import Typesetter, one_line
from omnidesk.documents.writer import Writer
from omnidesk.speaker import Speaker

CLOCK = 38.0
"""Width of the column of the time, in points."""


@dataclass(frozen=True)
class PrintedStep:
    """One step, formatted: its time, what was tried, its name where it is a scenario, figures and their changes."""

    clock: str
    tried: str
    name: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class MeetingPages:
    """What the pages show: ``path`` from the offer to what stands, ``aside`` what was tried beside it.

    ``written`` carries its time zone.
    """

    client: str
    day: str
    began: str
    ended: str
    figures: tuple[str, ...]
    path: tuple[PrintedStep, ...]
    aside: tuple[PrintedStep, ...]
    written: datetime


def meeting_pdf(pages: MeetingPages, style: Style, speaker: Speaker) -> BuiltDocument:
    """Build the pages; equal input gives equal bytes. The deal does not travel in them."""
    writer = Writer(
        setter=Typesetter(style), formatter=speaker.formatter, words=speaker.words, currency=speaker.currency
    )
    say, client = writer.say, one_line(pages.client)
    title = say("Meeting with {client}").format(client=client)
    internal = say("Internal. Not for the client.")
    imprint = Imprint(
        title=f"{title}, {pages.day}",
        author=one_line(style.company),
        language=speaker.words.language,
        created=pages.written,
        subject=internal,
        head_left=style.company,
        head_right=internal,
        foot=internal,
    )
    return build_document(_story(pages, writer, title), imprint, writer.setter)


def _story(pages: MeetingPages, writer: Writer, title: str) -> list[Flowable]:
    say = writer.say
    lead = say("{day}, {began} to {ended}. What was tried in the room, step by step, and what each step changed.")
    told = lead.format(day=pages.day, began=pages.began, ended=pages.ended)
    story: list[Flowable] = [
        writer.heading(writer.setter.fitted(title, "Serif", 25, writer.column), 1),
        writer.lead(told),
        writer.heading(say("The path to what stands")),
        _steps(pages, pages.path, writer, ends=True),
    ]
    if pages.aside:
        story += [writer.heading(say("Tried beside it")), _steps(pages, pages.aside, writer, ends=False)]
    note = say(
        "Each figure is that of the step, with its change from the step that it came from. Nothing here was offered: "
        "only what was taken into the deal is. The prices follow from the deal as it was saved last."
    )
    return [*story, writer.text(note, role="small")]


def _steps(pages: MeetingPages, steps: Sequence[PrintedStep], writer: Writer, *, ends: bool) -> Flowable:
    say = writer.say
    columns = [Column(say("When"), points=CLOCK), Column(say("What was tried"))]
    columns += [Column(name, figures=True) for name in pages.figures]
    rows: list[Row] = []
    for place, step in enumerate(steps, start=1):
        named = say("“{name}”: {tried}").format(name=step.name, tried=step.tried) if step.name else step.tried
        kind = "total" if ends and place == len(steps) else "line"
        rows.append(Row((step.clock, named, *(text for text, _change in step.figures)), kind))
        if any(change for _text, change in step.figures):
            rows.append(Row(("", "", *(change for _text, change in step.figures)), "note"))
    return writer.table(columns, rows)
