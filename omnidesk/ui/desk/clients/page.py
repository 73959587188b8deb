"""The place of the clients: a search, the list, and beside it the client that is chosen."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.desk.clients.client_card import ClientCard
from omnidesk.ui.desk.clients.client_list import ClientList
from omnidesk.ui.desk.clients.client_model import ClientModel
from omnidesk.ui.desk.desk_head import DeskHead
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.empty_state import EmptyState, centred
from omnidesk.ui.widgets.search_field import SearchField


class ClientsPage(QWidget):
    """``found_new`` tells that the list was read; what is wanted is told by the parts themselves."""

    new_wanted = Signal()
    import_wanted = Signal()
    more_wanted = Signal()
    deals_taken = Signal()

    def __init__(self, model: ClientModel) -> None:
        super().__init__()
        self.list, self.card = ClientList(model), ClientCard()
        self.head = DeskHead(_("Clients"))
        self.search = SearchField(_("Search by client, contact or web address"))
        self.search.setObjectName("search-clients")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(0)
        self._typing.timeout.connect(lambda: model.show_text(self.search.text()))
        self.search.edited.connect(self._typing.start)
        self.search.found.connect(self.list.setFocus)
        self._stack = QStackedWidget()
        self.more = IconButton("dots-three", _("More"), side=40)
        self._lay_out()
        model.loaded.connect(self._show_count)

    def take_focus(self) -> None:
        """Give the keyboard to the search, where there is something to search."""
        if self._stack.currentIndex() == 0:
            self.search.setFocus()

    def _lay_out(self) -> None:
        bring = self._button(_("Import"), "download-simple", "clients-import", self.import_wanted.emit)
        new = self._button(_("New client"), "plus", "client-new", self.new_wanted.emit)
        self.more.setObjectName("clients-more")
        self.more.clicked.connect(self.more_wanted)
        for button in (bring, new, self.more):
            self.head.side.addWidget(button)
        held = Card(padding=8)
        held.body.addWidget(self.list)
        nothing = EmptyState(
            "magnifying-glass", _("Nothing found"), _("No client has these words in its name, contact or web address.")
        )
        self._found = QStackedWidget()
        self._found.addWidget(held)
        self._found.addWidget(centred(nothing))
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.search)
        left.addWidget(self._found, 1)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.card)
        self._stack.addWidget(both)
        self._stack.addWidget(centred(self._nobody()))
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 28, 40, 24)
        column.setSpacing(20)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)

    def _button(self, words: str, icon: str, name: str, act: Callable[[], object]) -> Button:
        button = Button(words, "secondary", icon=icon)
        button.setObjectName(name)
        button.clicked.connect(act)
        return button

    def _nobody(self) -> EmptyState:
        told = _("Bring clients in from a table or from contacts, or take those of the deals that are here.")
        state = EmptyState(
            "buildings",
            _("The address book is empty"),
            told,
            action=_("Import a table or contacts"),
            second=_("Take the clients of the deals"),
        )
        state.setObjectName("no-clients")
        state.acted.connect(self.import_wanted)
        state.acted_second.connect(self.deals_taken)
        return state

    def _show_count(self, total: int) -> None:
        searched = bool(self.search.text().strip())
        self._stack.setCurrentIndex(0 if total or searched else 1)
        self._found.setCurrentIndex(0 if total else 1)
        self.card.setVisible(bool(total))
        told = _("1 client") if total == 1 else _("{count} clients").format(count=f"{total:,}")
        self.head.say(told if total or searched else _("Who you make offers to."))
