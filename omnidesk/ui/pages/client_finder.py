"""While a client's name is typed, the clients that it may be; one that is chosen fills the whole step."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QStyledItemDelegate

from omnidesk.domain.client import Client
from omnidesk.i18n import _
from omnidesk.ui.background import Background
from omnidesk.ui.theme import dress
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.widgets.control import LineField

PAUSE = 120
"""Milliseconds without a key after which the store is asked."""
GAP, PADDING = 4, 10
"""Pixels between input and list, and around what the list holds."""
_NAME = Qt.ItemDataRole.UserRole


class ClientFinder(QObject):
    """Watches the input of the name; ``chosen`` gives the client that a person picked."""

    chosen = Signal(object)

    def __init__(self, field: LineField, background: Background, find: Callable[[str], tuple[Client, ...]]) -> None:
        super().__init__(field)
        self._field, self._background, self._find = field, background, find
        self._editor = cast(QLineEdit, field.focus_target())
        self._found: tuple[Client, ...] = ()
        self._model = QStandardItemModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setCompletionRole(_NAME)
        self.list = _list()
        self.completer.setPopup(self.list)
        self.list.setItemDelegate(QStyledItemDelegate(self.list))  # the completer brings one that wears no style
        self.completer.setWidget(self._editor)
        self.completer.activated.connect(self._choose)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self._editor.textEdited.connect(self._wait)

    def _ask(self) -> None:
        text = self._editor.text()
        self._background.run(lambda _job: self._find(text), lambda found: self._show(text, found), lambda _error: None)

    def _show(self, text: str, found: object) -> None:
        """Show what was found, unless the text has gone on or is the one client's name already."""
        if text != self._editor.text() or not self._editor.hasFocus():
            return
        self._found = cast("tuple[Client, ...]", found)
        if not self._found or [client.name for client in self._found] == [text]:
            self.list.hide()
            return
        self._model.clear()
        for client in self._found:
            item = QStandardItem(described(client))
            item.setData(client.name, _NAME)
            self._model.appendRow(item)
        corner = self._editor.mapFrom(self._field, QPoint(0, 0))
        self.completer.complete(QRect(corner.x(), 0, self._field.width(), self._field.height() + corner.y() + GAP))
        self.list.setFixedHeight(self.list.sizeHintForRow(0) * len(self._found) + PADDING)

    def _wait(self, _text: str) -> None:
        self._pause.start()

    def _choose(self, name: str) -> None:
        self._pause.stop()
        self.chosen.emit(next(client for client in self._found if client.name == name))


def described(client: Client) -> str:
    """A client in one line: name, town, country and contact."""
    town = client.address[-1] if client.address else ""
    return " · ".join(filter(None, (client.name, town, client.country, client.contact.name)))


def _list() -> QListView:
    view = QListView()
    view.setObjectName("choices")
    view.setFont(font("body"))
    view.setAccessibleName(_("Clients that are known"))
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    dress(view)
    return view
