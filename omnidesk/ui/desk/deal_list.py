"""Home: the deals that there are, a search as you type, and the way to the first deal.

It is on screen before the store is open, so it imports nothing that is slow; ``show_table`` brings the deals.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.desk.desk_side import CLIENTS, DEALS, DeskSide
from omnidesk.ui.shortcuts import install
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from omnidesk.ui.desk.deal_model import Query
    from omnidesk.ui.desk.deal_table import DealTable
    from omnidesk.ui.widgets.choice import Option
    from omnidesk.ui.widgets.empty_state import EmptyState
    from omnidesk.ui.widgets.search_field import SearchField
    from omnidesk.ui.widgets.toast import Toast


class Sample(msgspec.Struct, frozen=True):
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
    save_filter_wanted = Signal()
    reload_wanted = Signal()
    search_wanted = Signal()
    explanation_wanted = Signal(str, QWidget, QRect)

    def __init__(self, samples: Sequence[Sample], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._samples = tuple(samples)
        self.table: DealTable | None = None
        self.ready = False
        self._empty_pages: dict[EmptyState, QWidget] = {}
        self.side = DeskSide()
        self._title, self._count = Text(_("Deals"), "display"), Text(_("Opening your deals"), "body", "muted")
        self.places = QStackedWidget()
        self._stack = QStackedWidget()
        self._welcome: QWidget | None = None
        self._lay_out()
        self._connect()

    @cached_property
    def toast(self) -> "Toast":
        """The short message over the deals."""
        from omnidesk.ui.widgets.toast import Toast

        return Toast(self)

    @property
    def search(self) -> "SearchField":
        """The search; there with the table."""
        return self._filters.search

    def show_table(self, table: "DealTable", stages: "Sequence[Option]", tiers: "Sequence[Option]") -> None:
        """Bring the deals, and what they can be filtered by."""
        from omnidesk.ui.desk.filter_row import FilterRow

        self._filters: FilterRow = FilterRow(stages, tiers)
        self._filters.edited.connect(self._filter)
        self._filters.save_wanted.connect(self.save_filter_wanted)
        self._column.insertWidget(1, self._filters)
        self.table = table
        self._card.body.addWidget(table)
        table.opened.connect(self.opened)
        self.search.found.connect(table.setFocus)
        table.copied.connect(self.copied)
        table.put_away.connect(self._put_away)
        table.asked.connect(self._open_menu)
        table.deals.loaded.connect(self._show_count)
        self._filter()

    def show_welcome(self, page: QWidget | None) -> None:
        """Show a page of one's own while there is no deal; None: the usual one."""
        before, self._welcome = self._welcome, page
        if page is not None:
            self._stack.addWidget(page)
        elif before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
            self.reload()

    def reload(self) -> None:
        """Read the deals again, and what stands beside them; the search stays."""
        self.reload_wanted.emit()
        if self.table is not None:
            self.table.deals.reload()

    def show_unopened(self, page: QWidget | None = None) -> None:
        """Say that there are no deals to show, because they could not be opened; ``page`` says why and what to do."""
        self._count.setText(_("The deals could not be opened"))
        self.side.new.setVisible(page is None)
        if page is not None:
            self._stack.addWidget(page)
            self._stack.setCurrentWidget(page)

    def show_opening(self) -> None:
        """Say that the deals are being opened once more."""
        self._count.setText(_("Opening your deals"))
        self._stack.setCurrentWidget(self._waiting)

    def explain_figure(self, figure: str, beside: QWidget, place: QRect) -> None:
        """Ask how an amount came about that something on the desk shows at a place."""
        self.explanation_wanted.emit(figure, beside, place)

    def finish(self) -> None:
        """Wait for what is being read; call it before the store is closed."""
        if self.table is not None:
            self.table.deals.finish()

    def open_samples(self) -> None:
        """Open the menu of sample deals."""
        from omnidesk.ui.widgets.menu import Menu

        menu = Menu(_("Sample deals"), self)
        menu.setObjectName("samples-menu")
        for sample in self._samples:
            menu.entry(f"{sample.name} – {_(sample.note)}", self._wants(sample), icon="file-text")
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.sender()
        corner = button if isinstance(button, QWidget) and button.isVisible() else self.side.more
        above = corner is self.side.more
        menu.popup(corner.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4 if above else corner.height() + 4)))

    def _wants(self, sample: Sample) -> Callable[[], None]:
        return lambda: self.sample_wanted.emit(sample.file)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addWidget(self._title)
        head.addWidget(self._count)
        self._card = Card(padding=8)
        self._waiting = QWidget()
        for page in (self._waiting, self._card):
            self._stack.addWidget(page)
        listed = QWidget()
        self._column = column = QVBoxLayout(listed)
        column.setContentsMargins(40, 28, 40, 24)
        column.setSpacing(20)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        self.places.addWidget(listed)
        row.addWidget(self.places, 1)

    def _connect(self) -> None:
        side = self.side
        side.new.clicked.connect(self.new_wanted)
        side.offer("samples", self.open_samples)
        side.archived_wanted.connect(self._filter)
        acts = {act: partial(side.do, act) for act in ("open_file", "import", "export")}
        install(self, "desk", {"new": self.new_wanted.emit, "search": self._begin_search, "place": side.go_to, **acts})

    def _filter(self) -> None:
        if self.table is None:
            return
        from omnidesk.ui.desk.deal_model import Query, filtered

        before: Query = self.table.deals.query
        stage, tier = self._filters.stage(), self._filters.tier()
        self.table.deals.show_query(
            filtered(before, self.search.text(), stage, tier, archived=self.side.shows_archived())
        )

    def show_query(self, query: "Query") -> None:
        """Show what a saved filter finds."""
        from omnidesk.ui.desk.filter_row import ASKED

        stage, tier = ((*values, "")[0] for values in (query.wanted.stages, query.wanted.tiers))
        self._filters.show_values(query.wanted.text, ASKED if query.wanted.asked else stage, tier)
        self.side.go_to_deals(archived=bool(query.wanted.archived))
        if self.table is not None:
            self.table.show_query(query)

    def _begin_search(self) -> None:
        if self.side.place() == CLIENTS:
            self.search_wanted.emit()
            return
        if self.side.place() != DEALS:
            self.side.go_to_deals()
        if self.table is not None:
            self.search.setFocus()

    def _show_all(self) -> None:
        self._filters.show_values()
        self._filter()

    def _show_count(self, total: int) -> None:
        self.ready = True
        archived = self.side.shows_archived()
        self._title.setText(_("Archived deals") if archived else _("Deals"))
        told = _("1 deal") if total == 1 else _("{count} deals").format(count=f"{total:,}")
        nothing = not (total or self._filters.narrows())
        first = nothing and not archived
        self._count.setText(_("What you offer, and to whom.") if first else told)
        self._filters.setVisible(not nothing)
        self._filters.offer_saving()
        if total or not archived:
            self.side.new.setVisible(not first)
        self._stack.setCurrentWidget(self._card if total else self._empty_page(nothing=nothing, archived=archived))
        at_home = self.places.currentIndex() == 0
        if self.table is not None and at_home and not self.search.focus_target().hasFocus():
            begins = self._welcome or self._empty.button if first else self.side
            (self.table if total else begins if nothing else self.search).setFocus()

    def _empty_page(self, *, nothing: bool, archived: bool) -> QWidget:
        from omnidesk.ui.widgets.empty_state import centred

        if nothing and not archived and self._welcome is not None:
            return self._welcome
        state = (self._put_away_none if archived else self._empty) if nothing else self._nothing
        if state not in self._empty_pages:
            self._empty_pages[state] = centred(state)
            self._stack.addWidget(self._empty_pages[state])
        return self._empty_pages[state]

    @cached_property
    def _empty(self) -> "EmptyState":
        from omnidesk.ui.widgets.empty_state import EmptyState

        told = _("Begin with the client you are talking to, or look around in one of the samples.")
        action, second = _("Create the first deal"), _("Open a sample deal")
        state = EmptyState("folder-open", _("No deals yet"), told, action=action, second=second)
        state.setObjectName("no-deals")
        state.acted.connect(self.new_wanted)
        state.acted_second.connect(self.open_samples)
        return state

    @cached_property
    def _put_away_none(self) -> "EmptyState":
        from omnidesk.ui.widgets.empty_state import EmptyState

        told = _("Deals that you put away rest here, with all their versions, until you bring them back.")
        return EmptyState("archive", _("The archive is empty"), told)

    @cached_property
    def _nothing(self) -> "EmptyState":
        from omnidesk.ui.widgets.empty_state import EmptyState

        told = _("No deal fits the search and the filters.")
        state = EmptyState("magnifying-glass", _("Nothing found"), told, action=_("Show all deals"))
        state.acted.connect(self._show_all)
        return state

    def _put_away(self, deal_id: str) -> None:
        self.put_away.emit(deal_id, not self.side.shows_archived())

    def _open_menu(self, deal_id: str, place: QPoint) -> None:
        from omnidesk.ui.widgets.menu import Menu

        menu = Menu(_("Deal"), self)
        menu.setObjectName("deal-menu")
        archived = self.side.shows_archived()
        menu.entry(_("Open"), lambda: self.opened.emit(deal_id), icon="folder-open")
        menu.entry(_("Duplicate"), lambda: self.copied.emit(deal_id), icon="copy")
        name = _("Bring back from the archive") if archived else _("Archive")
        menu.entry(name, lambda: self._put_away(deal_id), icon="archive")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
