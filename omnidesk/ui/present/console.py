"""The presenter's console: this slide and the next, time, what is ours alone, what-if and the journal."""

import datetime
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.operations.presenting import WHAT_IF
from omnidesk.ui.asking import WindowAsk
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.present.budget_card import BudgetCard
from omnidesk.ui.present.closing_page import ClosingPage
from omnidesk.ui.present.compare_window import CompareWindow
from omnidesk.ui.present.console_bar import ConsoleBar
from omnidesk.ui.present.journal import Journal
from omnidesk.ui.present.notes import NotesCard
from omnidesk.ui.present.private_card import PrivateCard
from omnidesk.ui.present.rehearsal import Rehearsal
from omnidesk.ui.present.slide_editor import SlideEditor
from omnidesk.ui.present.slide_list import SlideList
from omnidesk.ui.present.slide_view import SlideView
from omnidesk.ui.present.underneath import Underneath
from omnidesk.ui.present.what_if_panel import WhatIfPanel
from omnidesk.ui.widgets.choice import Option, Segmented
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.widgets.toast import Toast

LEFT, RIGHT, NARROW = 210, 372, 1200
SHORT, TALL = 1000, 1500
"""Height up to which levers and their figures are too long for one column, and from which on all three are seen."""
AROUND, OVER = 48, 84
"""Room beside and between the columns, and over and under the slide."""
GIVES = 0.72
"""How much of its height the slide keeps at least where it makes room for the figures."""
SECOND = 1000
AT_REST = 80
"""Milliseconds until the journal follows a lever that is turned: nobody reads it meanwhile."""
IDLE = 150
"""Milliseconds between the parts of what is made before it is asked for."""
STEPS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Space: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Left: -1,
}

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Console(QWidget):
    """Leads the stage. ``closed`` ends the meeting, ``client_wanted`` brings what the client sees forward.

    ``sign_wanted`` asks for the page that closes the deal; while it is shown, nothing of ours alone is.
    """

    closed = Signal()
    client_wanted = Signal()
    sign_wanted = Signal()
    swap_wanted = Signal()

    def __init__(self, backstage: Backstage, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("presenter-console")
        self.setWindowTitle(_("Presenter: {client}").format(client=backstage.context.deal.client.name))
        self.setMinimumSize(960, 600)
        self._backstage, self._stage, self._drawing = backstage, backstage.stage, False
        self.toast = Toast(self)
        self.ask = WindowAsk(self, lambda: self.toast)
        self.current, self.following = SlideView(framed=True), SlideView(framed=True)
        self.current.setMouseTracking(True)
        self.current.installEventFilter(self)
        self.slides, self.bar = SlideList(self._stage), ConsoleBar(backstage, self.ask)
        self.bar.arrange.clicked.connect(self.arrange)
        self.what_if, self.budget = WhatIfPanel(backstage), BudgetCard(backstage, self.ask)
        self.private, self.notes = PrivateCard(backstage), NotesCard(backstage)
        self.journal = Journal(backstage, self.ask)
        self.journal.compare_wanted.connect(lambda: CompareWindow(backstage, self).open())
        self.bar.sign.clicked.connect(self.sign_wanted)
        self.bar.swap.clicked.connect(self.swap_wanted)
        self.closing = ClosingPage(backstage, self.ask)
        self.closing.left.connect(self.leave_closing)
        self._lay_out()
        self._clock, self._later = QTimer(self), QTimer(self)
        self._clock.start(SECOND)
        self._latest = QTimer(self)
        for timer, pause in ((self._later, 0), (self._latest, AT_REST)):
            timer.setSingleShot(True)
            timer.setInterval(pause)
        self._latest.timeout.connect(self.journal.refresh)
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._prepare)
        self._idle.start(IDLE)
        self._connect()
        self._tick()
        self._show_slides()
        Rehearsal(self._stage, self.current)

    def arrange(self) -> None:
        """Open the editor of the slides over the console."""
        SlideEditor(self._backstage.services.session, self._stage.presented, self).open()

    def open_closing(self, *, discreet: bool) -> None:
        """Show the page that closes the deal; ``discreet`` where the client sees this screen too."""
        self._desk.hide()
        self.closing.show()
        self.closing.open(discreet=discreet)

    def leave_closing(self) -> None:
        """Go back to the slides."""
        self.closing.hide()
        self._desk.show()
        self.setFocus()

    def _prepare(self) -> None:
        """Make the page that closes the deal while nobody waits for it."""
        if not self.closing.build():
            self._idle.stop()

    def _lay_out(self) -> None:
        self._desk, self._whole = QWidget(), QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        for part in (self._desk, self.closing):
            self._whole.addWidget(part)
        self.closing.hide()
        self._left, middle, self._right = QWidget(), QVBoxLayout(), QWidget()
        left, right = QVBoxLayout(self._left), QVBoxLayout(self._right)
        left.addWidget(self.slides, 1)
        self._next = Text(_("Next"), "label", "muted")
        left.addWidget(self._next)
        left.addWidget(self.following)
        middle.addWidget(self.bar)
        middle.addWidget(self.current, 3)
        self.underneath = Underneath(self.notes, self.private, self.what_if.figures)
        self.underneath.refresh()
        middle.addWidget(self.underneath, 1)
        for card in (self.what_if, self.budget, self.journal):
            right.addWidget(card)
        right.addStretch(1)
        self._scroll = PageScroll(self._right, lambda _width: 0)
        self.parts = Segmented(
            [Option("what_if", _("What if")), Option("budget", _("Budget")), Option("journal", _("Journal"))]
        )
        self.parts.set_name(_("What is shown beside the slide"))
        self.parts.set_value("what_if")
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.parts)
        beside.addWidget(self._scroll, 1)
        row = QHBoxLayout(self._desk)
        row.setContentsMargins(16, 12, 8, 12)
        row.setSpacing(12)
        row.addWidget(self._left)
        row.addLayout(middle, 1)
        row.addWidget(self._beside)
        for column in (left, middle, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(10)
        self._fit()

    def _fit(self) -> None:
        """Narrower columns on a small screen."""
        narrow = self.width() < NARROW
        self._left.setFixedWidth(LEFT - 50 if narrow else LEFT)
        self._beside.setFixedWidth(RIGHT - 32 if narrow else RIGHT)
        room = self.width() - self._left.width() - self._beside.width() - AROUND
        high = max(round(room / self._stage.aspect) + 2, self.current.minimumHeight())
        left = self.height() - OVER - self.underneath.needed
        high = left if self.height() < SHORT and high * GIVES <= left < high else high
        self.current.setMaximumHeight(high)
        self.underneath.fit(self.height() - high - OVER, wanted=self.height() < SHORT)
        self.following.setFixedHeight(round(self._left.width() / self._stage.aspect))
        self.show_part(self.parts.value())

    def show_part(self, part: str) -> None:
        """Show what-if, budget or journal beside the slide; a tall screen has room for all of them."""
        tall = self.height() >= TALL
        self.parts.set_value(part)
        self.parts.setVisible(not tall)
        self.what_if.title.setVisible(tall)
        for name, card in (("what_if", self.what_if), ("budget", self.budget), ("journal", self.journal)):
            card.setVisible(tall or name == part)

    def _name_scenario(self) -> None:
        self.show_part("journal")
        self.journal.name.focus_target().setFocus()

    def _connect(self) -> None:
        stage = self._stage
        self.parts.edited.connect(self.show_part)
        self.what_if.name_wanted.connect(self._name_scenario)
        self._clock.timeout.connect(self._tick)
        self._later.timeout.connect(self._catch_up)
        stage.moved.connect(self._show_slides)
        stage.marked.connect(self._show_marks)
        stage.tried.connect(self._later.start)
        stage.shaped.connect(self._fit)
        stage.shaped.connect(self._show_slides)
        self._backstage.changed.connect(self._later.start)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a small screen's room to the slide."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key of the meeting means (``ACTS``), or one of the page that closes the deal."""
        if not self.closing.isHidden():
            self.closing.press(Qt.Key(event.key()), event.modifiers())
        elif not self._lead(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def turn_black(self) -> None:
        """Make the client's screen black, or show the slide again."""
        self._stage.set_black(not self._stage.black)

    def _lead(self, key: Qt.Key) -> bool:
        """Do what a key means; tell whether it means anything."""
        if key in ENTER and self._stage.is_last:
            self.sign_wanted.emit()
        elif key in STEPS:
            self._stage.step(STEPS[key])
        elif key in ACTS:
            ACTS[key](self)
        elif key == Qt.Key.Key_Escape and isinstance(self.focusWidget(), QLineEdit):
            self.setFocus()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse over the current slide is the pointer, or with the pen it draws."""
        if watched is self.current and isinstance(event, QMouseEvent):
            self._mark(event)
        elif watched is self.current and event.type() == QEvent.Type.Leave:
            self._stage.point_at(None)
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the meeting is over."""
        super().closeEvent(event)
        self._clock.stop()
        self.closed.emit()

    def _mark(self, event: QMouseEvent) -> None:
        place = self.current.place_of(QPointF(event.position()))
        kind = event.type()
        if not self.bar.pen.isChecked():
            self._stage.point_at(place)
        elif kind == QEvent.Type.MouseButtonPress and place is not None:
            self._drawing = True
            self._stage.begin_stroke(place)
        elif kind == QEvent.Type.MouseMove and self._drawing and place is not None:
            self._stage.draw_to(place)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._drawing = False

    def _tick(self) -> None:
        self.bar.show_time(datetime.datetime.now(datetime.UTC) - self._stage.begun_at)

    def _show_slides(self) -> None:
        self.current.show_slide(self._stage.layout_now(), self._stage.aspect)
        self.bar.show_place(is_last=self._stage.is_last)
        following = self._stage.next_slide
        for part in (self._next, self.following):
            part.setVisible(following is not None)
        if following is not None:
            self.following.show_slide(self._stage.layout_of(following), self._stage.aspect)

    def _catch_up(self) -> None:
        """Show the what-if once the client has it; turns that came meanwhile are one."""
        if WHAT_IF in (self._stage.slide, self._stage.next_slide):
            self._show_slides()
        self.what_if.refresh()
        self.underneath.refresh()
        self.private.refresh()
        self._latest.start()

    def _show_marks(self) -> None:
        self.current.set_marks(self._stage.pointer, self._stage.strokes)
        self.bar.show_black(self._stage.black)


ACTS: dict[Qt.Key, Callable[[Console], object]] = {
    Qt.Key.Key_B: lambda console: console.turn_black(),
    Qt.Key.Key_P: lambda console: console.bar.pen.toggle(),
    Qt.Key.Key_X: lambda console: console.swap_wanted.emit(),
    Qt.Key.Key_F6: lambda console: console.client_wanted.emit(),
    Qt.Key.Key_F5: lambda console: console.client_wanted.emit(),
}
"""What the keys of the console do, but for those that lead through the slides."""
