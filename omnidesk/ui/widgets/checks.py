"""Check boxes, radio buttons and switches with a label and a second line."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QGridLayout, QRadioButton, QSizePolicy, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, by_keyboard, focus_ring, own_way, placed, smooth
from omnidesk.ui.theme.tokens import RADIUS, Token
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.control import Control

_MARK, _PAD, _INDENT = 18, 10, 40
_TRACK, _BESIDE = QSize(36, 20), 14
"""Size of a switch, and pixels between it and its label."""
_WRAP = int(Qt.TextFlag.TextWordWrap)
_Button = QAbstractButton if TYPE_CHECKING else object  # Qt's two kinds of button cannot share a second base of Qt's


class _Row(_Button):
    """A button with a label and a note under it; ``draw_mark`` of each kind says how its mark looks."""

    def prepare(self, label: str, note: str) -> None:
        """Take the words and the manners of a row."""
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)
        self.setAccessibleDescription(note)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def draw_mark(self, painter: QPainter, place: QRectF) -> None:
        """Draw whether it is chosen."""

    def hasHeightForWidth(self) -> bool:
        """Long labels wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the wrapped label and note."""
        return max(40, sum(self._heights(width)) + 2 * _PAD)

    def sizeHint(self) -> QSize:
        """Return a comfortable width."""
        return QSize(240, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """Allow narrow columns, but never cut a word."""
        return QSize(max(120, _widest_word(self.accessibleName()) + _INDENT + _PAD), 40)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the row."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row and its mark."""
        painter = smooth(self)
        place = QRectF(self.rect())
        if self.isChecked():
            box(painter, place, RADIUS, colour("accent_soft"), colour("accent"))
        else:
            box(painter, place, RADIUS, colour("hover" if self.underMouse() else "surface"), colour("line_strong"))
        if self.hasFocus():
            focus_ring(painter, place)
        title, below = self._heights(self.width())
        top = (self.heightForWidth(self.width()) - title - below) // 2
        self._write(painter, placed(self, QRect(_INDENT, top, self.width() - _INDENT - _PAD, title)), below)
        mark = QRect(12, top + (min(title, 20) - _MARK) // 2, _MARK, _MARK)
        self.draw_mark(painter, QRectF(placed(self, mark)))
        painter.end()

    def _write(self, painter: QPainter, words: QRect, below: int) -> None:
        painter.setFont(font("body"))
        painter.setPen(colour("text" if self.isEnabled() else "faint"))
        painter.drawText(words, _WRAP, own_way(painter, self.accessibleName()))
        painter.setFont(font("caption"))
        painter.setPen(colour("muted"))
        note = words.translated(0, words.height() + 2).adjusted(0, 0, 0, below)
        painter.drawText(note, _WRAP, own_way(painter, self.accessibleDescription()))

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(width - _INDENT - _PAD, 40), 1000)
        title = QFontMetrics(font("body")).boundingRect(room, _WRAP, self.accessibleName()).height()
        note = self.accessibleDescription()
        below = QFontMetrics(font("caption")).boundingRect(room, _WRAP, note).height() + 2 if note else 0
        return title, below


@lru_cache(maxsize=256)
def _widest_word(label: str) -> int:
    face = QFontMetrics(font("body"))
    return max((face.horizontalAdvance(word) for word in label.split()), default=0)


