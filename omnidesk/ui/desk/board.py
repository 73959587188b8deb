"""The pipeline board: stages side by side, cards that are dragged or moved by their menu."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.desk.board_column import StageColumn
from omnidesk.ui.desk.desk_head import DeskHead
from omnidesk.ui.widgets.empty_state import EmptyState, centred
from omnidesk.ui.widgets.menu import Menu
from omnidesk.wizard.desk_board import BoardCard, BoardColumn
from omnidesk.wizard.desk_words import stage_name

ICONS = {
    "draft": "note-pencil", "issued": "box-arrow-up", "accepted": "signature", "active": "rocket-launch",
    "ended": "flag-checkered", "declined": "x-circle", "expired": "hourglass", "withdrawn": "arrow-u-up-left",
    "superseded": "stack",
}  # fmt: skip


class Board(QWidget):
    """Columns of cards. ``move_wanted`` gives a deal and a stage; ``more_wanted`` a stage and how many it shows."""

    opened = Signal(str)
    new_wanted = Signal()
    move_wanted = Signal(str, str)
    more_wanted = Signal(str, int)

    def __init__(self, stages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = {stage: StageColumn(stage) for stage in stages}
        self.head = DeskHead(_("Pipeline"))
        self._wanted = ""
        self._stack = QStackedWidget()
        lanes = QWidget()
        row = QHBoxLayout(lanes)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for column in self.columns.values():
            row.addWidget(column, 1)
            self._connect(column)
        empty = EmptyState(
            "kanban",
            _("No deal is under way"),
            _("Deals stand here by their stage, from the first draft to the running contract."),
            action=_("Create the first deal"),
        )
        empty.setObjectName("no-pipeline")
        empty.acted.connect(self.new_wanted)
        for page in (lanes, centred(empty)):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 28, 40, 24)
        layout.setSpacing(20)
        layout.addWidget(self.head)
        layout.addWidget(self._stack, 1)

    def show_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show the board as it is; the card that was moved keeps the keyboard."""
        for column in columns:
            self.columns[column.stage].show_column(column)
        under_way = sum(column.count for column in columns)
        self._stack.setCurrentIndex(0 if under_way else 1)
        told = _("Drag a card to its next stage, or choose it and press M.")
        self.head.say(told if under_way else _("From draft to running contract."))
        if self._wanted:
            self._choose(self._wanted)
            self._wanted = ""

    def add_cards(self, stage: str, cards: tuple[BoardCard, ...]) -> None:
        """Show further cards of a stage."""
        self.columns[stage].list.cards.add_cards(cards)

    def keep_chosen(self, deal_id: str) -> None:
        """Choose a deal once the board is shown again."""
        self._wanted = deal_id

    def take_focus(self) -> None:
        """Give the keyboard to the first card there is."""
        for column in self.columns.values():
            if column.list.cards.rowCount():
                column.list.choose(max(column.list.currentIndex().row(), 0))
                return

    def _connect(self, column: StageColumn) -> None:
        cards, stage = column.list, column.stage
        cards.opened.connect(self.opened)
        cards.asked.connect(partial(self._open_menu, stage))
        cards.left.connect(partial(self._go, stage))
        cards.cards.more_wanted.connect(partial(self.more_wanted.emit, stage))
        column.dropped.connect(self.move_wanted)

    def _go(self, stage: str, step: int) -> None:
        """Give the keyboard to the next column that has cards, at about the same height."""
        stages = list(self.columns)
        row = self.columns[stage].list.currentIndex().row()
        place = stages.index(stage) + step
        while 0 <= place < len(stages):
            cards = self.columns[stages[place]].list
            if cards.cards.rowCount():
                cards.choose(row)
                return
            place += step

    def _choose(self, deal_id: str) -> None:
        for column in self.columns.values():
            row = column.list.cards.row_of(deal_id)
            if row >= 0:
                column.list.choose(row)
                return

    def _open_menu(self, stage: str, deal_id: str, place: QPoint) -> None:
        cards = self.columns[stage].list.cards
        card = cards.card(cards.row_of(deal_id))
        if card is None:
            return
        menu = Menu(card.title, self)
        menu.setObjectName("card-menu")
        menu.entry(_("Open"), lambda: self.opened.emit(deal_id), icon="folder-open")
        menu.addSeparator()
        for to in card.ways:
            name = _("Move to {stage}").format(stage=stage_name(to).lower())
            menu.entry(name, self._moves(deal_id, to), icon=ICONS[to])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _moves(self, deal_id: str, to: str) -> Callable[[], None]:
        return lambda: self.move_wanted.emit(deal_id, to)
