"""One column of the board as Qt reads it: the cards that have arrived, more when they are scrolled to."""

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from omnidesk.wizard.desk_board import BoardCard

DEAL_MIME = "application/x-omnidesk-deal"
"""A dragged card: the deal's id and its stage, one a line."""
_Index = QModelIndex | QPersistentModelIndex


def dragged(content: QMimeData) -> tuple[str, str] | None:
    """Return id and stage of the deal that is dragged; None for anything else."""
    if not content.hasFormat(DEAL_MIME):
        return None
    deal_id, _newline, stage = content.data(DEAL_MIME).toStdString().partition("\n")
    return deal_id, stage


class CardModel(QAbstractListModel):
    """Cards of one stage. ``more_wanted`` gives how many are there when those at the end are looked at."""

    more_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[BoardCard] = []
        self._count = 0
        self._asked = 0

    def show_cards(self, cards: tuple[BoardCard, ...], count: int) -> None:
        """Show the first cards of ``count``."""
        self.beginResetModel()
        self._cards, self._count, self._asked = list(cards), count, 0
        self.endResetModel()

    def add_cards(self, cards: tuple[BoardCard, ...]) -> None:
        """Show further cards after those that are there."""
        if cards:
            first = len(self._cards)
            self.beginInsertRows(QModelIndex(), first, first + len(cards) - 1)
            self._cards += cards
            self.endInsertRows()

    def card(self, row: int) -> BoardCard | None:
        """Return a row's card."""
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def row_of(self, deal_id: str) -> int:
        """Return the row of a deal, -1 where it has no card."""
        return next((row for row, card in enumerate(self._cards) if card.id == deal_id), -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many cards are there."""
        return 0 if parent is not None and parent.isValid() else len(self._cards)

    def canFetchMore(self, parent: _Index) -> bool:
        """Whether the stage has deals without a card that nobody asked for yet."""
        return not parent.isValid() and self._asked != len(self._cards) < self._count

    def fetchMore(self, _parent: _Index) -> None:
        """Ask for further cards, once."""
        self._asked = len(self._cards)
        self.more_wanted.emit(self._asked)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return what a card says."""
        card = self.card(index.row()) if index.isValid() else None
        if card is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return card.spoken
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let cards be chosen and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def content(self, row: int) -> QMimeData:
        """Return what is dragged with a card."""
        content = QMimeData()
        if card := self.card(row):
            content.setData(DEAL_MIME, QByteArray(f"{card.id}\n{card.stage}".encode()))
        return content
