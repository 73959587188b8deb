"""Lines that open a deal: a name with a note, and a figure with a note, in a card of the overview."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from omnidesk.formatting import Amount
from omnidesk.ui.shortcuts import pressed
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, by_keyboard, focus_ring, own_way, placed, smooth
from omnidesk.ui.theme.tokens import RADIUS, Token, TypeRole
from omnidesk.ui.widgets.figure_link import ask_about
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.desk_lines import DeskLine

HEIGHT, PAD = 50, 8


class _Line(QAbstractButton):
    def __init__(self, line: DeskLine) -> None:
        super().__init__()
        self._line = line
        self._by_keyboard = False
        self.setObjectName(f"deal:{line.deal_id}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        parts = (line.title, line.note, line.figure, line.under_figure)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(f"{line.title}\n{line.note}")

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Explain the amount that is clicked; a click anywhere else opens the deal."""
        for words, upper in ((self._line.figure, True), (self._line.under_figure, False)):
            place = self._figure_place(words, upper=upper)
            if isinstance(words, Amount) and place.contains(event.position().toPoint()):
                self.setDown(False)
                ask_about(words.figure, self, place)
                return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Explain the amount of the line by its key."""
        amount = next((each for each in (self._line.figure, self._line.under_figure) if isinstance(each, Amount)), None)
        if amount is not None and pressed("board", event) == "explain":
            ask_about(amount.figure, self, self.rect())
        else:
            super().keyPressEvent(event)

    def _figure_place(self, words: str, *, upper: bool) -> QRect:
        width = QFontMetrics(font("label" if upper else "caption", tabular=True)).horizontalAdvance(words)
        return placed(self, QRect(self.width() - PAD - width, 6 if upper else 26, width + 1, 20))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = by_keyboard(event, self._by_keyboard)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground under the pointer, the words at the left and the figures at the right."""
        painter, line = smooth(self), self._line
        place = QRectF(self.rect())
        if self.underMouse():
            box(painter, place, RADIUS, colour("hover"))
        if self.hasFocus() and self._by_keyboard:
            focus_ring(painter, place, RADIUS)
        urgent: Token = "warning" if line.urgent else "muted"
        wide = self.width() - 2 * PAD - 12
        right = self._write(painter, line.figure, "label", "text", upper=True)
        self._write(painter, line.title, "strong", "text", upper=True, room=wide - right)
        right = self._write(painter, line.under_figure, "caption", "muted", upper=False)
        self._write(painter, line.note, "caption", urgent, upper=False, room=wide - right)
        painter.end()

    def _write(
        self, painter: QPainter, words: str, role: TypeRole, ink: Token, *, upper: bool, room: int | None = None
    ) -> int:
        """Write one line at the left into ``room``, or at the right; return its width."""
        face = font(role, tabular=room is None)
        metrics = QFontMetrics(face)
        shown = words if room is None else metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(shown)
        left = PAD if room is not None else self.width() - PAD - width
        painter.setFont(face)
        painter.setPen(colour(ink))
        where = placed(self, QRect(left, 6 if upper else 26, width + 1, 20))
        painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), own_way(painter, shown))
        return width


class DealLines(QWidget):
    """Lines one under the other; ``opened`` gives the deal. Says ``nothing`` while there is none."""

    opened = Signal(str)

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []
        self._shown: tuple[DeskLine, ...] = ()
        self._nothing = Text(nothing, "small", "muted", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._nothing)

    def show_lines(self, lines: Sequence[DeskLine]) -> None:
        """Show these lines; they are only made anew when they have changed."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = [_Line(line) for line in lines]
        for widget, line in zip(self._lines, lines, strict=True):
            widget.clicked.connect(partial(self._open, line.deal_id))
            self._column.addWidget(widget)
        self._nothing.setVisible(not lines)

    def _open(self, deal_id: str) -> None:
        self.opened.emit(deal_id)
