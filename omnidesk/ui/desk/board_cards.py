"""The cards of one stage: drawn by us, chosen by arrows, opened by Enter, moved by drag or through their menu."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.ui.desk.board_model import CardModel
from omnidesk.ui.shortcuts import pressed
from omnidesk.ui.theme import dress_bars
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, focus_ring, own_way, shadow
from omnidesk.ui.theme.tokens import Token, TypeRole
from omnidesk.ui.widgets.figure_link import ask_about
from omnidesk.wizard.desk_board import BoardCard

HEIGHT, GAP, PAD, RADIUS = 92, 8, 12, 10
LINE = 20
"""Height of the extra line of an offer that lapses."""
BETWEEN, CLOCK = 8, 19
"""Room between an amount and the time that a card waits, and of the clock before it, in pixels."""
_Index = QModelIndex | QPersistentModelIndex


class CardList(QListView):
    """Each signal gives the id of the deal it is about; ``left`` says that the arrows go to a neighbour (-1, 1)."""

    opened = Signal(str)
    asked = Signal(str, QPoint)
    left = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.cards = CardModel()
        self.setModel(self.cards)
        self.setItemDelegate(_CardPainter(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        dress_bars(self)

    def chosen(self) -> BoardCard | None:
        """Return the card of the current row."""
        return self.cards.card(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def choose(self, row: int) -> None:
        """Give the keyboard to a card; to the nearest where there are not so many."""
        place = min(max(row, 0), self.cards.rowCount() - 1)
        self.setCurrentIndex(self.cards.index(place))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first card where none is; Qt makes it the current one, but does not choose it."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(max(self.currentIndex().row(), 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter; left and right go to the neighbours; M asks where the card may go."""
        card, wanted = self.chosen(), pressed("board", event)
        if wanted == "sideways":
            onward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
            self.left.emit(1 if event.key() == onward else -1)
        elif card is not None and wanted == "open":
            self.opened.emit(card.id)
        elif card is not None and wanted == "explain":
            self._explain(card, self.currentIndex())
        elif card is not None and wanted == "move":
            self._ask(card, self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a deal."""
        card = self.cards.card(self.indexAt(event.position().toPoint()).row())
        if card is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(card.id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu by a click on its mark."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        card = self.cards.card(index.row())
        if card is not None and amount_place(self.visualRect(index), card, self.isRightToLeft()).contains(
            event.position().toPoint()
        ):
            self._explain(card, index)
        elif card is not None and menu_mark(self.visualRect(index), self.isRightToLeft()).contains(
            event.position().toPoint()
        ):
            self._ask(card, index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a card, under the pointer or at the current one."""
        pointed = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if pointed else self.currentIndex()
        card = self.cards.card(index.row()) if index.isValid() else None
        if card is not None and pointed:
            self.asked.emit(card.id, event.globalPos())
        elif card is not None:
            self._ask(card, index)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the current card as it looks; where it lands decides what happens."""
        index = self.currentIndex()
        place = self.visualRect(index)
        if not index.isValid() or place.isEmpty():
            return
        drag = QDrag(self)
        drag.setMimeData(self.cards.content(index.row()))
        drag.setPixmap(self._picture(index))
        drag.setHotSpot(self.viewport().mapFromGlobal(self.cursor().pos()) - place.topLeft())
        drag.exec(Qt.DropAction.MoveAction)

    def _explain(self, card: BoardCard, index: QModelIndex) -> None:
        if isinstance(card.amount, Amount):
            place = amount_place(self.visualRect(index), card, self.isRightToLeft())
            ask_about(card.amount.figure, self, place.translated(self.viewport().pos()))

    def _ask(self, card: BoardCard, index: QModelIndex) -> None:
        corner = self.visualRect(index).bottomLeft() - QPoint(0, GAP)
        self.asked.emit(card.id, self.viewport().mapToGlobal(corner))

    def _picture(self, index: QModelIndex) -> QPixmap:
        place, ratio = self.visualRect(index), self.devicePixelRatioF()
        picture = QPixmap(place.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.92)
        if card := self.cards.card(index.row()):
            paint_card(painter, QRect(QPoint(0, 0), place.size()), card, chosen=True)
        painter.end()
        return picture


class _CardPainter(QStyledItemDelegate):
    def __init__(self, cards: CardList) -> None:
        super().__init__(cards)
        self._list = cards

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        card = self._list.cards.card(index.row())
        return QSize(120, HEIGHT + GAP + (LINE if card is not None and card.holds else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card = self._list.cards.card(index.row())
        if card is None:
            return
        place = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        focused = bool(state & QStyle.StateFlag.State_Selected) and self._list.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, place, card, chosen=focused, over=bool(state & QStyle.StateFlag.State_MouseOver))
        painter.restore()


def menu_mark(place: QRect, mirrored: bool) -> QRect:
    """Return where a card's menu mark stands."""
    left = place.left() + 6 if mirrored else place.right() - 32
    return QRect(left, place.top() + 6, 26, 26)


def amount_place(place: QRect, card: BoardCard, mirrored: bool) -> QRect:
    """Return where a card's amount stands."""
    width = QFontMetrics(font("label", tabular=True)).horizontalAdvance(card.amount)
    left = place.right() - PAD - width if mirrored else place.left() + 1 + PAD
    return QRect(left, place.top() + 57, width, 20)


def paint_card(painter: QPainter, place: QRect, card: BoardCard, *, chosen: bool = False, over: bool = False) -> None:
    """Draw a card: name, client and tier, amount and waiting time, and until when its offer holds."""
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    outside = QRectF(place.adjusted(1, 0, -1, -GAP))
    shadow(painter, outside, RADIUS)
    box(painter, outside, RADIUS, colour("surface"), colour("line_input" if over else "line"))
    if chosen:
        focus_ring(painter, outside, RADIUS)
    inside = outside.toRect().adjusted(PAD, 10, -PAD, -10)
    if over or chosen:
        mark = menu_mark(outside.toRect(), mirrored)
        paint_icon(painter, "dots-three", "muted", QRectF(mark.adjusted(4, 4, -4, -4)))
    mark_room = 22 if over or chosen else 0
    room = inside.adjusted(mark_room, 0, 0, 0) if mirrored else inside.adjusted(0, 0, -mark_room, 0)
    _words(painter, QRect(room.left(), inside.top(), room.width(), 20), card.title, "strong", "text")
    _words(painter, QRect(inside.left(), inside.top() + 21, inside.width(), 18), card.under_title, "caption", "muted")
    _foot(painter, inside, card)


def _foot(painter: QPainter, inside: QRect, card: BoardCard) -> None:
    top = inside.top() + 47
    half = QRect(inside.left(), top, inside.width(), 20)
    _words(painter, half, card.amount, "label", "text", figures=True)
    ink: Token = "warning" if card.slow else "faint"
    taken = QFontMetrics(font("label", tabular=True)).horizontalAdvance(card.amount) + BETWEEN
    taken += CLOCK if card.slow else 0
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    rest = half.adjusted(0, 0, -taken, 0) if mirrored else half.adjusted(taken, 0, 0, 0)
    width = _words(painter, rest, card.waits, "caption", ink, far=True)
    if card.slow:
        left = half.left() + width + 5 if mirrored else half.right() - width - 19
        paint_icon(painter, "clock", "warning", QRectF(left, top + 3, 14, 14))
    if card.holds:
        _words(painter, half.translated(0, LINE), card.holds, "caption", "muted")


def _words(
    painter: QPainter,
    place: QRect,
    words: str,
    role: TypeRole,
    ink: Token,
    *,
    far: bool = False,
    figures: bool = False,
) -> int:
    """Write one line, elided, at the near or the far side; return its width."""
    face = font(role, tabular=figures)
    painter.setFont(face)
    painter.setPen(colour(ink))
    metrics = QFontMetrics(face)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if far != mirrored else Qt.AlignmentFlag.AlignLeft
    painter.drawText(
        place, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), own_way(painter, shown)
    )
    return metrics.horizontalAdvance(shown)


def list_name(stage: str) -> str:
    """Return what a screen reader calls the cards of a stage."""
    return _("Deals: {stage}").format(stage=stage)
