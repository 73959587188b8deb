"""The sheet of all shortcuts, opened by ``?``."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.shortcuts import Keys, Place, places, shortcuts
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.theme.tokens import RADIUS_SMALL
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.text import Text

COLUMNS: tuple[tuple[Place, ...], ...] = (
    ("wizard", "marks", "clauses"),
    ("window", "desk"),
    ("list", "board", "clients", "slides"),
)


class KeyCap(QWidget):
    """One key or chord, drawn as a key."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(keys)
        self.setFont(font("label"))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the size of the words with room around them."""
        return QSize(max(QFontMetrics(font("label")).horizontalAdvance(self.accessibleName()) + 16, 26), 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the key."""
        painter = smooth(self)
        box(painter, self.rect().toRectF(), RADIUS_SMALL, colour("sunken"), colour("line_strong"))
        painter.setPen(colour("text"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.accessibleName())
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
        grid.addLayout(_caps(shortcut), line, 1)
    grid.setColumnStretch(0, 1)
    group.addLayout(grid)
    return group


def _caps(shortcut: Keys) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addStretch(1)
    for keys in shortcut.shown():
        row.addWidget(KeyCap(keys))
    return row
