"""How a line of a list is painted: the ground of the chosen one and of that under the pointer, words that fit."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, focus_ring, own_way, placed
from omnidesk.ui.theme.tokens import Token, TypeRole

Index = QModelIndex | QPersistentModelIndex


class LinePainter(QStyledItemDelegate):
    """Paints the ground of a line; ``draw`` of each kind of list paints what stands on it."""

    round = 6
    inset = 2

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def draw(self, painter: QPainter, place: QRect, row: int, chosen: bool) -> None:
        """Paint what a line says."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line: chosen, under the pointer, or neither."""
        place = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(place.adjusted(self.inset, 1, -self.inset, -1))
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            box(painter, ground, self.round, colour("accent_soft" if chosen else "hover"))
        if chosen and self._view.hasFocus():
            focus_ring(painter, ground, self.round)
        self.draw(painter, place, index.row(), chosen)
        painter.restore()

    def write(self, painter: QPainter, room: QRect, words: str, role: TypeRole, ink: Token) -> None:
        """Write words into their room of a line, cut off where they are too long for it."""
        face = font(role, tabular=True)
        painter.setFont(face)
        painter.setPen(colour(ink))
        shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(placed(self._view.viewport(), room), int(align), own_way(painter, shown))
