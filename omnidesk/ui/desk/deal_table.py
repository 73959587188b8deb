"""The table of deals: two lines a deal, its stage as a badge, figures lined up; keys open, copy and put away."""

from functools import cache, lru_cache

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.ui.desk.deal_model import COLUMNS, DealModel, Query, sorted_by
from omnidesk.ui.desk.deal_rows import DealLine
from omnidesk.ui.shortcuts import pressed
from omnidesk.ui.theme import dress
from omnidesk.ui.theme.active import colour, hex_of
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, isolate
from omnidesk.ui.theme.tokens import Token, TypeRole
from omnidesk.ui.widgets.figure_link import ask_about
from omnidesk.wizard.desk_words import asked

ROW, PILL = 60, 24
WIDTHS, NARROW_WIDTHS = {1: 124, 2: 128, 3: 168, 4: 176}, {1: 112, 2: 100, 3: 136, 4: 148}
NARROW = 800
"""Columns beside the deal's, by place; a table that is not so wide, in pixels, leaves the name of a deal more room."""
STAGE_INKS: dict[str, tuple[Token, Token]] = {
    "draft": ("sunken", "muted"),
    "issued": ("accent_soft", "accent_text"),
    "accepted": ("success_soft", "success"),
    "active": ("success_soft", "success"),
    "declined": ("danger_soft", "danger"),
    "expired": ("warning_soft", "warning"),
    "withdrawn": ("warning_soft", "warning"),
}
TOTAL = next(place for place, (_label, sort) in enumerate(COLUMNS) if sort == "total")
_Index = QModelIndex | QPersistentModelIndex
_Place = tuple[int, int, int, int]
"""Left, top, width and height: a rectangle of Qt's for each line of each cell takes longer than what it is for."""


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
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
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
        for column in WIDTHS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._fit_columns()
        header.sectionClicked.connect(self._sort)
        self._show_order()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the names of deals."""
        self._fit_columns()
        super().resizeEvent(event)

    def _fit_columns(self) -> None:
        for column, width in (NARROW_WIDTHS if self.width() < NARROW else WIDTHS).items():
            if self.columnWidth(column) != width:
                self.horizontalHeader().resizeSection(column, width)

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
        key = pressed("list", event)
        wanted = {"open": self.opened, "copy": self.copied, "put_away": self.put_away}.get(key)
        if line is not None and key == "explain":
            self._explain(line, self.currentIndex().row())
        elif line is not None and wanted is not None:
            wanted.emit(line.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Explain the amount that is clicked."""
        super().mouseReleaseEvent(event)
        row = self.rowAt(round(event.position().y()))
        line = self.deals.line(row) if row >= 0 else None
        if line is not None and self._amount_place(line, row).contains(event.position().toPoint()):
            self._explain(line, row)

    def _amount_place(self, line: DealLine, row: int) -> QRect:
        """Where the amount of a row stands."""
        cell = self.visualRect(self.deals.index(row, TOTAL)).adjusted(12, 9, -12, -29)
        width = QFontMetrics(font("strong", tabular=True)).horizontalAdvance(line.total)
        left = cell.left() if self.isRightToLeft() else cell.right() - width
        return QRect(left, cell.top(), width + 1, cell.height())

    def _explain(self, line: DealLine, row: int) -> None:
        figure = asked(line.id, line.total)
        if isinstance(figure, Amount):
            place = self._amount_place(line, row).translated(self.viewport().pos())
            ask_about(figure.figure, self, place)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lay the ground and paint the rows on it: nothing below shows through, so Qt need not paint that first."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("surface"))
        painter.end()
        super().paintEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover ground away."""
        super().leaveEvent(event)
        self.viewport().update()


class _Cell(QStyledItemDelegate):
    """Paints each cell with as little as it takes: a dozen rows are painted anew with every key of the search."""

    def __init__(self, table: DealTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        place: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        row, column = index.row(), index.column()
        left, top, width, height = place.left(), place.top(), place.width(), place.height()
        if self._table.currentIndex().row() == row and self._table.selectionModel().isSelected(index):
            painter.fillRect(place, colour("accent_soft"))
            if column == 0 and self._table.hasFocus():
                painter.fillRect(left, top, 3, height, colour("accent"))
        painter.fillRect(left, top + height - 1, width, 1, colour("line"))
        line = self._table.deals.line(row)
        if line is None:
            return
        inside = (left + 12, top, width - 24, height)
        if column == 0:
            _two_lines(painter, inside, line.title, line.under_title)
        elif column == 1:
            _stage(painter, inside, line)
        elif column == TOTAL:
            _two_lines(painter, inside, line.total, line.total_note, right=True)
        else:
            _words(painter, inside, line.tier if column == 2 else line.changed, "body", "muted")


def _two_lines(painter: QPainter, place: _Place, first: str, second: str, *, right: bool = False) -> None:
    if not second:
        _words(painter, place, first, "strong", "text", right=right)
        return
    left, top, width, _height = place
    _words(painter, (left, top + 9, width, 22), first, "strong", "text", right=right)
    _words(painter, (left, top + 30, width, 22), second, "caption", "muted", right=right)


def _words(painter: QPainter, place: _Place, words: str, role: TypeRole, ink: Token, *, right: bool = False) -> None:
    left, top, width, height = place
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    shown, long, rise = _fitted(words, role, width, tabular=right, isolated=mirrored)
    painter.setFont(font(role, tabular=right))
    painter.setPen(colour(ink))
    painter.drawText(QPointF(left + width - long if right != mirrored else left, top + height / 2 + rise), shown)


@lru_cache(maxsize=4096)
def _fitted(words: str, role: TypeRole, width: int, *, tabular: bool, isolated: bool) -> tuple[str, int, float]:
    """What is shown of words in so many pixels, how long that is, and how far below the middle its base line lies."""
    measure = QFontMetrics(font(role, tabular=tabular))
    shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, width)
    rise = measure.ascent() - measure.height() / 2
    return isolate(shown) if isolated else shown, measure.horizontalAdvance(shown), rise


def _stage(painter: QPainter, place: _Place, line: DealLine) -> None:
    left, top, width, height = place
    ground, ink = STAGE_INKS.get(line.stage_id, ("sunken", "muted"))
    pill = _pill(line.stage, hex_of(ground), hex_of(ink), painter.device().devicePixelRatio())
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = left + width - round(pill.deviceIndependentSize().width()) if mirrored else left
    painter.drawPixmap(side, top + (height - 1) // 2 - PILL // 2 + 1, pill)


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
