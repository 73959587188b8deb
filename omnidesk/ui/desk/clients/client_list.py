"""The list of clients: two lines each, drawn by us; keys change, take out and choose two of them."""

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from omnidesk.i18n import _
from omnidesk.store.clients import ClientRow
from omnidesk.ui.desk.clients.client_model import ClientModel
from omnidesk.ui.shortcuts import pressed
from omnidesk.ui.theme import dress_bars
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import own_way
from omnidesk.ui.theme.tokens import Token, TypeRole
from omnidesk.wizard.desk_words import beside

ROW, PAD = 60, 12
_Index = QModelIndex | QPersistentModelIndex


class ClientList(QListView):
    """``chosen`` gives the clients that are chosen, ``opened`` and ``put_away`` the one that is meant."""

    chosen = Signal(object)
    opened = Signal(object)
    put_away = Signal(object)
    asked = Signal(object, QPoint)

    def __init__(self, model: ClientModel) -> None:
        super().__init__()
        self.clients = model
        self._wanted = ""
        self.setModel(model)
        self.setObjectName("clients")
        self.setAccessibleName(_("Clients"))
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._open)
        dress_bars(self)
        model.modelAboutToBeReset.connect(self._remember)
        model.loaded.connect(self._choose_again)

    def rows(self) -> tuple[ClientRow, ...]:
        """Return the chosen clients, from the top."""
        places = sorted(index.row() for index in self.selectedIndexes())
        return tuple(row for row in map(self.clients.client, places[:3]) if row is not None)

    def keep_chosen(self, client_id: str) -> None:
        """Choose a client once the list is read again."""
        self.clearSelection()
        self._wanted = client_id

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell what is chosen now."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.rows())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the client by Enter, take it out by Delete."""
        wanted, rows = pressed("clients", event), self.rows()
        if not wanted or len(rows) != 1:
            super().keyPressEvent(event)
        else:
            (self.opened if wanted == "open" else self.put_away).emit(rows[0])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a client, under the pointer or at the current one."""
        pointed = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if pointed else self.currentIndex()
        row = self.clients.client(index.row()) if index.isValid() else None
        if row is not None:
            corner = self.visualRect(index).bottomLeft()
            self.asked.emit(row, event.globalPos() if pointed else self.viewport().mapToGlobal(corner))

    def _open(self, index: QModelIndex) -> None:
        row = self.clients.client(index.row())
        if row is not None:
            self.opened.emit(row)

    def _remember(self) -> None:
        rows = self.rows()
        self._wanted = rows[0].id if rows else self._wanted

    def _choose_again(self, total: int) -> None:
        """Keep the client that was chosen, where it is on the first page; else the first."""
        if total:
            self.setCurrentIndex(self.clients.index(max(self.clients.row_of(self._wanted), 0)))
        else:
            self.chosen.emit(())


class _Painter(QStyledItemDelegate):
    def __init__(self, clients: ClientList) -> None:
        super().__init__(clients)
        self._list = clients

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        place = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        state = option.state  # pyright: ignore[reportAttributeAccessIssue] - missing in the stubs
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, colour("accent_soft"))
            if self._list.hasFocus():
                edge = place.right() - 2 if mirrored else place.left()
                painter.fillRect(edge, place.top(), 3, place.height(), colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, colour("hover"))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, colour("line"))
        row = self._list.clients.client(index.row())
        if row is None:
            return
        entry, inside = row.entry, place.adjusted(PAD, 0, -PAD, 0)
        under = beside((entry.contact.name or entry.contact.email, entry.domain, entry.country or ""))
        if not under:
            _words(painter, inside, entry.name, "strong", "text")
            return
        _words(painter, QRect(inside.left(), place.top() + 9, inside.width(), 22), entry.name, "strong", "text")
        _words(painter, QRect(inside.left(), place.top() + 30, inside.width(), 22), under, "caption", "muted")


def _words(painter: QPainter, place: QRect, words: str, role: TypeRole, ink: Token) -> None:
    face = font(role)
    painter.setFont(face)
    painter.setPen(colour(ink))
    shown = QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    side = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place, int(side), own_way(painter, shown))
