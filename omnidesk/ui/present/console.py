"""The presenter's console: this slide and the next, time, what is ours alone, what-if and the journal."""

import datetime

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.operations.presenting import WHAT_IF
from omnidesk.ui.present.journal import Journal
from omnidesk.ui.present.private_card import PrivateCard
from omnidesk.ui.present.slide_list import SlideList
from omnidesk.ui.present.slide_view import SlideView
from omnidesk.ui.present.stage import Stage
from omnidesk.ui.present.what_if_panel import WhatIfPanel
from omnidesk.ui.theme import dress
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.context import Context

SIDE = 340
SECOND = 1000


class Console(QWidget):
    """Leads the stage. ``closed`` ends the meeting, ``adopt_wanted`` takes what stands into the deal."""

    closed = Signal()
    adopt_wanted = Signal()

    def __init__(self, stage: Stage, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("presenter-console")
        self.setWindowTitle(_("Presenter: {client}").format(client=context.deal.client.name))
        dress(self)
        self._stage, self._drawing = stage, False
        self.current, self.following = SlideView(), SlideView()
        self.current.setMouseTracking(True)
        self.current.installEventFilter(self)
        self.following.setFixedHeight(150)
        self.slides = SlideList(stage)
        self.what_if = WhatIfPanel(stage, context)
        self.what_if.adopt_wanted.connect(self.adopt_wanted)
        self.private = PrivateCard(stage, context)
        self.journal = Journal(stage, context)
        self.time = Text("", "title", tabular=True)
        self._lay_out(context)
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        stage.moved.connect(self._show_slides)
        stage.marked.connect(self._show_marks)
        stage.tried.connect(self._show_tried)
        self._tick()
        self._show_slides()

    def _lay_out(self, context: Context) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.slides, 1)
        left.addWidget(Text(_("Next"), "label", "muted"))
        left.addWidget(self.following)
        middle = QVBoxLayout()
        middle.addLayout(self._bar())
        middle.addWidget(self.current, 1)
        middle.addWidget(Text(_("Notes"), "label", "muted"))
        middle.addWidget(Text(context.deal.notes or _("No notes in this deal."), "body", "muted", wrap=True))
        right.addWidget(self.what_if)
        right.addWidget(self.private)
        right.addWidget(self.journal, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        for column, stretch in ((left, 0), (middle, 1), (right, 0)):
            column.setSpacing(10)
            holder = QWidget()
            column.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(column)
            if not stretch:
                holder.setFixedWidth(SIDE if column is right else 210)
            row.addWidget(holder, stretch)

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.time)
        bar.addStretch(1)
        self.pen = Button(_("Pen"), "quiet", icon="note-pencil", hint="P", small=True)
        self.pen.setCheckable(True)
        wipe = Button(_("Wipe"), "quiet", icon="trash", small=True)
        wipe.clicked.connect(self._stage.wipe)
        self.black = Button(_("Black"), "quiet", icon="moon", hint="B", small=True)
        self.black.clicked.connect(lambda: self._stage.set_black(not self._stage.black))
        back = Button(_("Back"), icon="arrow-left", small=True)
        back.clicked.connect(lambda: self._stage.step(-1))
        onward = Button(_("Next"), "primary", icon_after="arrow-right", small=True)
        onward.clicked.connect(lambda: self._stage.step(1))
        for button in (self.pen, wipe, self.black, back, onward):
            bar.addWidget(button)
        return bar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the slides; B is black, P the pen, Escape ends the meeting."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self._stage.step(steps[key])
        elif key == Qt.Key.Key_B:
            self._stage.set_black(not self._stage.black)
        elif key == Qt.Key.Key_P:
            self.pen.toggle()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

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
        self.closed.emit()

    def _mark(self, event: QMouseEvent) -> None:
        place = self.current.place_of(QPointF(event.position()))
        kind = event.type()
        if not self.pen.isChecked():
            self._stage.point_at(place)
        elif kind == QEvent.Type.MouseButtonPress and place is not None:
            self._drawing = True
            self._stage.begin_stroke(place)
        elif kind == QEvent.Type.MouseMove and self._drawing and place is not None:
            self._stage.draw_to(place)
        elif kind == QEvent.Type.MouseButtonRelease:
            self._drawing = False

    def _tick(self) -> None:
        passed = datetime.datetime.now(datetime.UTC) - self._stage.begun_at
        minutes, seconds = divmod(max(int(passed.total_seconds()), 0), 60)
        self.time.setText(f"{minutes:02d}:{seconds:02d}")

    def _show_slides(self) -> None:
        self.current.show_slide(self._stage.layout_of(self._stage.slide))
        following = self._stage.next_slide
        self.following.setVisible(following is not None)
        if following is not None:
            self.following.show_slide(self._stage.layout_of(following))

    def _show_tried(self) -> None:
        if WHAT_IF in (self._stage.slide, self._stage.next_slide):
            self._show_slides()

    def _show_marks(self) -> None:
        self.current.set_marks(self._stage.pointer, self._stage.strokes)
        self.black.set_text(_("Show") if self._stage.black else _("Black"))
