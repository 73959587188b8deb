"""The slides of a deal in a row of small pictures: moved by drag or by Alt with the arrow keys, hidden by a switch."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from omnidesk.i18n import _
from omnidesk.ui.shortcuts import pressed
from omnidesk.ui.theme import dress_bars
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, focus_ring, own_way, placed
from omnidesk.ui.theme.tokens import Token, TypeRole

_Index = QModelIndex | QPersistentModelIndex
ROW, EDGE, GAP, NUMBER = 68, 12, 12, 24
THUMB = QSize(89, 50)
"""A slide in small, in pixels."""
WIDTH = 330
HIDDEN = 0.35
"""How much of a hidden slide's picture is still seen."""


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """One slide: its place among those that are shown (empty: it is not), its name, and what is to be said of it."""

    id: str
    number: str
    name: str
    note: str = ""


class _Slides(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[ShelfLine, ...] = ()

    def show(self, lines: tuple[ShelfLine, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) or not index.isValid():
            return None
        line = self.lines[index.row()]
        return ", ".join(part for part in (f"{line.number} {line.name}".strip(), line.note) if part)


class SlideShelf(QListView):
    """``chosen`` gives a slide, ``moved`` the slide and the row it goes in front of, ``stepped`` up (-1) or down.

    ``switched`` asks to show or hide the chosen slide.
    """

    chosen = Signal(str)
    moved = Signal(str, int)
    stepped = Signal(str, int)
    switched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.slides = _Slides()
        self.pictures: dict[str, QPixmap] = {}
        self._from: QPoint | None = None
        self._gap, self._quiet = -1, False
        self.setModel(self.slides)
        self.setItemDelegate(_SlidePainter(self))
        self.setObjectName("slide-shelf")
        self.setAccessibleName(_("Slides"))
        self.setAccessibleDescription(_("Alt with the arrow keys moves a slide, Space shows or hides it."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFixedWidth(WIDTH)
        dress_bars(self)
        self.selectionModel().currentChanged.connect(self._current)

    @property
    def slide(self) -> str:
        """The chosen slide."""
        row = self.currentIndex().row()
        return self.slides.lines[row].id if 0 <= row < len(self.slides.lines) else ""

    def show_lines(self, lines: Sequence[ShelfLine], chosen: str) -> None:
        """Show the slides with one of them chosen; emits nothing."""
        self._quiet = True
        if tuple(lines) != self.slides.lines:
            self.slides.show(tuple(lines))
        self.choose(chosen)
        self._quiet = False

    def choose(self, slide: str) -> None:
        """Choose a slide as a person would."""
        row = next((place for place, line in enumerate(self.slides.lines) if line.id == slide), 0)
        self.setCurrentIndex(self.slides.index(row))

    def show_picture(self, slide: str, picture: QPixmap) -> None:
        """Show a slide in small."""
        self.pictures[slide] = picture
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen slide by Alt with an arrow; Space shows or hides it."""
        if pressed("slides", event) == "move":
            self.stepped.emit(self.slide, -1 if event.key() == Qt.Key.Key_Up else 1)
        elif pressed("slides", event) == "switch":
            self.switched.emit(self.slide)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        held = self.indexAt(place).isValid() and event.button() == Qt.MouseButton.LeftButton
        self._from = place if held else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the slide would go."""
        at = event.position().toPoint()
        if self._from is None:
            super().mouseMoveEvent(event)
        elif self._gap >= 0 or (at - self._from).manhattanLength() >= QApplication.startDragDistance():
            top = self.visualRect(self.slides.index(0)).top()
            self._gap = min(max(round((at.y() - top) / ROW), 0), len(self.slides.lines))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.scrollTo(self.slides.index(min(self._gap, len(self.slides.lines) - 1)))
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the slide go where it was dragged."""
        gap, self._gap, begun, self._from = self._gap, -1, self._from, None
        self.unsetCursor()
        self.viewport().update()
        if begun is not None and gap >= 0:
            self.moved.emit(self.slide, gap)
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the slides, and the line where a dragged one would go."""
        super().paintEvent(event)
        if self._gap >= 0:
            painter = QPainter(self.viewport())
            top = self.visualRect(self.slides.index(0)).top() + self._gap * ROW
            room = self.viewport()
            painter.fillRect(QRect(4, min(max(top - 1, 0), room.height() - 2), room.width() - 8, 2), colour("accent"))
            painter.end()

    def sizeHint(self) -> QSize:
        """Room for most of the slides."""
        return QSize(WIDTH, 9 * ROW)

    def _current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self.slides.lines[index.row()].id)


class _SlidePainter(QStyledItemDelegate):
    def __init__(self, shelf: SlideShelf) -> None:
        super().__init__(shelf)
        self._shelf = shelf

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        place = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        line, stands = self._shelf.slides.lines[index.row()], bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(place.adjusted(2, 1, -2, -1))
        if stands or state & QStyle.StateFlag.State_MouseOver:
            box(painter, ground, 8, colour("accent_soft" if stands else "hover"))
        if stands and self._shelf.hasFocus():
            focus_ring(painter, ground, 8)
        self._picture(painter, place, line)
        self._words(painter, place, line, stands)
        painter.restore()

    def _picture(self, painter: QPainter, place: QRect, line: ShelfLine) -> None:
        top = place.top() + (ROW - THUMB.height()) // 2
        spot = placed(self._shelf.viewport(), QRect(EDGE + NUMBER, top, THUMB.width(), THUMB.height()))
        box(painter, QRectF(spot).adjusted(-1, -1, 1, 1), 3, colour("surface"), colour("line_strong"))
        picture = self._shelf.pictures.get(line.id)
        if picture is not None:
            painter.setOpacity(1.0 if line.number else HIDDEN)
            painter.drawPixmap(spot, picture)
            painter.setOpacity(1.0)

    def _words(self, painter: QPainter, place: QRect, line: ShelfLine, stands: bool) -> None:
        ink: Token = "accent_text" if stands else "text" if line.number else "muted"
        self._write(painter, QRect(EDGE, place.top(), NUMBER, ROW), line.number, "small", "muted")
        left = EDGE + NUMBER + THUMB.width() + GAP
        width = place.width() - left - EDGE
        name = QRect(left, place.top() + (13 if line.note else 0), width, 20 if line.note else ROW)
        self._write(painter, name, line.name, "label", ink)
        if line.note:
            self._write(painter, QRect(left, place.top() + 35, width, 18), line.note, "caption", "muted")

    def _write(self, painter: QPainter, room: QRect, words: str, role: TypeRole, ink: Token) -> None:
        face = font(role, tabular=True)
        painter.setFont(face)
        painter.setPen(colour(ink))
        shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(placed(self._shelf.viewport(), room), int(align), own_way(painter, shown))
