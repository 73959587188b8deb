"""Cards with a head: a title with an icon and a sentence, room on the right, and a part that can be switched off."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.checks import Switch
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import BalancedText, Text

CHIP = 36
"""Height of the chip behind an icon, in pixels: a title that stands alone is beside its middle."""


class Section(Card):
    """A card with a title and a sentence; put children into ``content`` and small things of the head into ``side``."""

    def __init__(self, title: str, about: str = "", *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title, self.about = Text(title, "heading", wrap=True), _About(about, "small", "muted")
        set_shown(self.about, bool(about))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.about)
        words.addStretch(1)
        self.side = QHBoxLayout()
        self.side.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(14)
        if icon:
            head.addWidget(Icon(icon, "accent_text", 18, chip="accent_soft"), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addLayout(self.side)
        self.holder = QWidget()
        self.content = QVBoxLayout(self.holder)
        self.content.setContentsMargins(0, 8, 0, 0)
        self.content.setSpacing(16)
        self.body.addLayout(head)
        self.body.addWidget(self.holder)
        self._has_icon = bool(icon)

    def showEvent(self, event: QShowEvent) -> None:
        """Place the title."""
        super().showEvent(event)
        self.place_title()

    def place_title(self) -> None:
        """Put a title that stands alone beside the middle of its icon."""
        self.title.setMinimumHeight(CHIP if self._has_icon and self.about.isHidden() else 0)


class _About(BalancedText):
    """The sentence of a section, which may come and go while the section is in sight."""

    def showEvent(self, event: QShowEvent) -> None:
        """Let the title stand over the sentence."""
        super().showEvent(event)
        section = self.parentWidget()
        if isinstance(section, Section):
            section.place_title()


class SwitchSection(Section):
    """A section that is on or off; ``switched`` tells what a person wants, ``set_on`` shows what is."""

    switched = Signal(bool)

    def __init__(self, title: str, about: str = "", *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, about, icon=icon, parent=parent)
        self._amount, self._note = Text("", "heading", tabular=True), Text("", "caption", "muted")
        figures = QVBoxLayout()
        figures.setSpacing(0)
        for label in (self._amount, self._note):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            figures.addWidget(label)
        self.switch = Switch("")
        self.switch.setAccessibleName(title)
        self.switch.clicked.connect(self.switched)
        self.side.addLayout(figures)
        self.side.addWidget(self.switch)
        self.content.insertWidget(0, Rule())
        self.holder.hide()

    def set_on(self, on: bool, amount: str = "", note: str = "") -> None:
        """Show the section open or folded, and what it comes to."""
        self.switch.set_on(on)
        set_shown(self.holder, on)
        self._amount.show_text(amount)
        self._note.show_text(note)


def side_by_side(*widgets: QWidget, stretch: Sequence[int] = (), spacing: int = 16) -> QHBoxLayout:
    """Return a row in which widgets stand at the top, side by side, equally wide unless ``stretch`` says otherwise."""
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, stretch[place] if stretch else 1)
    return row


def held(*layouts: QLayout) -> QWidget:
    """Return a widget that holds layouts one under the other."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for layout in layouts:
        column.addLayout(layout)
    return holder
