"""A list of rows that can grow and shrink, with the buttons that add one; of a long list a few are there at a time."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.flow import Flow
from omnidesk.ui.widgets.pager import Pager
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.text import Text

LABELS = 25
"""Room for the labels over a row's inputs, so that the button that removes the row stands beside the inputs."""
AT_ONCE = 12
"""Rows that are there at a time; a longer list is leafed through."""
SOON, SLICE = 4, 0.008
"""Rows that are made at once, and the seconds after which the making of more lets the window answer."""
REST = 60
"""Milliseconds without a change after which rows under way are made on: who types or moves a slider goes first."""
FEW = 8
"""So many offers have a button each; more are chosen from a list."""


class TableRow(QWidget):
    """A row of one line, of whose labels only the first row of a list shows any."""

    def __init__(self, line: QLayout | None = None) -> None:
        super().__init__()
        if line is not None:
            line.setContentsMargins(0, 0, 0, 0)
            self.setLayout(line)

    def show_head(self, shown: bool) -> None:
        """Show the labels over the inputs or not."""
        for field in self.findChildren(Field):
            field.show_head(shown)


class RowList(QWidget):
    """Rows made by ``make`` for their place; ``removed`` gives a place, ``added`` the id of what is to be added.

    ``path`` is where the rows stand in the deal. ``gone`` gives a row's widget just before it is deleted, so that
    whoever knows its inputs forgets them; ``turned`` tells that other rows are there and wait for what they show.
    """

    removed = Signal(int)
    added = Signal(str)
    gone = Signal(QWidget)
    turned = Signal()

    def __init__(
        self,
        make: Callable[[int], QWidget],
        remove: str,
        *,
        path: str = "",
        empty: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.path = path
        self._make, self._remove = make, remove
        self._rows: list[tuple[QWidget, QWidget]] = []
        self._first = self._count = 0
        self._wanted = -1
        self._offers: tuple[Option, ...] = ()
        self._empty = Text(empty, "small", "muted", wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self.pager = Pager(AT_ONCE)
        self.pager.turned.connect(self._turn)
        holder = QWidget()
        self._buttons = Flow(holder)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addWidget(self._empty)
        outer.addLayout(self._column)
        outer.addWidget(self.pager, 0, Qt.AlignmentFlag.AlignLeading)
        outer.addWidget(holder)

    def set_count(self, count: int) -> None:
        """Let there be so many rows; those in sight that stay are left alone, many new ones come in slices."""
        grown, under_way, self._count = count > self._count > 0, self._timer.isActive(), count
        last = max(count - 1, 0) // AT_ONCE * AT_ONCE
        if self._first > last or (grown and self._wanted == count - 1 and self._first != last):
            self._clear()
            self._first = last
        while len(self._rows) > self._due():
            self._drop_last()
        while len(self._rows) < self._due() and (self._due() <= SOON or self._due() - len(self._rows) == 1):
            self._add_row()
        if len(self._rows) < self._due():
            self._timer.start(REST if under_way else 0)
        self.pager.show_rows(self._first, count)
        self._empty.setVisible(not count and bool(self._empty.text()))

    def set_offers(self, offers: Sequence[Option]) -> None:
        """Offer what can be added, each with a button, or many in a list."""
        if tuple(offers) == self._offers:
            return
        self._offers = tuple(offers)
        while item := self._buttons.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        if len(offers) > FEW:
            self._buttons.addWidget(self._list_of(offers))
            return
        for offer in offers:
            button = Button(offer.label, "secondary", icon="plus", small=True)
            button.setObjectName(f"add:{offer.id}")
            button.setToolTip(offer.note)
            button.clicked.connect(lambda _on=False, chosen=offer.id: self._ask_for(chosen))
            self._buttons.addWidget(button)

    def places(self) -> range:
        """Return the places whose rows are there now."""
        return range(self._first, self._first + len(self._rows))

    def row(self, place: int) -> QWidget:
        """Return the widget that ``make`` made for a place that is there."""
        return self._rows[place - self._first][1]

    def bring(self, path: str) -> None:
        """Let the row be there that a path of the deal belongs to."""
        number = path.removeprefix(f"{self.path}.").partition(".")[0]
        if not self.path or not path.startswith(f"{self.path}.") or not number.isdigit():
            return
        place = int(number)
        if place < self._count and place not in self.places():
            self._turn(place // AT_ONCE * AT_ONCE)
            while len(self._rows) < self._due():
                self._add_row()
            self._go_on()

    def __len__(self) -> int:
        return self._count

    def _list_of(self, offers: Sequence[Option]) -> Choice:
        choice = Choice(offers, placeholder=_("Add one more"))
        choice.setObjectName("add")
        choice.set_name(_("Add one more"))
        choice.setMinimumWidth(240)

        def take(chosen: str) -> None:
            choice.set_value("")
            self._ask_for(chosen)

        choice.edited.connect(take)
        return choice

    def _due(self) -> int:
        """How many rows belong on this leaf."""
        return min(self._count - self._first, AT_ONCE)

    def _turn(self, first: int) -> None:
        if first != self._first:
            self._clear()
            self._first = first
            self.pager.show_rows(first, self._count)
            self._timer.start(0)

    def _clear(self) -> None:
        self._timer.stop()
        while self._rows:
            self._drop_last()

    def _go_on(self) -> None:
        """Make rows for a slice of time, and let them be filled."""
        limit = time.perf_counter() + SLICE
        while len(self._rows) < self._due() and time.perf_counter() < limit:
            self._add_row()
        self.turned.emit()
        if len(self._rows) < self._due():
            self._timer.start(0)
        elif self._wanted in self.places():
            self._focus_wanted()

    def _focus_wanted(self) -> None:
        wanted, self._wanted = self._wanted, -1
        _focus_first(self.row(wanted))

    def _ask_for(self, chosen: str) -> None:
        before, self._wanted = self._count, self._count
        self.added.emit(chosen)
        if self._count == before:
            self._wanted = -1
        elif self._wanted in self.places():
            self._focus_wanted()

    def _drop_last(self) -> None:
        frame, row = self._rows.pop()
        self.gone.emit(row)
        self._column.removeWidget(frame)
        frame.hide()
        frame.deleteLater()

    def _add_row(self) -> None:
        place = self._first + len(self._rows)
        row, frame = self._make(place), QWidget()
        headless = isinstance(row, TableRow) and bool(self._rows)
        if isinstance(row, TableRow):
            row.show_head(not headless)
        remove = IconButton("trash", self._remove)
        remove.setObjectName(f"remove:{place}")
        remove.clicked.connect(lambda: self.removed.emit(place))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(row, 1)
        beside = QVBoxLayout()
        beside.addSpacing(2 if headless else LABELS)
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