class CheckRow(_Row, QCheckBox):
    """A check box with a label, and a note under it."""

    def __init__(self, label: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prepare(label, note)

    def draw_mark(self, painter: QPainter, place: QRectF) -> None:
        """Draw a box, with a tick in it where it is chosen."""
        if self.isChecked():
            box(painter, place, 5, colour("accent"))
            paint_icon(painter, "check-bold", "on_accent", place.adjusted(3, 3, -3, -3))
        else:
            box(painter, place, 5, colour("surface"), colour("line_input"), 1.5)


class RadioRow(_Row, QRadioButton):
    """A radio button with a label, and a note under it."""

    def __init__(self, label: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.prepare(label, note)

    def draw_mark(self, painter: QPainter, place: QRectF) -> None:
        """Draw a circle, with a dot in it where it is chosen."""
        if self.isChecked():
            box(painter, place, _MARK / 2, colour("accent"))
            box(painter, place.adjusted(5.5, 5.5, -5.5, -5.5), 4, colour("on_accent"))
        else:
            box(painter, place, _MARK / 2, colour("surface"), colour("line_input"), 1.5)


class Switch(QCheckBox):
    """Yes or no, at once; ``clicked(bool)`` tells what a person chose. Its track stands flush with what is above it."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by_keyboard = False
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)
        self.setFont(font("body"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_on(self, on: bool) -> None:
        """Show the state of a refresh."""
        if on != self.isChecked():
            self.setChecked(on)

    def sizeHint(self) -> QSize:
        """Return the track, a gap and the label."""
        words = self.fontMetrics().horizontalAdvance(self.accessibleName()) + 4 if self.text() else -_BESIDE
        return QSize(_TRACK.width() + _BESIDE + words, 32)

    def minimumSizeHint(self) -> QSize:
        """Never cut the label off."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click on the label too."""
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the focus came from the keyboard."""
        self._by_keyboard = by_keyboard(event, self._by_keyboard)
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, knob and label."""
        painter = smooth(self)
        top = (self.height() - _TRACK.height()) // 2
        self._draw_track(painter, QRectF(placed(self, QRect(QPoint(0, top), _TRACK))))
        if self.text():
            painter.setPen(colour("text" if self.isEnabled() else "faint"))
            start = _TRACK.width() + _BESIDE
            words = placed(self, QRect(start, 0, self.width() - start, self.height()))
            middle = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, int(middle), self.accessibleName())
        painter.end()

    def _draw_track(self, painter: QPainter, track: QRectF) -> None:
        """Draw the track and the knob in it; the focus ring lies inside, where no edge of a card can cut it off."""
        place = track
        if self.hasFocus() and self._by_keyboard:
            focus_ring(painter, track, track.height() / 2)
            place = track.adjusted(3, 3, -3, -3)
        box(painter, place, place.height() / 2, colour(self._ground()))
        inset = 2 if place is not track else 3
        knob = place.adjusted(inset, inset, -inset, -inset)
        at_end = self.isChecked() == (self.layoutDirection() == Qt.LayoutDirection.LeftToRight)
        left = knob.right() - knob.height() if at_end else knob.left()
        knob = QRectF(left, knob.top(), knob.height(), knob.height())
        box(painter, knob, knob.height() / 2, colour("on_accent" if self.isChecked() else "surface"))

    def _ground(self) -> Token:
        if not self.isEnabled():
            return "line_strong"
        if self.underMouse():
            return "accent_hover" if self.isChecked() else "faint"
        return "accent" if self.isChecked() else "line_input"


class Checklist(Control):
    """Several of a set of options (or, if ``exclusive``, one); ``picked`` gives the chosen ids in the order shown."""

    picked = Signal(tuple)

    def __init__(
        self, options: Sequence[Option], *, columns: int = 1, exclusive: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._exclusive = exclusive
        self._rows: dict[str, QAbstractButton] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, option in enumerate(options):
            row = (RadioRow if exclusive else CheckRow)(option.label, option.note)
            row.setObjectName(f"option:{option.id}")
            row.clicked.connect(self._clicked)
            self._rows[option.id] = row
            grid.addWidget(row, place // columns, place % columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def focus_target(self) -> QWidget:
        """Return the first chosen row, or the first."""
        rows = self._rows
        return next((rows[value] for value in self.values()), next(iter(rows.values()), self))

    def set_name(self, name: str, description: str = "") -> None:
        """Name the group; each option keeps its own name."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def values(self) -> tuple[str, ...]:
        """Return the ids of the chosen options."""
        return tuple(value for value, row in self._rows.items() if row.isChecked())

    def set_values(self, values: Sequence[str]) -> None:
        """Show the choice of a refresh."""
        for row in self._rows.values():
            row.setAutoExclusive(False)
        for value, row in self._rows.items():
            row.setChecked(value in values)
        for row in self._rows.values():
            row.setAutoExclusive(self._exclusive)

    def _clicked(self) -> None:
        chosen = self.values()
        self.picked.emit(chosen)
        self.edited.emit(", ".join(chosen))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw nothing behind the rows."""
