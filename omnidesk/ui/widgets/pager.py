"""Leafs through a list that is longer than what is shown of it at a time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.widgets.button import IconButton
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.shown import set_shown


class Pager(QWidget):
    """Arrows back and on, and between them which rows are shown of how many; ``turned`` gives the first one wanted."""

    turned = Signal(int)
    back: IconButton
    on: IconButton
    leaves: Choice

    def __init__(self, at_once: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at_once, self._first, self._count = at_once, 0, 0
        self.hide()

    def _build(self) -> None:
        """Make the parts when they are first wanted: most lists are short."""
        self.back, self.on = IconButton("caret-left", _("Earlier rows")), IconButton("caret-right", _("Later rows"))
        self.back.setObjectName("rows:back")
        self.on.setObjectName("rows:on")
        self.leaves = Choice()
        self.leaves.setObjectName("rows:leaf")
        self.leaves.set_name(_("Rows shown"))
        self.leaves.setFixedWidth(200)
        self.back.clicked.connect(lambda: self.turned.emit(self._first - self._at_once))
        self.on.clicked.connect(lambda: self.turned.emit(self._first + self._at_once))
        self.leaves.edited.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.back, self.leaves, self.on):
            row.addWidget(part)

    def show_rows(self, first: int, count: int) -> None:
        """Tell where in a list of ``count`` rows we are; a list that is shown whole needs no leafing."""
        set_shown(self, count > self._at_once)
        if count > self._at_once:
            if self.layout() is None:
                self._build()
            if count != self._count:
                self.leaves.set_options([self._leaf(place, count) for place in range(0, count, self._at_once)])
            self.leaves.set_value(str(first))
            self.back.setEnabled(first > 0)
            self.on.setEnabled(first + self._at_once < count)
        self._first, self._count = first, count

    def _choose(self, first: str) -> None:
        self.turned.emit(int(first))

    def _leaf(self, first: int, count: int) -> Option:
        last = min(first + self._at_once, count)
        words = _("{first} to {last} of {count}")
        return Option(str(first), words.format(first=f"{first + 1:,}", last=f"{last:,}", count=f"{count:,}"))
