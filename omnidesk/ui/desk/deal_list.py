"""Home: the deals that there are, a search as you type, and the way to the first deal.

It is on screen before the store is open, so it imports nothing that is slow; ``show_table`` brings the deals.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.desk.desk_side import DEALS, DeskSide
from omnidesk.ui.shortcuts import install
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.empty_state import EmptyState, centred
from omnidesk.ui.widgets.entries import SearchField
from omnidesk.ui.widgets.menu import Menu
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from omnidesk.ui.desk.deal_model import Query
    from omnidesk.ui.desk.deal_table import DealTable

ALL = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample deal that can be opened: the name of its file, its client, and what it shows."""

    file: str
    name: str
    note: str


class DealList(QWidget):
    """Search, filters, the table, and the empty places. Each signal gives what a person wants done."""

    new_wanted = Signal()
    sample_wanted = Signal(str)
    opened = Signal(str)
    copied = Signal(str)
    put_away = Signal(str, bool)
    theme_wanted = Signal()
    sheet_wanted = Signal()
    save_filter_wanted = Signal()

    def __init__(self, samples: Sequence[Sample], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples = tuple(samples)
        self.table: DealTable | None = None
        self.ready = False
        self.side = DeskSide()
        self.toast = Toast(self)
        self._title, self._count = Text(_("Deals"), "display"), Text(_("Opening your deals"), "body", "muted")
        self.search = SearchField(_("Search by client or title"))
        self.search.setObjectName("search-deals")
        self._stage = Choice([Option(ALL, _("Every stage"))])
        self._tier = Choice([Option(ALL, _("Every tier"))])
        self._new = Button(_("New deal"), "primary", icon="plus", hint="Ctrl+N")
        self._save = IconButton("bookmark-simple", _("Save this filter"), side=40)
        self._save.setObjectName("save-filter")
        self.places = QStackedWidget()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(0)
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            "folder-open",
            _("No deals yet"),
            _("Begin with the client you are talking to, or look around in one of the samples."),
            action=_("Create the first deal"),
            second=_("Open a sample deal"),
        )
        self._nothing = EmptyState(
            "magnifying-glass",
            _("Nothing found"),
            _("No deal fits the search and the filters."),
            action=_("Show all deals"),
        )
        self._empty.setObjectName("no-deals")
        self._lay_out()
        self._connect()

    def show_table(self, table: "DealTable", stages: Sequence[Option], tiers: Sequence[Option]) -> None:
        """Bring the deals, and what they can be filtered by."""
        self.table = table
        self._stage.set_options([Option(ALL, _("Every stage")), *stages])
        self._tier.set_options([Option(ALL, _("Every tier")), *tiers])
        self._stage.set_value(ALL)
        self._tier.set_value(ALL)
        self._card.body.addWidget(table)
        table.opened.connect(self.opened)
        self.search.found.connect(table.setFocus)
        table.copied.connect(self.copied)
        table.put_away.connect(self._put_away)
        table.asked.connect(self._open_menu)
        table.deals.loaded.connect(self._show_count)
        self._filter()

    def reload(self) -> None:
        """Read the deals again; the search stays."""
        if self.table is not None:
            self.table.deals.reload()

    def show_unopened(self) -> None:
        """Say that there are no deals to show, because they could not be opened."""
        self._count.setText(_("The deals could not be opened"))

    def finish(self) -> None:
        """Wait for what is being read; call it before the store is closed."""
        if self.table is not None:
            self.table.deals.finish()

    def open_samples(self) -> None:
        """Open the menu of sample deals."""
        menu = Menu(_("Sample deals"), self)
        menu.setObjectName("samples-menu")
        for sample in self._samples:
            menu.entry(f"{sample.name} – {_(sample.note)}", self._wants(sample), icon="file-text")
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.sender()
        corner = button if isinstance(button, QWidget) and button.isVisible() else self.side.samples
        menu.popup(corner.mapToGlobal(QPoint(0, corner.height() + 4)))

    def _wants(self, sample: Sample) -> Callable[[], None]:
        return lambda: self.sample_wanted.emit(sample.file)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self._title)
        words.addWidget(self._count)
        head.addLayout(words, 1)
        head.addWidget(self._new, 0, Qt.AlignmentFlag.AlignTop)
        self._filters = QWidget()
        filters = QHBoxLayout(self._filters)
        filters.setContentsMargins(0, 0, 0, 0)
        filters.setSpacing(12)
        filters.addWidget(self.search, 1)
        for choice in (self._stage, self._tier):
            choice.setFixedWidth(176)
            filters.addWidget(choice)
        filters.addWidget(self._save)
        self._card = Card(padding=8)
        self._waiting = QWidget()
        for page in (self._waiting, self._card, centred(self._empty), centred(self._nothing)):
            self._stack.addWidget(page)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(40, 28, 40, 24)
        column.setSpacing(20)
        column.addLayout(head)
        column.addWidget(self._filters)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        self.places.addWidget(listed)
        row.addWidget(self.places, 1)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._filter)
        self.search.edited.connect(self._typing.start)
        self._stage.setObjectName("filter-stage")
        self._tier.setObjectName("filter-tier")
        for choice, name in ((self._stage, _("Stage")), (self._tier, _("Tier"))):
            choice.edited.connect(self._filter)
            choice.set_name(name)
        self.side.theme.clicked.connect(self.theme_wanted)
        self.side.keys.clicked.connect(self.sheet_wanted)
        self._new.clicked.connect(self.new_wanted)
        self._new.setObjectName("new-deal")
        self._empty.acted.connect(self.new_wanted)
        self._empty.acted_second.connect(self.open_samples)
        self._nothing.acted.connect(self._show_all)
        self.side.samples.clicked.connect(self.open_samples)
        self.side.archived_wanted.connect(self._filter)
        self._save.clicked.connect(self.save_filter_wanted)
        install(self, "desk", {"new": self.new_wanted.emit, "search": self._begin_search})

    def _filter(self) -> None:
        if self.table is None:
            return
        from omnidesk.ui.desk.deal_model import Query, filtered

        before: Query = self.table.deals.query
        stage, tier = self._stage.value(), self._tier.value()
        self.table.deals.show_query(
            filtered(before, self.search.text(), stage, tier, archived=self.side.shows_archived())
        )

    def show_query(self, query: "Query") -> None:
        """Show what a saved filter finds."""
        self.search.set_text(query.wanted.text)
        for choice, values in ((self._stage, query.wanted.stages), (self._tier, query.wanted.tiers)):
            choice.set_value(values[0] if values else ALL)
        self.side.go_to_deals(archived=bool(query.wanted.archived))
        if self.table is not None:
            self.table.show_query(query)

    def _begin_search(self) -> None:
        if self.side.place() != DEALS:
            self.side.go_to_deals()
        self.search.setFocus()

    def _show_all(self) -> None:
        self.search.set_text("")
        self._stage.set_value(ALL)
        self._tier.set_value(ALL)
        self._filter()

    def _show_count(self, total: int) -> None:
        self.ready = True
        archived = self.side.shows_archived()
        narrowed = bool(self.search.text().strip() or self._stage.value() or self._tier.value())
        self._title.setText(_("Archived deals") if archived else _("Deals"))
        told = _("1 deal") if total == 1 else _("{count} deals").format(count=f"{total:,}")
        first = not (total or narrowed or archived)
        self._count.setText(_("What you offer, and to whom.") if first else told)
        self._filters.setVisible(not first)
        self._save.setEnabled(narrowed)
        self._new.setVisible(not first)
        self._stack.setCurrentIndex(1 if total else 2 if first else 3)
        at_home = self.places.currentIndex() == 0
        if self.table is not None and at_home and not self.search.focus_target().hasFocus():
            (self.table if total else self._empty.button if first else self.search).setFocus()

    def _put_away(self, deal_id: str) -> None:
        self.put_away.emit(deal_id, not self.side.shows_archived())

    def _open_menu(self, deal_id: str, place: QPoint) -> None:
        menu = Menu(_("Deal"), self)
        menu.setObjectName("deal-menu")
        archived = self.side.shows_archived()
        menu.entry(_("Open"), lambda: self.opened.emit(deal_id), icon="folder-open")
        menu.entry(_("Duplicate"), lambda: self.copied.emit(deal_id), icon="copy")
        name = _("Bring back from the archive") if archived else _("Archive")
        menu.entry(name, lambda: self._put_away(deal_id), icon="archive")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
