"""A list of rows that can grow and shrink, with the buttons that add one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.flow import Flow
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.text import Text

LABELS = 25
"""Room for the labels over a row's inputs, so that the button that removes the row stands beside the inputs."""


class RowList(QWidget):
    """Rows made by ``make`` for their place; ``removed`` gives a place, ``added`` the id of what is to be added.

    ``gone`` gives a row's widget just before it is deleted, so that whoever knows its inputs forgets them.
    """

    removed = Signal(int)
    added = Signal(str)
    gone = Signal(QWidget)

    def __init__(
        self, make: Callable[[int], QWidget], remove: str, *, empty: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make, self._remove = make, remove
        self._rows: list[tuple[QWidget, QWidget]] = []
        self._offers: tuple[Option, ...] = ()
        self._empty = Text(empty, "small", "muted", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        holder = QWidget()
        self._buttons = Flow(holder)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self._empty)
        outer.addLayout(self._column)
        outer.addWidget(holder)

    def set_count(self, count: int) -> None:
        """Show so many rows; those that stay are left alone."""
        while len(self._rows) > count:
            frame, row = self._rows.pop()
            self.gone.emit(row)
            self._column.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        while len(self._rows) < count:
            self._add_row(len(self._rows))
        self._empty.setVisible(not count and bool(self._empty.text()))

    def set_offers(self, offers: Sequence[Option]) -> None:
        """Offer what can be added, each with a button."""
        if tuple(offers) == self._offers:
            return
        self._offers = tuple(offers)
        while item := self._buttons.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for offer in offers:
            button = Button(offer.label, "secondary", icon="plus", small=True)
            button.setObjectName(f"add:{offer.id}")
            button.setToolTip(offer.note)
            button.clicked.connect(lambda _on=False, chosen=offer.id: self._ask_for(chosen))
            self._buttons.addWidget(button)

    def row(self, place: int) -> QWidget:
        """Return the widget that ``make`` made for a place."""
        return self._rows[place][1]

    def __len__(self) -> int:
        return len(self._rows)

    def _ask_for(self, chosen: str) -> None:
        before = len(self._rows)
        self.added.emit(chosen)
        if len(self._rows) > before:
            _focus_first(self._rows[-1][1])

    def _add_row(self, place: int) -> None:
        row, frame = self._make(place), QWidget()
        remove = IconButton("trash", self._remove)
        remove.setObjectName(f"remove:{place}")
        remove.clicked.connect(lambda: self.removed.emit(place))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(row, 1)
        beside = QVBoxLayout()
        beside.addSpacing(LABELS)
        beside.addWidget(remove)
        beside.addStretch(1)
        line.addLayout(beside)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(line)
        column.addWidget(Rule())
        self._rows.append((frame, row))
        self._column.addWidget(frame)


def _focus_first(row: QWidget) -> None:
    """Put the keyboard into a row's first input: the button that added the row may be gone."""
    for child in row.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled() and not child.isHidden():
            child.setFocus(Qt.FocusReason.TabFocusReason)
            return
