"""The sheet of all shortcuts, opened by ``?``."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.shortcuts import Place, places, shortcuts
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, placed, smooth
from omnidesk.ui.theme.tokens import RADIUS_SMALL
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.text import Text

COLUMNS: tuple[tuple[Place, ...], ...] = (
    ("wizard", "marks", "clauses"),
    ("window", "desk"),
    ("list", "board", "clients", "slides"),
)

CAP, GAP = 26, 6
"""Height of a key, and between two."""


class KeyCaps(QWidget):
    """The keys or chords that do one thing, side by side, each drawn as a key."""

    def __init__(self, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        measure = QFontMetrics(font("label"))
        self._widths = [max(measure.horizontalAdvance(each) + 16, CAP) for each in keys]
        self.setAccessibleName(", ".join(keys))
        self.setFixedSize(sum(self._widths) + GAP * (len(keys) - 1), CAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the keys."""
        painter = smooth(self)
        painter.setFont(font("label"))
        left = 0
        for keys, width in zip(self._keys, self._widths, strict=True):
            place = placed(self, QRect(left, 0, width, CAP))
            box(painter, place.toRectF(), RADIUS_SMALL, colour("sunken"), colour("line_strong"))
            painter.setPen(colour("text"))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), keys)
            left += width + GAP
        painter.end()


class ShortcutSheet(Dialog):
    """Lists the shortcuts in columns."""

    icon = "keyboard"

    def __init__(self, parent: QWidget | None = None) -> None:
        words = _("Everything can be done by keyboard: Tab goes from field to field.")
        super().__init__(_("Keyboard shortcuts"), words, accept=_("Close"), parent=parent)
        self.setObjectName("shortcut-sheet")
        row = QHBoxLayout()
        row.setSpacing(48)
        for groups in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(20)
            for place in groups:
                column.addLayout(_group(place))
            column.addStretch(1)
            row.addLayout(column, 1)
        self.body.insertLayout(1, row)


def _group(place: Place) -> QVBoxLayout:
    group = QVBoxLayout()
    group.setSpacing(6)
    group.addWidget(Text(places()[place], "overline", "muted"))
    grid = QGridLayout()
    grid.setVerticalSpacing(6)
    grid.setHorizontalSpacing(24)
    for line, shortcut in enumerate(each for each in shortcuts() if each.place == place):
        grid.addWidget(Text(shortcut.says), line, 0)
        grid.addWidget(KeyCaps(shortcut.shown()), line, 1, Qt.AlignmentFlag.AlignTrailing)
    grid.setColumnStretch(0, 1)
    group.addLayout(grid)
    return group
