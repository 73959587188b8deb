"""The clauses of a contract as a list: numbers, state, moved by drag or by Alt with the arrow keys."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, own_way, placed
from omnidesk.ui.theme.tokens import Token, TypeRole
from omnidesk.ui.widgets.line_painter import Index, LinePainter
from omnidesk.ui.widgets.moving_list import MovingList
from omnidesk.wizard.contract import ClauseLine

ROW, NUMBER, INDENT, EDGE = 34, 40, 14, 10
ROWS = 14
"""In sight at once."""
_CHIPS: dict[str, tuple[Token, Token]] = {
    "fallback": ("warning_soft", "warning"),
    "edited": ("warning_soft", "warning"),
    "own": ("accent_soft", "accent_text"),
    "dropped": ("sunken", "muted"),
}


class ClauseList(MovingList[ClauseLine]):
    """The clauses in their order; those that are left out stand at the end and stay there."""

    def __init__(self) -> None:
        super().__init__("clauses", ROW, _said)
        self.setItemDelegate(_ClausePainter(self))
        self.setObjectName("clauses")
        self.setAccessibleName(_("Clauses"))
        self.setAccessibleDescription(_("Alt with the arrow keys moves a clause."))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFixedHeight(ROWS * ROW)

    def movable(self, line: ClauseLine) -> bool:
        """Whether a clause can be moved: one that is printed."""
        return line.state != "dropped"

    def sizeHint(self) -> QSize:
        """Return room for a good part of a contract."""
        return QSize(300, ROWS * ROW)


def _said(line: ClauseLine) -> str:
    trouble = _("has a problem") if line.problem else ""
    return ", ".join(part for part in (f"{line.number} {line.title}".strip(), line.chip, trouble) if part)


class _ClausePainter(LinePainter):
    def __init__(self, clauses: ClauseList) -> None:
        super().__init__(clauses)
        self._list = clauses

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, ROW)

    def draw(self, painter: QPainter, place: QRect, row: int, chosen: bool) -> None:
        line = self._list.lines[row]
        deep = INDENT if line.depth > 1 else 0
        left, right = EDGE + deep, EDGE + _chip(painter, self._list.viewport(), place, line)
        role: TypeRole = "small" if deep or line.state == "dropped" else "label"
        ink: Token = "accent_text" if chosen else "muted" if line.state == "dropped" else "text"
        number = QRect(left, place.top(), NUMBER, place.height())
        self.write(painter, number, line.number, "small", "accent_text" if chosen else "muted")
        width = place.width() - left - NUMBER - right
        self.write(painter, QRect(left + NUMBER, place.top(), width, place.height()), line.title, role, ink)


def _chip(painter: QPainter, port: QWidget, place: QRect, line: ClauseLine) -> int:
    """Draw the state at the end of a row; give the room that it takes."""
    used = 0
    if line.problem:
        spot = QRect(place.width() - EDGE - 16, place.top() + (ROW - 16) // 2, 16, 16)
        paint_icon(painter, "warning-circle-fill", "danger", QRectF(placed(port, spot)))
        used = 22
    if not line.chip:
        return used
    face = font("caption")
    ground, ink = _CHIPS[line.state]
    width = QFontMetrics(face).horizontalAdvance(line.chip) + 16
    spot = placed(port, QRect(place.width() - EDGE - used - width, place.top() + 8, width, ROW - 16))
    box(painter, QRectF(spot), spot.height() / 2, colour(ground))
    painter.setFont(face)
    painter.setPen(colour(ink))
    painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), own_way(painter, line.chip))
    return used + width + 8
