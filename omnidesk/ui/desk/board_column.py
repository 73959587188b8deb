"""A stage of the board: its name, its deals in number and amount, and its cards; it takes cards that may come."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.desk.board_cards import CardList, list_name
from omnidesk.ui.desk.board_model import dragged
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.theme.tokens import RADIUS_LARGE
from omnidesk.ui.widgets.text import ElidedText, Text
from omnidesk.wizard.desk_board import BoardColumn
from omnidesk.wizard.desk_words import refusal, stage_name


class StageColumn(QFrame):
    """One stage. ``dropped`` gives the deal that a person let go over it."""

    dropped = Signal(str, str)

    def __init__(self, stage: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        name = stage_name(stage)
        self.setObjectName(f"stage:{stage}")
        self.setAcceptDrops(True)
        self.setAccessibleName(name)
        self._takes = ""
        self._count, self._sums = Text("", "body", "faint", tabular=True), ElidedText("", "caption", "muted")
        self._empty = Text("", "small", "muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.list = CardList(list_name(name))
        self.list.setObjectName(f"cards:{stage}")
        self._lay_out(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_column(self, column: BoardColumn) -> None:
        """Show the stage as it is."""
        self._count.setText(f"{column.count:,}")
        self._sums.setText("  ·  ".join(column.sums) or _("Nothing priced"))
        self.setAccessibleDescription(f"{column.counted}, {', '.join(column.sums)}")
        self.list.cards.show_cards(column.cards, column.count)
        self._empty.setText("" if column.count else _("No deal is {stage}.").format(stage=column.name.lower()))
        self._empty.setVisible(not column.count)

    def minimumSizeHint(self) -> QSize:
        """Stay wide enough for an amount and a waiting time."""
        return QSize(200, 240)

    def _lay_out(self, name: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text(name, "heading"))
        head.addWidget(self._count)
        head.addStretch(1)
        top = QVBoxLayout()
        top.setContentsMargins(14, 14, 14, 10)
        top.setSpacing(2)
        top.addLayout(head)
        top.addWidget(self._sums)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._empty)
        row = QHBoxLayout()
        row.setContentsMargins(9, 0, 7, 0)
        row.addWidget(self.list)
        column.addLayout(row, 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a card for which there is a way here; say why not otherwise."""
        found = dragged(event.mimeData())
        if found is None:
            return
        self._takes = "no" if refusal(found[1], self.stage) else "yes"
        self.update()
        if self._takes == "yes":
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._calm()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which deal was let go here."""
        self._calm()
        found = dragged(event.mimeData())
        if found is not None and found[1] != self.stage:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.dropped.emit(found[0], self.stage)

    def _calm(self) -> None:
        self._takes = ""
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, and a border while a card is over it."""
        painter = smooth(self)
        ground, line, width = "sunken", "line", 1
        if self._takes == "yes":
            ground, line, width = "accent_soft", "accent", 2
        box(painter, QRectF(self.rect()), RADIUS_LARGE, colour(ground), colour(line), width)
        painter.end()
