"""Before a meeting and during it: which slides are shown, in which order, and what the presenter notes for each."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.domain.presentation import Presentation, moved, shown
from omnidesk.domain.private import with_note
from omnidesk.i18n import _
from omnidesk.operations.presenting import WHAT_IF, Presented, slide_order
from omnidesk.ui.present.slide_list import NAMES
from omnidesk.ui.present.slide_picture import slide_picture
from omnidesk.ui.present.slide_shelf import THUMB, ShelfLine, SlideShelf
from omnidesk.ui.present.slide_view import SlideLayout, SlideView
from omnidesk.ui.session import Session
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.checks import Switch
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.text import Text

WIDE = 16 / 9


class SlideEditor(QDialog):
    """Every change goes into the deal at once; Undo goes back as far as to how the slides stood when this opened."""

    def __init__(self, session: Session[Deal], presented: Presented, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("slide-editor")
        self.setWindowTitle(_("Slides of this meeting"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._presented, self._before = session, presented, session.deal
        self.shelf, self.preview = SlideShelf(), SlideView(framed=True)
        self.shows = Switch(_("Shown to the client"))
        self.shows.setObjectName("show-slide")
        self.up = IconButton("arrow-up", _("Earlier"), shortcut="Alt+Up")
        self.down = IconButton("arrow-down", _("Later"), shortcut="Alt+Down")
        self.note = TextArea(_("What you want to say here"), lines=3)
        self.undo = Button(_("Undo"), "quiet", icon="arrow-counter-clockwise", hint="Ctrl+Z", small=True)
        self.standard = Button(_("Standard order"), "quiet", icon="arrows-clockwise", small=True)
        self.leave = Button(_("Done"), "primary")
        self.undo.setObjectName("undo-slides")
        self.standard.setObjectName("standard-slides")
        self.leave.setObjectName("slides-done")
        self._told = Text("", "small", "muted", wrap=True)
        self._pictures = QTimer(self)
        self._pictures.setInterval(0)
        self._pictures.timeout.connect(self._draw_next)
        self._lay_out()
        self._connect()
        self._show(presented.slides[0])
        self._pictures.start()
        self.resize(1060, 720)

    @property
    def slide(self) -> str:
        """The slide that is looked at."""
        return self.shelf.line

    def _lay_out(self) -> None:
        act = QHBoxLayout()
        act.setSpacing(4)
        act.addWidget(self.shows)
        act.addStretch(1)
        act.addWidget(self.up)
        act.addWidget(self.down)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.preview, 1)
        right.addLayout(act)
        help_text = _("For you alone, in the console. It is on no slide, in no document and in no file for the client.")
        right.addWidget(Field(_("Note for this slide"), self.note, "slide-note", help_text=help_text))
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self.shelf)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.undo, self.standard):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(Text(_("Slides of this meeting"), "title"))
        column.addWidget(self._told)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.shelf.chosen.connect(self._show)
        self.shelf.moved.connect(self._drop)
        self.shelf.stepped.connect(self._step)
        self.shelf.switched.connect(self._turn)
        self.shows.clicked.connect(self._clicked)
        self.up.clicked.connect(lambda: self._step(self.slide, -1))
        self.down.clicked.connect(lambda: self._step(self.slide, 1))
        self.note.edited.connect(self._write)
        self.undo.clicked.connect(self._undo)
        self.standard.clicked.connect(lambda: self._arrange(lambda _now: Presentation()))
        self.leave.clicked.connect(self.accept)
        QShortcut(QKeySequence.StandardKey.Undo, self).activated.connect(self._undo)
        self._session.changed.connect(self._follow)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the small pictures anew in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.shelf.pictures.clear()
            self._pictures.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.end()

    @property
    def _presentation(self) -> Presentation:
        return self._session.deal.presentation

    def _lines(self) -> list[ShelfLine]:
        deal, number, lines = self._session.deal, 0, list[ShelfLine]()
        for slide in slide_order(deal.presentation):
            seen = self._is_shown(slide)
            number += seen
            says = (
                [] if seen else [_("Hidden") if self._presented.applies(slide) else _("Nothing to show in this deal")]
            )
            says += [_("With a note")] if deal.private.slide_notes.get(slide) else []
            lines.append(ShelfLine(slide, str(number) if seen else "", _(NAMES[slide]), ", ".join(says)))
        return lines

    def _is_shown(self, slide: str) -> bool:
        return slide not in self._presentation.hidden and self._presented.applies(slide)

    def _follow(self) -> None:
        self._show(self.slide)

    def _show(self, slide: str) -> None:
        lines = self._lines()
        self.shelf.show_lines(lines, slide)
        order, count = [line.id for line in lines], sum(bool(line.number) for line in lines)
        applies, seen = self._presented.applies(slide), self._is_shown(slide)
        self.preview.setVisible(applies)
        if applies:
            self.preview.show_slide(self._layout_of(slide), WIDE)
        self.preview.set_black(False)
        self.shows.set_on(seen)
        self.shows.setEnabled(applies and not (seen and count == 1))
        self.up.setEnabled(order.index(slide) > 0)
        self.down.setEnabled(order.index(slide) < len(order) - 1)
        self.note.set_text(self._session.deal.private.slide_notes.get(slide, ""))
        self.undo.setEnabled(self._session.deal is not self._before)
        self.standard.setEnabled(self._presentation != Presentation())
        words = _("{count} slides are shown. Drag a slide, or move it by Alt with the arrow keys; Space hides it.")
        self._told.setText(words.format(count=count))

    def _arrange(self, change: Callable[[Presentation], Presentation]) -> None:
        self._session.update(lambda deal: replace(deal, presentation=change(deal.presentation)))

    def _drop(self, slide: str, gap: int) -> None:
        order = slide_order(self._presentation)
        place = gap - 1 if order.index(slide) < gap else gap
        self._arrange(lambda now: moved(now, order, slide, place))

    def _step(self, slide: str, by: int) -> None:
        order = slide_order(self._presentation)
        place = order.index(slide) + by
        if 0 <= place < len(order):
            self._arrange(lambda now: moved(now, order, slide, place))

    def _turn(self, slide: str) -> None:
        self._switch(slide, slide in self._presentation.hidden)

    def _clicked(self, on: bool) -> None:
        self._switch(self.slide, on)

    def _switch(self, slide: str, on: bool) -> None:
        """Show a slide or hide it; one stays."""
        if on or sum(self._is_shown(each) for each in slide_order(self._presentation)) > 1:
            self._arrange(lambda now: shown(now, slide, on))

    def _write(self, words: str) -> None:
        slide = self.slide
        key = f"slide-note.{slide}.{id(self)}"
        self._session.update(lambda deal: replace(deal, private=with_note(deal.private, slide, words)), key)

    def _undo(self) -> None:
        if self._session.deal is not self._before:
            self._session.undo()

    def _layout_of(self, slide: str) -> SlideLayout:
        ready = self._presented
        if slide == WHAT_IF:
            view = ready.what_if({}, ready.before)
            return lambda aspect, measure: ready.lay_out_tried(view, aspect, measure)
        return lambda aspect, measure: ready.lay_out(slide, aspect, measure)

    def _draw_next(self) -> None:
        """Draw one small picture a turn, so that the window answers meanwhile; those near what is looked at first."""
        order = [line.id for line in self.shelf.lines]
        missing = [each for each in order if each not in self.shelf.pictures and self._presented.applies(each)]
        here = order.index(self.slide)
        slide = min(missing, key=lambda each: abs(order.index(each) - here), default=None)
        if slide is None:
            self._pictures.stop()
        else:
            self.shelf.show_picture(slide, slide_picture(self._layout_of(slide), THUMB, self.devicePixelRatioF()))
