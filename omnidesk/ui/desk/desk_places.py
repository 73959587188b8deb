"""What happens on the desk beside the list: board, overview and clients are read, deals are moved, filters kept."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError
from omnidesk.domain.lifecycle import Stage
from omnidesk.i18n import _
from omnidesk.operations.outcomes import IssueFirstError, move_to
from omnidesk.store.deals import DealRow
from omnidesk.store.saved_filters import SavedFilter, forget_filter, save_filter, saved_filters
from omnidesk.ui.background import Background
from omnidesk.ui.desk.board import Board
from omnidesk.ui.desk.deal_list import DealList
from omnidesk.ui.desk.deal_model import Query
from omnidesk.ui.desk.desk_explaining import DeskExplaining
from omnidesk.ui.desk.desk_reading import DeskReader
from omnidesk.ui.desk.desk_side import CLIENTS, DEALS, OVERVIEW, PIPELINE
from omnidesk.ui.desk.name_dialog import NameDialog
from omnidesk.ui.desk.overview import OverviewPage
from omnidesk.ui.services import Ask, Question
from omnidesk.wizard.desk_board import BoardCard, BoardColumn, moved_words
from omnidesk.wizard.desk_overview import Overview
from omnidesk.wizard.desk_words import refusal, stage_name
from omnidesk.wizard.explain import Explanation

if TYPE_CHECKING:
    from omnidesk.ui.desk.clients.book import AddressBook

Failed = Callable[[Exception], None]


class DeskPlaces(QObject):
    """Brings board, overview, clients and saved filters to a desk whose store is open; all is read in the background.

    ``issue_wanted`` gives a deal that is to be issued, ``success_wanted`` one whose success is to be seen,
    ``deal_wanted`` the client that a new deal is for.
    """

    issue_wanted = Signal(str)
    success_wanted = Signal(str)
    deal_wanted = Signal(object)

    def __init__(self, home: DealList, reader: DeskReader, ask: Ask, failed: Failed) -> None:
        super().__init__(home)
        self._home, self._reader, self._ask, self._failed = home, reader, ask, failed
        self._background = Background(self, threads=1)
        self._filters: dict[str, SavedFilter] = {}
        self._currency = ""
        self.board: Board | None = None
        self.overview: OverviewPage | None = None
        self.book: AddressBook | None = None
        self.explaining = DeskExplaining(home, lambda: self._reader, self._background, self._headlines, failed)
        home.explanation_wanted.connect(self.explaining.open)
        home.side.place_wanted.connect(self.show_place)
        home.reload_wanted.connect(self.reload)
        home.search_wanted.connect(self._begin_search)
        home.save_filter_wanted.connect(self.ask_filter_name)
        home.side.filters.chosen.connect(self.show_filter)
        home.side.filters.forgotten.connect(self.forget_filter)
        self._run(lambda: saved_filters(reader.store), self._show_filters)
        if home.side.place() != DEALS:
            self.show_place(home.side.place())

    def price_with(self, catalog: Catalog) -> None:
        """Draw the desk by another catalog from now on."""
        self._reader = DeskReader(self._reader.store, catalog, self._reader.formatter)

    def finish(self) -> None:
        """Wait for what is being read; call it before the store is closed."""
        self._background.finish()
        if self.book is not None:
            self.book.finish()

    def reload(self) -> None:
        """Read again what is on screen."""
        place = self._home.side.place()
        if place == PIPELINE:
            self._read_board()
        elif place == OVERVIEW:
            self._read_overview()
        elif place == CLIENTS:
            self._book().reload()

    def show_place(self, place: str) -> None:
        """Go to a place of the desk."""
        page: QWidget | None = None
        if place == PIPELINE:
            page = self._board()
        elif place == OVERVIEW:
            page = self._overview()
        elif place == CLIENTS:
            page = self._book().page
        places = self._home.places
        if page is None:
            places.setCurrentIndex(0)
            self._home.reload()
            return
        places.setCurrentWidget(page)
        self.reload()

    def move(self, deal_id: str, to: str) -> None:
        """Move a deal to a stage; where there is no way back, only after a yes."""
        stage = self._stage_of(deal_id)
        if stage and refusal(to, stage) and to in ("active", "ended", "superseded"):
            question = Question(
                _("Move to {stage}?").format(stage=stage_name(to).lower()),
                _("There is no way back from there to {stage}.").format(stage=stage_name(stage).lower()),
                _("Move"),
            )
            self._ask.confirm(question, partial(self._move, deal_id, to, stage))
        elif to in ("declined", "withdrawn"):
            words = _("It stays in the history of the deal; no document shows it.")
            question = Question(_("Why is it {stage}?").format(stage=stage_name(to).lower()), words, _("Move"))
            then = partial(self._move, deal_id, to, stage)
            self._ask.reason(question, lambda reason: then(reason=reason), needed=to == "declined")
        else:
            self._move(deal_id, to, stage)

    def ask_filter_name(self) -> None:
        """Ask under which name the filter of the moment is kept."""
        table = self._home.table
        if table is not None:
            dialog = NameDialog(
                _("Save this filter"),
                _("It then stands at the side, with its search and its order."),
                parent=self._home.window(),
            )
            dialog.given.connect(partial(self._keep_filter, table.deals.query))
            dialog.open()

    def show_filter(self, name: str) -> None:
        """Show what a saved filter finds."""
        saved = self._filters[name]
        self._home.show_query(Query(saved.wanted, saved.sort, saved.descending))

    def forget_filter(self, name: str) -> None:
        """Forget a saved filter; it can be brought back for a moment."""
        saved = self._filters[name]
        store = self._reader.store

        def done(found: object) -> None:
            self._show_filters(found)
            again = partial(self._run, lambda: save_filter(store, saved), self._show_filters)
            self._ask.say(_("“{name}” is forgotten").format(name=name), action=_("Undo"), then=again)

        self._run(lambda: forget_filter(store, name), done)

    def _board(self) -> Board:
        if self.board is None:
            board = self.board = Board(self._reader.catalog.policy.board_stages.value)
            board.opened.connect(self._home.opened)
            board.new_wanted.connect(self._home.new_wanted)
            board.move_wanted.connect(self.move)
            board.more_wanted.connect(self._read_cards)
            self._home.places.addWidget(board)
        return self.board

    def _overview(self) -> OverviewPage:
        if self.overview is None:
            page = self.overview = OverviewPage(self._reader.formatter)
            page.opened.connect(self._home.opened)
            page.success_wanted.connect(self.success_wanted)
            page.new_wanted.connect(self._home.new_wanted)
            page.currency_wanted.connect(self._show_currency)
            self._home.places.addWidget(page)
        return self.overview

    def _book(self) -> "AddressBook":
        if self.book is None:
            from omnidesk.ui.desk.clients.book import AddressBook

            book = self.book = AddressBook(self._home, lambda: self._reader, self._ask, self._failed)
            book.deal_wanted.connect(self.deal_wanted)
            self._home.places.addWidget(book.page)
        return self.book

    def _headlines(self) -> Mapping[str, Explanation]:
        return self.overview.explanations if self.overview is not None else {}

    def _begin_search(self) -> None:
        self._book().page.take_focus()

    def _read_board(self) -> None:
        board = self._board()
        self._run(self._reader.board, lambda found: board.show_columns(cast(Sequence[BoardColumn], found)))

    def _read_cards(self, stage: str, shown: int) -> None:
        board = self._board()

        def done(found: object) -> None:
            board.add_cards(stage, cast(tuple[BoardCard, ...], found))

        self._run(lambda: self._reader.cards(stage, shown), done)

    def _read_overview(self) -> None:
        page, currency = self._overview(), self._currency
        self._run(lambda: self._reader.overview(currency), lambda found: page.show_overview(cast(Overview, found)))

    def _show_currency(self, currency: str) -> None:
        self._currency = currency
        self._read_overview()

    def _stage_of(self, deal_id: str) -> str:
        for column in self._board().columns.values():
            card = column.list.cards.card(column.list.cards.row_of(deal_id))
            if card is not None:
                return card.stage
        return ""

    def _move(self, deal_id: str, to: str, before: str, *, reason: str = "") -> None:
        reader = self._reader
        stage = msgspec.convert(to, Stage)

        def done(found: object) -> None:
            row = cast(DealRow, found)
            self._board().keep_chosen(deal_id)
            self._read_board()
            back = bool(before) and before != "issued" and not refusal(to, before)
            undo = partial(self._move, deal_id, before, to) if back else None
            self._ask.say(moved_words(row.title, to), action=_("Undo") if back else "", then=undo)

        now = datetime.datetime.now(datetime.UTC)

        def work() -> object:
            return move_to(reader.store, deal_id, stage, reader.catalog, now=now, reason=reason)

        self._background.run(lambda _job: work(), done, partial(self._not_moved, deal_id))

    def _not_moved(self, deal_id: str, error: Exception) -> None:
        """Say kindly why; a deal that is to be issued is opened where that is done."""
        if isinstance(error, IssueFirstError):
            self._ask.say(str(error), action=_("Go there"), then=partial(self.issue_wanted.emit, deal_id))
        elif isinstance(error, InputError):
            self._ask.say(str(error), failed=True)
        else:
            self._failed(error)

    def _keep_filter(self, query: Query, name: str) -> None:
        saved = SavedFilter(name=name, wanted=query.wanted, sort=query.sort, descending=query.descending)
        self._run(lambda: save_filter(self._reader.store, saved), self._show_filters)

    def _show_filters(self, found: object) -> None:
        self._filters = {each.name: each for each in cast(tuple[SavedFilter, ...], found)}
        self._home.side.filters.show_names(tuple(self._filters))

    def _run(self, work: Callable[[], object], done: Callable[[object], object]) -> None:
        self._background.run(lambda _job: work(), done, self._failed)
