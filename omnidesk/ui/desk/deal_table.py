"""The table of deals: two lines a deal, its stage as a badge, figures lined up; keys open, copy and put away."""

from functools import cache

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from omnidesk.i18n import _
from omnidesk.ui.desk.deal_model import COLUMNS, DealModel, Query, sorted_by
from omnidesk.ui.desk.deal_rows import DealLine
from omnidesk.ui.shortcuts import pressed
from omnidesk.ui.theme import dress
from omnidesk.ui.theme.active import colour, hex_of
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, own_way
from omnidesk.ui.theme.tokens import Token, TypeRole

ROW, PILL = 60, 24
WIDTHS = {1: 124, 2: 128, 3: 168, 4: 176}
STAGE_INKS: dict[str, tuple[Token, Token]] = {
    "draft": ("sunken", "muted"),
    "issued": ("accent_soft", "accent_text"),
    "accepted": ("success_soft", "success"),
    "active": ("success_soft", "success"),
    "declined": ("danger_soft", "danger"),
    "expired": ("warning_soft", "warning"),
    "withdrawn": ("warning_soft", "warning"),
}
_Index = QModelIndex | QPersistentModelIndex


class DealTable(QTableView):
    """Rows of deals. Each signal gives the id of the deal it is about."""

    opened = Signal(str)
    copied = Signal(str)
    put_away = Signal(str)
    asked = Signal(str, QPoint)
    """The menu of a deal is wanted at a place of the screen."""

    def __init__(self, model: DealModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.deals = model
        self.setModel(model)
        self.setItemDelegate(_Cell(self))
        self.setObjectName("deals")
        dress(self)
        self.setAccessibleName(_("Deals"))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_up_header()
        self._wanted = ""
        model.modelAboutToBeReset.connect(self._remember_row)
        model.loaded.connect(self._choose_row)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setFont(font("caption"))
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setFixedHeight(40)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        header.sectionClicked.connect(self._sort)
        self._show_order()

    def chosen(self) -> DealLine | None:
        """Return the deal of the current row."""
        return self.deals.line(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def _remember_row(self) -> None:
        line = self.chosen()
        self._wanted = line.id if line is not None else self._wanted

    def _choose_row(self, total: int) -> None:
        """Keep the deal that was chosen, where it is on the first page; else the first."""
        place = max(self.deals.row_of(self._wanted), 0)
        if total:
            self.selectRow(place)

    def show_query(self, query: Query) -> None:
        """Show another list, and its order in the head."""
        self.deals.show_query(query)
        self._show_order()

    def _sort(self, column: int) -> None:
        self.show_query(sorted_by(self.deals.query, column))

    def _show_order(self) -> None:
        query = self.deals.query
        column = next((place for place, (_label, sort) in enumerate(COLUMNS) if sort == query.sort), -1)
        order = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, copy or put away the deal of the current row."""
        line = self.chosen()
        wanted = {"open": self.opened, "copy": self.copied, "put_away": self.put_away}.get(pressed("list", event))
        if line is not None and wanted is not None:
            wanted.emit(line.id)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a deal."""
        line = self.deals.line(self.rowAt(round(event.position().y())))
        if line is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(line.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a deal, under the pointer or at the current row."""
        pointed = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if pointed else self.currentIndex()
        line = self.deals.line(index.row()) if index.isValid() else None
        if line is not None:
            corner = self.visualRect(index).bottomLeft()
            self.asked.emit(line.id, event.globalPos() if pointed else self.viewport().mapToGlobal(corner))

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover ground away."""
        super().leaveEvent(event)
        self.viewport().update()


class _Cell(QStyledItemDelegate):
    def __init__(self, table: DealTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        place = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, colour("accent_soft"))
            if index.column() == 0 and self._table.hasFocus():
                painter.fillRect(place.left(), place.top(), 3, place.height(), colour("accent"))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, colour("line"))
        line = self._table.deals.line(index.row())
        if line is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = place.adjusted(12, 0, -12, 0)
        column = index.column()
        if column == 0:
            _two_lines(painter, inside, line.title, line.under_title)
        elif column == 1:
            _stage(painter, inside, line)
        elif COLUMNS[column][1] == "total":
            _two_lines(painter, inside, line.total, line.total_note, right=True)
        else:
            _words(painter, inside, line.tier if column == 2 else line.changed, "body", "muted")
        painter.restore()


def _two_lines(painter: QPainter, place: QRect, first: str, second: str, *, right: bool = False) -> None:
    if not second:
        _words(painter, place, first, "strong", "text", right=right)
        return
    upper = QRect(place.left(), place.top() + 9, place.width(), 22)
    _words(painter, upper, first, "strong", "text", right=right)
    _words(painter, upper.translated(0, 21), second, "caption", "muted", right=right)


def _words(painter: QPainter, place: QRect, words: str, role: TypeRole, ink: Token, *, right: bool = False) -> None:
    face = font(role, tabular=right)
    painter.setFont(face)
    painter.setPen(colour(ink))
    shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), own_way(painter, shown))


def _stage(painter: QPainter, place: QRect, line: DealLine) -> None:
    ground, ink = STAGE_INKS.get(line.stage_id, ("sunken", "muted"))
    pill = _pill(line.stage, hex_of(ground), hex_of(ink), painter.device().devicePixelRatio())
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = place.right() + 1 - round(pill.deviceIndependentSize().width()) if mirrored else place.left()
    painter.drawPixmap(left, place.center().y() - PILL // 2 + 1, pill)


@cache
def _pill(words: str, ground: str, ink: str, ratio: float) -> QPixmap:
    """Draw a stage once: rounded shapes are what takes longest when rows are painted with each key."""
    face = font("caption")
    size = QSize(QFontMetrics(face).horizontalAdvance(words) + 20, PILL)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = QRectF(0, 0, size.width(), size.height())
    box(painter, place, PILL / 2, QColor(ground))
    painter.setFont(face)
    painter.setPen(QColor(ink))
    painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
    painter.end()
    return picture
