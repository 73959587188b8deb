"""The shape that the dialogs of approvals share: a head, what scrolls, a note, and buttons at the foot."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.notice import Notice, NoticeTone
from omnidesk.ui.widgets.rows import KeyValueRows, Row, Rule
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.approvals import Fact

WIDTH, SIDE, TALLEST, LEAST, FRAME = 720, 32, 820, 480, 40
AROUND = 28 + 77 + 76
"""Pixels above and below what scrolls."""


class Sheet(QDialog):
    """Put parts into ``column`` and buttons into ``foot``, then call ``fit``."""

    def __init__(self, name: str, title: str, words: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.note = Notice()
        page = QWidget()
        self.column = QVBoxLayout(page)
        self.column.setContentsMargins(0, 0, 0, 16)
        self.column.setSpacing(18)
        self.column.addLayout(_head(title, words, icon))
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(SIDE, 16, SIDE, 20)
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 28, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(PageScroll(page, lambda _width: SIDE), 1)
        self._told = QWidget()
        told = QVBoxLayout(self._told)
        told.setContentsMargins(SIDE, 12, SIDE, 16)
        told.addWidget(self.note)
        self._told.hide()
        whole.addWidget(self._told)
        whole.addWidget(Rule())
        whole.addLayout(self.foot)

    def add_facts(self, facts: Sequence[Fact]) -> None:
        """Add lines of names and values."""
        self.column.addWidget(KeyValueRows([Row(each.name, each.value, strong=each.strong) for each in facts]))

    def add_button(self, label: str, name: str, kind: str = "secondary") -> Button:
        """Add a button at the foot."""
        button = Button(label, "primary" if kind == "primary" else "secondary")
        button.setObjectName(name)
        self.foot.addWidget(button)
        return button

    def say(self, words: str, tone: NoticeTone) -> None:
        """Tell something above the buttons, where it is seen however long the rest is; empty: nothing more."""
        before = self._told.sizeHint().height() if self._told.isVisible() else 0
        self.note.show_notice(words, tone)
        self._told.setVisible(bool(words))
        told = self._told.heightForWidth(self.width()) if words else 0
        self.resize(self.width(), max(self.height(), min(self._tallest(), self.height() + told - before)))
        self.setAccessibleDescription(words)

    def fit(self) -> None:
        """Take the size that the parts need, as far as a screen has it."""
        self.column.addStretch(1)
        wanted = self.column.totalHeightForWidth(WIDTH - 2 * SIDE) + AROUND
        self.resize(WIDTH, min(self._tallest(), wanted))

    def _tallest(self) -> int:
        """Return how high the sheet may be on this screen, with its frame."""
        return min(TALLEST, max(self.screen().availableGeometry().height() - FRAME, LEAST))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.end()


def _head(title: str, words: str, icon: str) -> QHBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(Text(title, "title", wrap=True))
    column.addWidget(Text(words, "body", "muted", wrap=True))
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(Icon(icon, "accent_text", 22, chip="accent_soft"), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(column, 1)
    return row
