"""The client's situation: the use case in their own words, and what we heard."""

from collections.abc import Sequence
from dataclasses import dataclass

from omnidesk.domain.proposal import Situation
from omnidesk.slides.lettering import Look, larger
from omnidesk.slides.sheet import BOTTOM, GAP, LARGE, MARGIN, TOP, Sheet
from omnidesk.slides.show import Show
from omnidesk.speaker import heard

USE_CASE = "use_case"
LEAST = 3
"""Fewer answers without a use case are no picture of a situation."""
SPACE = 16.0
SUBJECT = Look(16.0, colour="muted", lines=1)
HEARD = Look(21.0, "medium", lines=2)
PLACES = 12
LOWEST, USUAL, HIGHEST = 88.0, 118.0, 156.0
"""Height of an answer, by how many there are; words are as much larger."""


def applies(show: Show) -> bool:
    """Whether the client told enough to be repeated."""
    return bool(_use_case(show)) or len(_stated(show)) >= LEAST


def draw(show: Show, sheet: Sheet) -> None:
    """The use case large, then up to twelve answers side by side."""
    sheet.heading(show.speaker.say("What {client} needs").format(client=show.client))
    top, use_case = TOP - 40, _use_case(show)
    if use_case:
        top = sheet.write(use_case, (MARGIN, top, sheet.column), sheet.for_broad(LARGE)) + GAP
    stated = _stated(show)
    grid = _grid(len(stated), top, sheet)
    for place, row in enumerate(stated[: grid.rows * grid.columns]):
        left = MARGIN + place % grid.columns * (grid.width + GAP)
        y = top + place // grid.columns * (grid.height + SPACE)
        _answer(row, show, sheet, (left, y, grid))


@dataclass(frozen=True)
class _Grid:
    """How many answers stand side by side and below each other, and how wide and high each is."""

    columns: int
    rows: int
    width: float
    height: float


def _grid(count: int, top: float, sheet: Sheet) -> _Grid:
    across = 4 if sheet.is_broad else 3
    columns = across if count > across + 1 else max(-(-count // 2), 2)
    fitting = max(int((BOTTOM - top + SPACE) // (LOWEST + SPACE)), 1)
    rows = min(-(-count // columns), fitting, PLACES // columns)
    height = min(max((BOTTOM - top + SPACE) / max(rows, 1) - SPACE, LOWEST), HIGHEST)
    return _Grid(columns, rows, (sheet.column - (columns - 1) * GAP) / columns, height)


def _answer(row: Situation, show: Show, sheet: Sheet, place: tuple[float, float, _Grid]) -> None:
    left, y, grid = place
    factor = max(grid.height / USUAL, 1.0)
    sheet.panel(left, y, grid.width, grid.height)
    sheet.write(row.subject, (left + 18, y + 13 * factor, grid.width - 36), larger(SUBJECT, factor))
    sheet.write(heard(row, show.speaker), (left + 18, y + 38 * factor, grid.width - 36), larger(HEARD, factor))


def _use_case(show: Show) -> str:
    return next((str(row.value) for row in show.proposal.situation if row.question == USE_CASE), "")


def _stated(show: Show) -> Sequence[Situation]:
    return [row for row in show.proposal.situation if row.value is not False and row.question != USE_CASE]
