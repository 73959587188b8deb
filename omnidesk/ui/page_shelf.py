"""The pages of an open deal: those next to the one on screen grow in slices while nobody waits for them.

So the window always answers, and holds no page that nobody comes near.
"""

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QRect, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from omnidesk.ui.pages.page import Page
from omnidesk.ui.theme.active import colours
from omnidesk.ui.theme.sheet import palette
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.skeleton import Skeleton

SLICE = 0.008
"""Seconds of growing after which the window looks at what else there is to do; one step of a page may take longer."""
QUIET = 300
"""Milliseconds after an act of a person before pages grow that nobody asked for."""
FRAME = 16
"""Milliseconds in which a shelf that was just put on screen is painted before its pages grow."""
NEAR = 1
"""How many steps before and after the one on screen grow unasked."""
BAND = 180
"""Height in pixels of what is painted ahead in one go."""


def every_step(_step: str) -> bool:
    """Say of every step that its page can be made at any time."""
    return True


@dataclass
class _Grown:
    page: Page[Any]
    scroll: PageScroll
    shown: int = -1
    """The age of what the page shows; -1 for nothing yet."""
    scheme: object = None
    """The colours that it wears."""


class PageShelf(QStackedWidget):
    """The page of every step, or a grey outline for as long as the step on screen still grows.

    ``make`` makes a page, without the parts that its ``build`` adds, once ``at_hand`` says that it can; ``view_of``
    gives what a step shows now. ``ready`` tells that the step on screen is whole after a wait.
    """

    ready = Signal(str)

    def __init__(
        self,
        make: Mapping[str, Callable[[], Page[Any]]],
        view_of: Callable[[str], Any],
        side: Callable[[int], int],
        troubled: Callable[[], object],
        at_hand: Callable[[str], bool] = every_step,
    ) -> None:
        super().__init__()
        self._make, self._view_of, self._side, self._troubled = make, view_of, side, troubled
        self._at_hand = at_hand
        self._order = list(make)
        self._grown: dict[str, _Grown] = {}
        self._growing: dict[str, Generator[None, None, None]] = {}
        self._failed: set[str] = set()
        self._age = 0
        self._wanted = ""
        self._outline = Skeleton(side)
        self.addWidget(self._outline)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def pages(self) -> dict[str, Page[Any]]:
        """Return the pages that are whole, by step."""
        return {step: grown.page for step, grown in self._grown.items()}

    def page(self, step: str) -> Page[Any]:
        """Return a step's page, made whole now if it is not yet."""
        waited = step == self._wanted and step not in self._grown
        while step not in self._grown:
            self._grow(step)
        if waited:
            self._arrive()
        return self._grown[step].page

    def scroll_of(self, step: str) -> PageScroll | None:
        """Return what a step's page scrolls in, once it is whole."""
        return self._grown[step].scroll if step in self._grown else None

    def go(self, step: str) -> None:
        """Show a step, or its outline until it is whole; nothing grows before the shelf itself is seen."""
        self._wanted = step
        self._failed.discard(step)
        limit = time.perf_counter() + (SLICE if self.isVisible() else 0)
        while step not in self._grown and self._can_grow(step) and time.perf_counter() < limit:
            self._grow(step)
        if step in self._grown:
            self._bring(step)
            self._rest()
        else:
            self.setCurrentWidget(self._outline)
            self._timer.start(0 if self.isVisible() else FRAME)

    def refresh(self) -> None:
        """Show the deal as it is now, in the colours in use, on the step on screen; the others follow when shown."""
        self._age += 1
        if self._wanted in self._grown:
            self._dress(self._wanted)
            self._fill(self._wanted)
        self._rest()

    def outdate(self) -> None:
        """Let every page but the one on screen show its view anew when it is next shown."""
        self._age += 1
        if self._wanted in self._grown:
            self._grown[self._wanted].shown = self._age

    def grow_all(self) -> None:
        """Make every page whole now."""
        for step in self._order:
            self.page(step)

    def dissolve(self, then: Callable[[], object]) -> None:
        """Delete the pages one after the other, none of which is looked at any more, and do something after that."""
        self._failed.update(self._order)
        for growth in self._growing.values():
            growth.close()
        self._growing.clear()
        self._timer.timeout.disconnect()
        self._timer.timeout.connect(partial(self._dissolve, then))
        self._timer.start(QUIET)

    def _dissolve(self, then: Callable[[], object]) -> None:
        if self._grown:
            _step, grown = self._grown.popitem()
            grown.scroll.deleteLater()
            self._timer.start(0)
        else:
            then()

    def changeEvent(self, event: QEvent) -> None:
        """Let the page on screen wear other colours at once, and the others in slices."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            if self._wanted in self._grown:
                self._dress(self._wanted)
            self._rest()

    def _rest(self) -> None:
        """Let a person act before anything grows on."""
        self._timer.start(QUIET)

    def _go_on(self) -> None:
        """Grow for a slice of time: what a person waits for, else the nearest step that is not whole."""
        limit = time.perf_counter() + SLICE
        waited = self._wanted not in self._grown and self._wanted not in self._failed
        step, fetched = self._next(), True
        while step and fetched and time.perf_counter() < limit:
            if step in self._grown:
                self._dress(step)
            elif self._can_grow(step):
                self._grow(step)
            else:
                fetched = False
            if waited and self._wanted in self._grown:
                break  # what is waited for comes before anything else grows
            step = self._next()
        if waited and self._wanted in self._grown:
            self._arrive()
        elif step:
            self._timer.start(0 if fetched else FRAME)

    def _can_grow(self, step: str) -> bool:
        return step in self._growing or self._at_hand(step)

    def _arrive(self) -> None:
        self._bring(self._wanted)
        self._rest()
        self.ready.emit(self._wanted)

    def _next(self) -> str:
        """Return the step to go on with, empty when all that are near are whole and all wear the colours."""
        if self._wanted not in self._grown and self._wanted not in self._failed:
            return self._wanted
        here = self._order.index(self._wanted)
        near = [*self._order[here + 1 : here + 1 + NEAR], *reversed(self._order[max(here - NEAR, 0) : here])]
        open_ = (step for step in near if step not in self._grown and step not in self._failed)
        pale = (step for step, grown in self._grown.items() if grown.scheme is not colours())
        return next(pale, "") or next(open_, "")

    def _grow(self, step: str) -> None:
        """Go one step on with a page; one that fails is left until it is asked for again."""
        growth = self._growing.setdefault(step, self._growth(step))
        try:
            next(growth)
        except StopIteration:
            self._growing.pop(step, None)
        except BaseException:
            self._growing.pop(step, None)
            self._failed.add(step)
            raise

    def _growth(self, step: str) -> Generator[None, None, None]:
        page = self._make[step]()
        page.setObjectName(f"page:{step}")
        scroll = PageScroll(page, self._side, strip=page.strip)
        self.addWidget(scroll)
        yield
        for _part in page.build():
            yield
            self._lay_out(scroll)
            yield
        page.column.addStretch(1)
        page.troubled.connect(self._troubled)
        page.outdated.connect(partial(self._show_again, step))
        grown = _Grown(page, scroll)
        if not page.reads:
            page.refresh(self._view_of(step))
            grown.shown = self._age
        yield
        self._lay_out(scroll)
        yield
        yield from self._painted_ahead(scroll)
        self._grown[step] = grown
        self._dress(step)

    def _lay_out(self, scroll: PageScroll) -> None:
        """Let a page that nobody sees yet find its places."""
        if self.isVisible():
            scroll.resize(self.size())
            scroll.grab(QRect(0, 0, 1, 1))

    def _painted_ahead(self, scroll: PageScroll) -> Iterator[None]:
        """Paint what will be seen first, so that its letters and icons are drawn before somebody waits for them."""
        if self.isVisible():
            for top in range(0, self.height(), BAND):
                scroll.grab(QRect(0, top, self.width(), BAND))
                yield

    def _bring(self, step: str) -> None:
        grown = self._grown[step]
        self._dress(step)
        if grown.shown != self._age:
            self._fill(step)
        if self.currentWidget() is not grown.scroll:
            self.setCurrentWidget(grown.scroll)

    def _show_again(self, step: str) -> None:
        """Fill the parts of a page that came into sight; one that still grows is filled when it is whole."""
        if step in self._grown:
            self._fill(step)

    def _fill(self, step: str) -> None:
        grown = self._grown[step]
        grown.shown = self._age
        grown.page.refresh(self._view_of(step))

    def _dress(self, step: str) -> None:
        """Let a page wear the colours: its own palette keeps a change of all windows away from what nobody sees."""
        grown = self._grown[step]
        if grown.scheme is not colours():
            grown.scheme = colours()
            grown.scroll.setPalette(palette(colours()))
