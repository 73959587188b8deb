"""Rows of a name and a value, lined up; and thin lines between groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.theme.tokens import Token, Tone
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import ElidedText, Text


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
        self.setFixedSize(QSize(10, 20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        box(painter, QRectF(QRect(0, 5, 10, 10)), 3, colour(self.ink))
        painter.end()


class _RowLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._dot = _Dot()
        self._name = ElidedText("", "small", "muted")
        self._value = Text("", "label", tabular=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._dot)
        row.addWidget(self._name, 1)
        row.addWidget(self._value, 0, Qt.AlignmentFlag.AlignRight)

    def show_row(self, row: Row) -> None:
        set_shown(self._dot, row.dot is not None)
        if row.dot is not None and row.dot != self._dot.ink:
            self._dot.ink = row.dot
            self._dot.update()
        self._name.setText(row.name)
        self._name.set_tone("text" if row.strong else "muted")
        self._value.setText(row.value)
        self._value.set_tone(row.tone)
        self.setAccessibleName(f"{row.name}: {row.value}")


class KeyValueRows(QWidget):
    """Names on the left, values in tabular figures on the right."""

    def __init__(self, rows: Sequence[Row] = (), *, spacing: int = 9, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_RowLine] = []
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
            line.show()
        for spare in self._lines[len(rows) :]:
            spare.hide()
        set_shown(self, bool(rows))
