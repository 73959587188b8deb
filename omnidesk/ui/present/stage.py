"""What both windows of a meeting look at: the slide that stands, the pointer, the pen and the what-if."""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from omnidesk.charts.display import Chart, Measure
from omnidesk.domain.meeting import Meeting, Taken, begun, gone_back, named, rebased, settled, turned
from omnidesk.domain.what_if.levers import LeverId, Settings
from omnidesk.domain.what_if.outcome import Outcome
from omnidesk.operations.presenting import WHAT_IF, Presented
from omnidesk.slides.order import SlideId
from omnidesk.ui.present.slide_view import SlideLayout, Stroke
from omnidesk.wizard.what_if import WhatIfView

Clock = Callable[[], datetime.datetime]
WIDE = 16 / 9
"""The shape of a screen until the client's is known."""


def utc_now() -> datetime.datetime:
    """The time now, as the journal keeps it."""
    return datetime.datetime.now(datetime.UTC)


class Stage(QObject):
    """The state of a meeting. ``moved`` follows the slide, ``marked`` pointer, pen and black, ``tried`` the what-if.

    ``refreshed`` follows the deal itself: slides may be others. ``shaped`` follows the client's screen.
    """

    moved = Signal()
    marked = Signal()
    tried = Signal()
    refreshed = Signal()
    shaped = Signal()

    def __init__(self, presented: Presented, *, clock: Clock = utc_now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.presented = presented
        self._clock = clock
        self._place = 0
        self.begun_at = clock()
        self.meeting: Meeting = begun(self.begun_at)
        self.black = False
        self.at_rest = False
        self.aspect = WIDE
        self.pointer: tuple[float, float] | None = None
        self._strokes: dict[SlideId, list[Stroke]] = {}
        self._now: Outcome | None = None
        self._view: WhatIfView | None = None
        self._charts: dict[tuple[SlideId, float], Chart] = {}

    @property
    def slides(self) -> tuple[SlideId, ...]:
        """Every slide of this meeting in its order."""
        return self.presented.slides

    @property
    def place(self) -> int:
        """The place of the slide that stands, from 0."""
        return self._place

    @property
    def slide(self) -> SlideId:
        """The slide that stands."""
        return self.slides[self._place]

    @property
    def next_slide(self) -> SlideId | None:
        """The slide that follows; None at the end."""
        return self.slides[self._place + 1] if self._place + 1 < len(self.slides) else None

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """What the pen drew on the slide that stands."""
        return tuple(self._strokes.get(self.slide, ()))

    @property
    def settings(self) -> Settings:
        """Where the levers stand."""
        return self.meeting.now.settings

    @property
    def now(self) -> Outcome:
        """What the levers come to, priced once for everybody who shows it."""
        if self._now is None:
            self._now = self.presented.tried(self.settings)
        return self._now

    @property
    def is_last(self) -> bool:
        """Whether nothing follows the slide that stands."""
        return self.next_slide is None

    def layout_now(self) -> SlideLayout:
        """How what the client sees is laid out: the slide that stands, or thanks."""
        return self.presented.lay_out_thanks if self.at_rest else self.layout_of(self.slide)

    def layout_of(self, slide: SlideId) -> SlideLayout:
        """How a slide is laid out as the levers stand now; the same shape is laid out once."""

        def layout(aspect: float, measure: Measure) -> Chart:
            key = slide, round(aspect, 4)
            if key not in self._charts:
                self._charts[key] = self._lay_out(slide, aspect, measure)
            return self._charts[key]

        return layout

    def _lay_out(self, slide: SlideId, aspect: float, measure: Measure) -> Chart:
        if slide != WHAT_IF:
            return self.presented.lay_out(slide, aspect, measure)
        if self._view is None:
            self._view = self.presented.what_if(self.settings, self.now)
        return self.presented.lay_out_tried(self._view, aspect, measure)

    def go(self, place: int) -> None:
        """Show another slide; beyond either end nothing happens."""
        if 0 <= place < len(self.slides) and (place != self._place or self.at_rest):
            self._place, self.pointer, self.at_rest = place, None, False
            self.moved.emit()
            self.marked.emit()

    def rest(self) -> None:
        """Thank the client: everything is signed."""
        self.at_rest = True
        self._strokes.clear()
        self.moved.emit()
        self.marked.emit()

    def step(self, by: int) -> None:
        """Go on or back."""
        self.go(self._place + by)

    def set_aspect(self, aspect: float) -> None:
        """Take note of the shape of the client's screen (width by height)."""
        if aspect != self.aspect:
            self.aspect = aspect
            self.shaped.emit()

    def set_black(self, black: bool) -> None:
        """Make the client's screen black, or show the slide again."""
        self.black = black
        self.marked.emit()

    def point_at(self, place: tuple[float, float] | None) -> None:
        """Show the pointer there; None takes it away."""
        self.pointer = place
        self.marked.emit()

    def begin_stroke(self, place: tuple[float, float]) -> None:
        """Put the pen down."""
        self._strokes.setdefault(self.slide, []).append((place,))
        self.marked.emit()

    def draw_to(self, place: tuple[float, float]) -> None:
        """Move the pen."""
        strokes = self._strokes.get(self.slide)
        if strokes:
            strokes[-1] = (*strokes[-1], place)
            self.marked.emit()

    def wipe(self) -> None:
        """Take away what the pen drew on this slide."""
        self._strokes.pop(self.slide, None)
        self.marked.emit()

    def turn(self, lever: LeverId, value: Decimal) -> None:
        """Turn a lever: a new moment in the journal."""
        self._try(turned(self.meeting, lever, value, self._clock()))

    def settle(self, settings: Settings) -> None:
        """Put all levers at once, as a way that was found does."""
        self._try(settled(self.meeting, settings, self._clock()))

    def go_back(self, number: int) -> None:
        """Let the levers stand as at a moment of the journal."""
        self._try(gone_back(self.meeting, number))

    def name_moment(self, number: int, name: str) -> None:
        """Make a scenario of a moment.

        Raises:
            InputError: the name is taken or too long.
        """
        self._try(named(self.meeting, number, name))

    def rebase(self, taken: Mapping[LeverId, Taken]) -> None:
        """Let every moment mean what it meant, now that the deal takes these levers over."""
        self.meeting = rebased(self.meeting, taken)

    def resume(self, meeting: Meeting) -> None:
        """Go on with another journal."""
        self._try(meeting)

    def refresh(self, presented: Presented) -> None:
        """Show another state of the deal, on the slide that stands if it is still there."""
        slide = self.slide
        self.presented, self._now, self._view = presented, None, None
        self._charts.clear()
        slides = presented.slides
        self._place = slides.index(slide) if slide in slides else min(self._place, len(slides) - 1)
        self.refreshed.emit()
        self.moved.emit()
        self.tried.emit()

    def _try(self, meeting: Meeting) -> None:
        if meeting is not self.meeting:
            self.meeting, self._now, self._view = meeting, None, None
            self._charts = {key: chart for key, chart in self._charts.items() if key[0] != WHAT_IF}
            self.tried.emit()
