"""Ties settings to the window: the way in, what takes effect at once, and the first questions of a new workspace."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from omnidesk.operations.settings.declared import COLOURS, NUMBERS
from omnidesk.ui.background import Background
from omnidesk.ui.direction import group_figures_as

if TYPE_CHECKING:
    from omnidesk.domain.catalog import Catalog
    from omnidesk.kept_settings import KeptSettings
    from omnidesk.operations.beside_copies import GoneBack
    from omnidesk.ui.backups.safety import Safety
    from omnidesk.ui.desk.desk_places import DeskPlaces
    from omnidesk.ui.first_run.page import FirstRun
    from omnidesk.ui.protection.guard import Guard
    from omnidesk.ui.settings.desk import SettingsDesk
    from omnidesk.ui.settings.dialog import SettingsDialog
    from omnidesk.ui.theme.tokens import Preference
    from omnidesk.ui.workshop import Workshop

TOLD = 20.0
"""Seconds for which it is said what came with a copy."""


class Preferences(QObject):
    """Made with the window; ``begin`` once the store is open."""

    def __init__(
        self,
        safety: "Safety",
        guard: "Guard",
        places: "Callable[[], DeskPlaces | None]",
        failed: Callable[[Exception], None],
    ) -> None:
        around = safety.around
        super().__init__(around.window)
        self._around, self._safety, self._guard, self._places, self._failed = around, safety, guard, places, failed
        self._background = Background(self, threads=1)
        self._workshop: Workshop | None = None
        self._reprices = False
        self.dialog: SettingsDialog | None = None
        self.first_run: FirstRun | None = None
        group_figures_as(around.window.settings.get(NUMBERS))
        around.window.settings_wanted.connect(self.open)
        around.home.side.offer("settings", self.open)
        around.home.side.offer("lock", guard.lock)

    def begin(self, workshop: "Workshop") -> None:
        """Take the store; ask the first questions where nobody has answered them."""
        self._workshop = workshop
        self._wear(workshop.catalog)
        if workshop.asks_first:
            from omnidesk.ui.first_run.page import FirstRun

            copies = replace(self._safety.place(), store=lambda: workshop.store)
            self.first_run = FirstRun(self._desk(workshop), self._guard, copies)
            self.first_run.done.connect(self._first_run_done)
            self.first_run.came.connect(self._begun_with_copy)
            self._around.home.show_welcome(self.first_run)

    def open(self, page: str = "company") -> None:
        """Open the settings on a page."""
        workshop, around = self._workshop, self._around
        if workshop is None or self.dialog is not None or self._guard.page is not None:
            return
        from omnidesk.ui.backups.panel import BackupsPanel
        from omnidesk.ui.protection.section import ProtectionSection
        from omnidesk.ui.settings.dialog import Embedded, SettingsDialog
        from omnidesk.ui.settings.identities import IdentitiesSection, SigningRoom

        desk = self._desk(workshop)
        room = SigningRoom(workshop.store.workspace, workshop.catalog, around.ask, desk.background)
        embedded = Embedded(
            lambda: IdentitiesSection(room),
            lambda: ProtectionSection(self._guard),
            lambda: BackupsPanel(self._safety.place()),
        )
        self.dialog = SettingsDialog(desk, around.ask, embedded, around.window)
        self.dialog.show_page(page)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def finish(self) -> None:
        """Wait for what is under way."""
        if self.first_run is not None:
            self.first_run.copy.finish()
        self._background.finish()

    def _wear(self, catalog: "Catalog") -> None:
        self._around.window.wear_accent(catalog.company.screen_accent or catalog.company.accent)

    def _desk(self, workshop: "Workshop") -> "SettingsDesk":
        from omnidesk.operations.settings.kept import Seat
        from omnidesk.ui.settings.desk import SettingsDesk

        kept = cast("KeptSettings", self._around.window.settings)
        return SettingsDesk(Seat(workshop.store, kept), self._background, self._changed, self._failed)

    def _changed(self, keys: tuple[str, ...], catalog: "Catalog | None") -> None:
        """Let a change take effect."""
        window = self._around.window
        if catalog is not None and self._workshop is not None:
            self._workshop.catalog = catalog
            self._reprices = True
            self._wear(catalog)
        if "this_machine.colours" in keys:
            window.prefer(cast("Preference", window.settings.get(COLOURS)))
        if "this_machine.numbers" in keys:
            group_figures_as(window.settings.get(NUMBERS))

    def _closed(self, _code: int) -> None:
        self.dialog = None
        self._background.settle(self._reprice)

    def _reprice(self) -> None:
        """Let what the settings changed in the catalog be seen, once all of it is kept."""
        if self._reprices:
            self._price()
            self._around.reopen(self._around.window.last_place()[0])

    def _begun_with_copy(self, done: object) -> None:
        """Read what came with the copy: its specs price from now on, its deals are on the desk."""
        from omnidesk.operations.backup_words import begun_words

        workshop = self._workshop
        assert workshop is not None

        def shown(catalog: object) -> None:
            self._changed((), cast("Catalog", catalog))
            self._price()
            self._first_run_done()
            self._around.ask.say(begun_words(cast("GoneBack", done)), seconds=TOLD)

        def not_read(error: Exception) -> None:  # the deals are here all the same
            self._first_run_done()
            self._failed(error)

        self._background.run(lambda _job: self._desk(workshop).catalog(), shown, not_read)

    def _price(self) -> None:
        """Price with the catalog as it is since."""
        self._reprices = False
        places = self._places()
        if places is not None and self._workshop is not None:
            places.price_with(self._workshop.catalog)

    def _first_run_done(self) -> None:
        self.first_run = None
        self._around.home.show_welcome(None)
