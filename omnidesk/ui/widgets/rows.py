"""Rows of a name and a value, lined up; and thin lines between groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, placed, smooth
from omnidesk.ui.theme.tokens import Token, Tone
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import ElidedText, Text

_BETWEEN = 10
_STEP = 32
"""Pixels in which a row tells the width it needs: another figure seldom needs another one."""


@dataclass(frozen=True, slots=True)
class Row:
    """One name and value; ``dot`` is the colour of its part in a chart, ``strong`` makes it a total."""

    name: str
    value: str
    tone: Tone = "text"
    dot: Token | None = None
    strong: bool = False


class Rule(QFrame):
    """A one-pixel line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("line"))
        painter.end()


class _Dot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.ink: Token = "chart_1"
        self.setFixedSize(10, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        box(painter, QRectF(QRect(0, 5, 10, 10)), 3, colour(self.ink))
        painter.end()


class _RowLine(QWidget):
    """Places its parts itself, so that another amount moves nothing beyond its row."""

    def __init__(self) -> None:
        super().__init__()
        self._dot, self._name, self._value = _Dot(), ElidedText("", "small", "muted"), Text("", "label", tabular=True)
        self._row: Row | None = None
        self._asked = (QSize(), QSize())
        for part in (self._dot, self._name, self._value):
            part.setParent(self)

    def show_row(self, row: Row) -> None:
        before, self._row = self._row, row
        if row == before:
            self._value.setText(row.value)  # the same amount can be another figure
            return
        if before is None or row.dot != before.dot:
            self._show_dot(row.dot)
        self._name.setText(row.name)
        self._name.set_tone("text" if row.strong else "muted")
        self._value.setText(row.value)
        self._value.set_tone(row.tone)
        self.setAccessibleName(f"{row.name}: {row.value}")
        self._fit()

    def _show_dot(self, ink: Token | None) -> None:
        set_shown(self._dot, ink is not None)
        if ink is not None:
            self._dot.ink = ink
            self._dot.update()

    def _fit(self) -> None:
        """Place the parts, and ask for another place only where the row needs more than a step."""
        needed = self.sizeHint(), self.minimumSizeHint()
        roomy = self.isVisible() and needed[0].width() <= self.width() and needed[0].height() == self._asked[0].height()
        if needed != self._asked and not roomy:
            self._asked = needed
            self.updateGeometry()
        self._place()

    def sizeHint(self) -> QSize:
        """Have room for the whole name."""
        return self._room(self._name.sizeHint().width())

    def minimumSizeHint(self) -> QSize:
        """Cut the name short, never the value."""
        return self._room(self._name.minimumSizeHint().width())

    def _room(self, name: int) -> QSize:
        width = self._left() + name + _BETWEEN + self._value.sizeHint().width()
        parts = (self._name, self._value, *([] if self._dot.isHidden() else [self._dot]))
        return QSize(-(-width // _STEP) * _STEP, max(part.sizeHint().height() for part in parts))

    def _left(self) -> int:
        return 0 if self._dot.isHidden() else self._dot.width() + _BETWEEN

    def _place(self) -> None:
        high, left, value = self.height(), self._left(), self._value.sizeHint().width()
        name = max(self.width() - value - _BETWEEN - left, 0)
        top = (high - self._dot.height()) // 2
        self._dot.setGeometry(placed(self, QRect(QPoint(0, top), self._dot.size())))
        self._name.setGeometry(placed(self, QRect(left, 0, name, high)))
        self._value.setGeometry(placed(self, QRect(self.width() - value, 0, value, high)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Change sides with the window's writing."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()


class KeyValueRows(QWidget):
    """Names on the left, values in tabular figures on the right."""

    def __init__(self, rows: Sequence[Row] = (), *, spacing: int = 9, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_RowLine] = []
        self._count = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; labels are used again, so a refresh does not flicker."""
        while len(self._lines) < len(rows):
            line = _RowLine()
            self._lines.append(line)
            self._column.addWidget(line)
        for line, row in zip(self._lines, rows, strict=False):
            line.show_row(row)
        if len(rows) != self._count:
            self._count = len(rows)
            for place, line in enumerate(self._lines):
                line.setVisible(place < len(rows))
        set_shown(self, bool(rows))
