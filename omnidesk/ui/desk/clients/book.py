"""The address book on the desk: what its page wants is read, written and taken back off the window's thread."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QPoint, Signal

from omnidesk.domain.client_entry import ClientEntry, client_of
from omnidesk.domain.errors import InputError
from omnidesk.i18n import _
from omnidesk.operations import address_book
from omnidesk.operations.duplicates_merged import TakenBack, take_back
from omnidesk.operations.importing.words import taken_back_words
from omnidesk.store import clients
from omnidesk.store.clients import ClientPage, ClientRow, KeptAct
from omnidesk.store.deals import DealRow
from omnidesk.ui.background import Background, Job
from omnidesk.ui.desk.clients.acts_dialog import ActsDialog
from omnidesk.ui.desk.clients.client_dialog import ClientDialog
from omnidesk.ui.desk.clients.client_model import PAGE, ClientModel
from omnidesk.ui.desk.clients.merging import Merging
from omnidesk.ui.desk.clients.page import ClientsPage
from omnidesk.ui.desk.deal_list import DealList
from omnidesk.ui.desk.desk_reading import DeskReader
from omnidesk.ui.services import Ask
from omnidesk.ui.widgets.menu import Menu
from omnidesk.wizard.clients import about, choices, deal_lines, facts
from omnidesk.wizard.history import moment_words


class AddressBook(QObject):
    """Made when the clients are first shown. ``deal_wanted`` gives the client that a deal is to begin with."""

    deal_wanted = Signal(object)

    def __init__(
        self, home: DealList, reader: Callable[[], DeskReader], ask: Ask, failed: Callable[[Exception], None]
    ) -> None:
        super().__init__(home)
        self._home, self._reader, self._ask, self._failed = home, reader, ask, failed
        self._store = reader().store
        self._background = Background(self, threads=1)
        self.model = ClientModel(self._fetch, self._background)
        self.model.failed.connect(failed)
        self.page = ClientsPage(self.model)
        self.dialog: ClientDialog | None = None
        self.acts: ActsDialog | None = None
        self.merging = Merging(home, reader, self._background, self._tell_error)
        self._shown: ClientRow | None = None
        self._connect()

    def finish(self) -> None:
        """Wait for what is under way; call it before the store is closed."""
        self._background.finish()

    def reload(self) -> None:
        """Read the clients again."""
        self.model.reload()

    def write(self, row: ClientRow | None = None) -> None:
        """Open the dialog that writes a new client, or changes one."""
        reader = self._reader()
        options = choices(reader.catalog, reader.formatter.locale)
        dialog = ClientDialog(row.entry if row else None, options, address_book.problems, self._home.window())
        dialog.given.connect(partial(self._keep, row))
        dialog.finished.connect(partial(self._forget, "dialog"))
        self.dialog = dialog
        dialog.open()

    def take_out(self, row: ClientRow) -> None:
        """Take a client out; it can be brought back for a moment, and later from what was done."""

        def done(act_id: object) -> None:
            self.reload()
            told = _("“{name}” is out of the address book; its deals stay").format(name=row.entry.name)
            self._ask.say(told, action=_("Undo"), then=partial(self.take_back, str(act_id)))

        self._run(lambda _job: address_book.remove_client(self._store, row), done)

    def take_back(self, act_id: str) -> None:
        """Take an act back."""

        def done(found: object) -> None:
            self._ask.say(taken_back_words(cast(TakenBack, found)))
            self._home.reload()
            if self.acts is not None:
                self._read_acts(self.acts)

        self._run(lambda _job: take_back(self._store, act_id), done)

    def show_acts(self) -> None:
        """Show what was done to the address book."""
        formatter = self._reader().formatter
        dialog = self.acts = ActsDialog(lambda at: moment_words(at, formatter), self._home.window())
        dialog.wanted.connect(self.take_back)
        dialog.finished.connect(partial(self._forget, "acts"))
        self._read_acts(dialog)
        dialog.open()

    def take_from_deals(self) -> None:
        """Write the clients of deals that are not here yet."""

        def done(count: object) -> None:
            self.reload()
            found = cast(int, count)
            many = _("{count} clients of the deals came in").format(count=f"{found:,}")
            told = _("One client of the deals came in") if found == 1 else many
            self._ask.say(told if found else _("Every client of the deals is here already"))

        self._run(lambda job: address_book.take_from_deals(self._store, job.report), done)

    def _connect(self) -> None:
        page, card = self.page, self.page.card
        page.new_wanted.connect(self.write)
        page.import_wanted.connect(partial(self._home.side.do, "import"))
        page.deals_taken.connect(self.take_from_deals)
        page.more_wanted.connect(self._open_menu)
        page.list.chosen.connect(self._show)
        page.list.opened.connect(self.write)
        page.list.put_away.connect(self.take_out)
        page.list.asked.connect(self._open_client_menu)
        card.edit_wanted.connect(lambda: self.write(self._shown))
        card.deal_wanted.connect(self._begin_deal)
        card.more_wanted.connect(self._open_card_menu)
        card.merge_wanted.connect(self._merge_two)
        card.opened.connect(self._home.opened)
        self.merging.done.connect(self.reload)

    def _fetch(self, text: str, offset: int) -> ClientPage:
        return clients.list_clients(self._store, text, limit=PAGE, offset=offset)

    def _show(self, chosen: object) -> None:
        rows = cast("tuple[ClientRow, ...]", chosen)
        self._shown = rows[0] if len(rows) == 1 else None
        card = self.page.card
        if self._shown is not None:
            names = self._names()
            entry = self._shown.entry
            card.show_client(self._shown, about(entry, names), facts(entry, names))
            card.show_deals(())
            self._read_deals(self._shown)
        elif len(rows) == 2:
            card.show_two(*(row.entry.name for row in rows))
        else:
            card.show_nothing()

    def _names(self) -> dict[str, str]:
        reader = self._reader()
        return {
            each.id: each.name for rows in choices(reader.catalog, reader.formatter.locale).values() for each in rows
        }

    def _read_deals(self, row: ClientRow) -> None:
        reader = self._reader()
        tiers = {tier.id: tier.name for tier in reader.catalog.tiers}

        def done(found: object) -> None:
            if self._shown is not None and self._shown.id == row.id:
                self.page.card.show_deals(deal_lines(cast("tuple[DealRow, ...]", found), tiers, reader.formatter))

        self._run(lambda _job: address_book.deals_of(self._store, row), done)

    def _keep(self, row: ClientRow | None, entry: ClientEntry) -> None:
        def work(_job: Job) -> str:
            if row is None:
                return address_book.add_client(self._store, entry)
            address_book.change_client(self._store, row, entry)
            return row.id

        def done(client_id: object) -> None:
            if self.dialog is not None:
                self.dialog.done(0)
            self.page.list.keep_chosen(str(client_id))
            self.reload()

        self._run(work, done)

    def _begin_deal(self) -> None:
        if self._shown is not None:
            self.deal_wanted.emit(client_of(self._shown.entry))

    def _merge_two(self) -> None:
        rows = self.page.list.rows()
        if len(rows) == 2:
            self.merging.compare(*rows)

    def _open_menu(self) -> None:
        menu = Menu(_("More"), self.page)
        menu.setObjectName("clients-menu")
        menu.entry(_("Look for duplicates…"), self.merging.look, icon="users").setObjectName("duplicates")
        menu.entry(_("Take the clients of the deals"), self.take_from_deals, icon="folder-open")
        menu.entry(_("Export…"), lambda: self._home.side.do("export"), icon="box-arrow-up")
        menu.addSeparator()
        menu.entry(_("What was done…"), self.show_acts, icon="list-checks").setObjectName("acts")
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.page.more
        menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height() + 4)))

    def _open_card_menu(self) -> None:
        button = self.page.card.more
        if self._shown is not None:
            self._open_client_menu(self._shown, button.mapToGlobal(QPoint(0, button.height() + 4)))

    def _open_client_menu(self, row: ClientRow, place: QPoint) -> None:
        menu = Menu(row.entry.name, self.page)
        menu.setObjectName("client-menu")
        menu.entry(_("Change"), lambda: self.write(row), icon="note-pencil")
        menu.entry(_("New deal for it"), lambda: self.deal_wanted.emit(client_of(row.entry)), icon="plus")
        menu.entry(_("Take out"), lambda: self.take_out(row), icon="trash").setObjectName("take-out")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _read_acts(self, dialog: ActsDialog) -> None:
        def done(found: object) -> None:
            if dialog is self.acts:
                dialog.show_acts(cast("tuple[KeptAct, ...]", found))

        self._run(lambda _job: clients.acts(self._store, limit=40), done)

    def _forget(self, name: str, _code: int) -> None:
        setattr(self, name, None)

    def _run(self, work: Callable[[Job], object], done: Callable[[object], object]) -> None:
        self._background.run(work, done, self._tell_error)

    def _tell_error(self, error: Exception) -> None:
        """Say kindly what cannot be done, where a person can see it."""
        if not isinstance(error, InputError):
            self._failed(error)
            return
        for dialog in (self.dialog, self.acts):
            if dialog is not None:
                dialog.say(str(error), "danger")
                return
        self._ask.say(str(error), failed=True)
