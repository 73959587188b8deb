"""The frame of the wizard: rail on the left, one page in the middle, the price on the right, back and on below."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.background import Background
from omnidesk.ui.flow_view import FrameView, ProblemLink
from omnidesk.ui.frame_parts import FootBar, HeadBar, RailSide, side_for
from omnidesk.ui.page_shelf import PageShelf, every_step
from omnidesk.ui.pages.page import Page
from omnidesk.ui.session import Session
from omnidesk.ui.shortcuts import install
from omnidesk.ui.theme.tokens import Token
from omnidesk.ui.widgets.menu import Menu
from omnidesk.ui.widgets.price_panel import PricePanel
from omnidesk.ui.widgets.toast import Toast

Value = TypeVar("Value")
NARROW = 1280
"""Below this width the price panel folds away behind its button."""


class WizardFrame(QWidget, Generic[Value]):
    """Walks one deal through its steps, in any order.

    ``pages`` makes each page, once ``at_hand`` says that it can; ``describe`` gives what stands around it and
    ``view_of`` what a page shows. ``moved`` tells each step a person comes to, so that the place can be remembered.
    ``awaited`` tells that the keyboard goes to a page that is not whole yet, ``ready`` that it is there.
    """

    moved = Signal(str)
    awaited = Signal()
    ready = Signal()
    left = Signal()
    explanation_wanted = Signal(str, QWidget, QRect)
    theme_wanted = Signal()
    present_wanted, slides_wanted, rest_wanted = Signal(), Signal(), Signal()
    sheet_wanted = Signal()

    def __init__(
        self,
        session: Session[Value],
        pages: Mapping[str, Callable[[Session[Value]], Page[Any]]],
        describe: Callable[[Value], FrameView],
        view_of: Callable[[str, Value], Any],
        *,
        start: str = "",
        at_hand: Callable[[str], bool] = every_step,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._describe = describe
        self._target: str | None = None
        self._view = describe(session.deal)
        self._order = [step.id for step in self._view.steps]
        self._step = start if start in pages else self._order[0]
        self._panel_wanted: bool | None = None
        self.rail, self.head, self.foot, self.panel = RailSide(), HeadBar(), FootBar(), PricePanel()
        makes = {step: partial(make, session) for step, make in pages.items()}
        self.stack = PageShelf(makes, lambda step: view_of(step, session.deal), side_for, self._note_unread, at_hand)
        self.toast = Toast(self, over=self.foot)
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self._show_frame()
        self.go(self._step)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.head)
        middle.addWidget(self.stack, 1)
        middle.addWidget(self.foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(middle, 1)
        row.addWidget(self.panel)

    def _connect(self) -> None:
        session = self.session
        session.changed.connect(self.refresh)
        self.stack.ready.connect(self._come)
        session.save_state.connect(self.rail.saved.show_state)
        self.rail.steps.chosen.connect(self.go)
        self.rail.home.clicked.connect(self.left)
        self.head.undo.clicked.connect(session.undo)
        self.head.redo.clicked.connect(session.redo)
        self.head.theme.clicked.connect(self.theme_wanted)
        self.head.present.clicked.connect(self.present_wanted)
        self.head.keys.clicked.connect(self.sheet_wanted)
        self.head.price.clicked.connect(self.toggle_panel)
        self.foot.back.clicked.connect(self.go_back)
        self.foot.onward.clicked.connect(self.go_on)
        self.foot.problems.clicked.connect(self.open_problems)

    def _add_shortcuts(self) -> None:
        acts: dict[str, Callable[..., object]] = {
            **{"undo": self.session.undo, "redo": self.session.redo},
            "on": self.go_on,
            "back": self.go_back,
            "problem": self.next_problem,
            **{"present": self.present_wanted.emit, "arrange": self.slides_wanted.emit},
            "step": self._go_to,
        }
        install(self, "wizard", acts)

    def _go_to(self, place: int) -> None:
        if place < len(self._order):
            self.go(self._order[place])

    @property
    def step(self) -> str:
        """The id of the step on screen."""
        return self._step

    def page(self, step: str) -> Page[Any]:
        """Return a step's page, made whole now if it is not yet."""
        return self.stack.page(step)

    def go(self, step: str) -> None:
        """Show a step; one that is not whole yet comes in as soon as it is."""
        self._step, self._target = step, None
        self.stack.go(step)
        self._show_frame()
        self.moved.emit(step)

    def _come(self) -> None:
        """Give the keyboard to the page that it waited for."""
        self._show_frame()
        target, self._target = self._target, None
        if target == "":
            self.begin()
        elif target:
            self.jump(self._step, target)
            self.ready.emit()

    def put_away(self) -> None:
        """Let go of the deal: what is under way for it brings nothing any more, and the pages go in slices."""
        self.session.changed.disconnect(self.refresh)
        for work in self.session.findChildren(Background):
            work.let_go()
        self.session.deleteLater()
        self.stack.dissolve(self.deleteLater)

    def explain_figure(self, figure: str, beside: QWidget, place: QRect) -> None:
        """Ask how a figure came about, to be shown beside the place in a widget that shows it."""
        self.explanation_wanted.emit(figure, beside, place)

    def go_on(self) -> None:
        """Go to the next step; on the last, do what its page is there for."""
        page = self.stack.pages().get(self._step)
        if page is not None and page.primary is not None:
            if page.primary.isVisible():
                page.primary.click()
            return
        self.go(self._order[min(self._order.index(self._step) + 1, len(self._order) - 1)])
        self.begin()

    def go_back(self) -> None:
        """Go to the step before; stays on the first."""
        place = self._order.index(self._step)
        self.go(self._order[max(place - 1, 0)])
        self.begin()

    def begin(self) -> None:
        """Bring the keyboard onto the page, so that the next key goes there."""
        page = self.stack.pages().get(self._step)
        if page is None:
            self._target = ""
            self.awaited.emit()
        else:
            page.begin()
            self._reveal_focus()
            self.ready.emit()

    def refresh(self) -> None:
        """Show the deal as it is now; pages that are not on screen wait for their next visit."""
        self._view = self._describe(self.session.deal)
        self.stack.refresh()
        self._show_frame()

    def unread(self) -> tuple[ProblemLink, ...]:
        """Typed texts that are no value yet, on the pages made so far."""
        return tuple(
            ProblemLink(step, path, text)
            for step, page in self.stack.pages().items()
            for path, text in page.unread().items()
        )

    def _problems(self) -> tuple[ProblemLink, ...]:
        return (*self.unread(), *self._view.problems)

    def _note_unread(self) -> None:
        self.stack.outdate()
        self._show_frame()

    def jump(self, step: str, path: str) -> bool:
        """Go to a step and put the keyboard into the field of a path, once it is there; False where there is none."""
        if step != self._step:
            self.go(step)
        page = self.stack.pages().get(step)
        if page is None:
            self._target = path
            self.awaited.emit()
            return True
        found = page.focus_field(path)
        QTimer.singleShot(0, self._reveal_focus)
        return found

    def next_problem(self) -> None:
        """Jump to the first problem, or to the next after the field that has the keyboard."""
        problems = self._problems()
        if not problems:
            return
        focus = QApplication.focusWidget()
        here = [place for place, link in enumerate(problems) if self._holds(link, focus)]
        link = problems[(here[-1] + 1) % len(problems) if here else 0]
        self.jump(link.step, link.field)

    def _holds(self, link: ProblemLink, focus: QWidget | None) -> bool:
        page = self.stack.pages().get(link.step)
        field = page.fields.get(link.field) if page is not None and link.step == self._step else None
        return field is not None and focus is not None and field.isAncestorOf(focus)

    def problem_menu(self) -> Menu:
        """Return the list of problems; each entry jumps to its field."""
        menu = Menu(_("Problems"), self)
        menu.setObjectName("problem-menu")
        titles = {mark.id: mark.title for mark in self._view.steps}
        for link in self._problems():
            label = f"{titles[link.step]}: {link.text}"
            shown = self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, 520)
            refused = link.mark == "refusal"
            ink: Token = "danger" if refused else "warning"
            icon = "warning-circle-fill" if refused else "warning-fill"
            entry = menu.entry(shown, partial(self._jump_to, link), icon=icon, ink=ink)
            entry.setToolTip(label)
        return menu

    def open_problems(self) -> None:
        """Open the list of problems over its button."""
        menu = self.problem_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self.foot.problems.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 6))
        menu.popup(corner)

    def toggle_panel(self) -> None:
        """Show or fold the price panel; the choice holds until the window crosses the narrow width."""
        self._panel_wanted = self.panel.isHidden()
        self._fit_panel()

    def _jump_to(self, link: ProblemLink) -> None:
        self.jump(link.step, link.field)

    def _reveal_focus(self) -> None:
        scroll, focus = self.stack.scroll_of(self._step), QApplication.focusWidget()
        if scroll is not None and focus is not None and scroll.isAncestorOf(focus):  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
            scroll.reveal(focus)

    def _show_frame(self) -> None:
        view, place = self._view, self._order.index(self._step)
        links = self.unread()
        unread = {link.step for link in links}
        marks = tuple(replace(mark, state="problem") if mark.id in unread else mark for mark in view.steps)
        self.rail.set_view(view.name, marks, self._step)
        count = _("Step {step} of {steps}").format(step=place + 1, steps=len(self._order))
        self.head.set_head(count, view.heads[self._step])
        self.head.set_history(self.session.can_undo(), self.session.can_redo())
        self.head.price.set_text(view.price.figure or view.price.title)
        page = self.stack.pages().get(self._step)
        self.foot.show_act(page.foot if page is not None else None)
        self.foot.set_view(view.heads[self._step].onward, (*links, *view.problems), first=place == 0)
        self.panel.set_texts(view.price)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the price panel away where there is no room for it."""
        super().resizeEvent(event)
        if (event.oldSize().width() < NARROW) != (event.size().width() < NARROW):
            self._panel_wanted = None
        self._fit_panel()

    def _fit_panel(self) -> None:
        roomy = self.width() >= NARROW
        self.panel.setVisible(roomy if self._panel_wanted is None else self._panel_wanted)
        self.head.price.setVisible(not roomy or self.panel.isHidden())
        shown = 0 if self.panel.isHidden() else self.panel.width()
        side = side_for(self.width() - self.rail.width() - shown)
        self.head.set_side(side)
        self.foot.set_side(side)
