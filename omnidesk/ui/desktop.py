"""The running window: opens store and catalog behind it, and carries out what a person wants done with deals."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from omnidesk import __version__
from omnidesk.i18n import _
from omnidesk.kept_settings import KeptSettings
from omnidesk.shipped import shipped
from omnidesk.ui.asking import WindowAsk
from omnidesk.ui.background import Background
from omnidesk.ui.backups.safety import Around, Safety
from omnidesk.ui.desk.deal_list import DealList
from omnidesk.ui.desk.samples import SAMPLES
from omnidesk.ui.direction import window_formatter
from omnidesk.ui.errors import Failure, Watch, describe
from omnidesk.ui.first_paint import FirstPaint
from omnidesk.ui.main_window import MainWindow
from omnidesk.ui.preferences import Preferences
from omnidesk.ui.protection.afterwards import come_to_rest
from omnidesk.ui.protection.guard import Guard
from omnidesk.ui.protection.guarded import Guarded
from omnidesk.ui.protection.patience import closing
from omnidesk.ui.theme.fonts import register_fonts_behind
from omnidesk.ui.typed_ahead import TypedAhead
from omnidesk.ui.warming import IDLE, NEAR_DOCUMENTS, warm_documents, warm_list, warm_wizard
from omnidesk.ui.workshop import Workshop, opened_workshop, taken

if TYPE_CHECKING:
    from omnidesk.domain.client import Client
    from omnidesk.domain.deal import Deal
    from omnidesk.store.deals import DealRow
    from omnidesk.store.workspace import Workspace
    from omnidesk.ui.deal_wizard import OpenDeal
    from omnidesk.ui.desk.desk_places import DeskPlaces
    from omnidesk.ui.returned.returns import Returns
    from omnidesk.ui.widgets.toast import Toast


class Desktop(QObject):
    """Holds the window and what it stands on; every act on a deal begins here.

    ``painted`` once the window is on screen, ``settled`` once the deals are there or could not be opened.
    """

    painted, settled = Signal(), Signal()

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__()
        self.workspace = workspace
        self.home = DealList(SAMPLES)
        self.window = MainWindow(self.home, KeptSettings(workspace.folder))
        self.background = Background(self, threads=1)
        self.ask = WindowAsk(self.window, self._toast)
        self.watch = Watch(self._show_failure, self.window.save, __version__)
        self.workshop: Workshop | None = None
        self.places: DeskPlaces | None = None
        self.returns: Returns | None = None
        self._wishes: list[Callable[[], None]] = []
        self._warming = False
        saves = (self.window.save, lambda: self.workshop and self.workshop.store)
        behind = Guarded(self.window, self.background, *saves, self.ask)
        self.guard = Guard(workspace, behind, self)
        self.typed = TypedAhead(self.window)
        around = (self.window, self.home, self.ask, lambda: self.guard.workspace, self.window.save)
        self.safety = Safety(Around(*around, self._open, self._reopen))
        self.preferences = Preferences(self.safety, self.guard, lambda: self.places, self._failed)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE)
        self._idle.timeout.connect(lambda: self.background.run(lambda _job: warm_documents()))
        self._connect()

    def start(self) -> None:
        """Show the window, then open store and catalog behind it."""
        FirstPaint(self.window, self.painted.emit)
        self.window.show()

    def close(self) -> None:
        """Let everything under way finish and close the store."""
        self._idle.stop()
        with closing(self.window.settings):
            try:
                for part in (self.returns, self.safety, self.preferences):
                    if part is not None:
                        part.finish()
            finally:
                self.guard.rest()

    def new_deal(self, client: "Client | None" = None) -> None:
        """Begin a new deal on its first step, for a client who is known or for one who is not yet."""

        def make(workshop: Workshop) -> "Deal":
            from omnidesk.operations.settings.begun import first_draft
            from omnidesk.ui.services import today

            return first_draft(workshop.store, today(), client)

        self._create(make)

    def open_sample(self, file: str) -> None:
        """Save a copy of a sample deal and open it."""

        def make(_workshop: Workshop) -> "Deal":
            from omnidesk.deal_file import read_deal

            return read_deal(shipped("resources", "samples", file))

        self._create(make)

    def open_deal(self, deal_id: str, step: str = "") -> None:
        """Open a deal, on a step or else where it was left."""
        self._with_workshop(lambda workshop: taken(workshop, deal_id), partial(self._show_deal, step))

    def duplicate(self, deal_id: str) -> None:
        """Save a copy of a deal."""

        def work(workshop: Workshop) -> "DealRow":
            from omnidesk.store import deals

            original = deals.load(workshop.store, deal_id).row.title
            return deals.duplicate(workshop.store, deal_id, _("{title} (copy)").format(title=original))

        def done(found: object) -> None:
            row = cast("DealRow", found)
            self.home.reload()
            opens = partial(self.open_deal, row.id)
            self.ask.say(_("“{title}” is there").format(title=row.title), action=_("Open"), then=opens)

        self._with_workshop(work, done)

    def archive(self, deal_id: str, archived: bool) -> None:
        """Put a deal away, or back on the desk."""

        def work(workshop: Workshop) -> "DealRow":
            from omnidesk.store import deals

            return deals.archive(workshop.store, deal_id, archived=archived)

        def done(found: object) -> None:
            title = cast("DealRow", found).title
            self.home.reload()
            told = _("“{title}” is in the archive") if archived else _("“{title}” is back on the desk")
            self.ask.say(told.format(title=title), action=_("Undo"), then=partial(self.archive, deal_id, not archived))

        self._with_workshop(work, done)

    def _connect(self) -> None:
        home = self.home
        self.painted.connect(self._open)
        home.new_wanted.connect(self.new_deal)
        home.sample_wanted.connect(self.open_sample)
        home.opened.connect(self.open_deal)
        home.copied.connect(self.duplicate)
        home.put_away.connect(self.archive)
        home.side.offer("colours", self.window.switch_colours)
        home.side.offer("sheet", self.window.show_shortcuts)
        self.window.lock_wanted.connect(self.guard.lock)
        self.window.rest_wanted.connect(partial(come_to_rest, self.guard))
        self.window.home_shown.connect(home.reload)
        self.window.home_shown.connect(self.typed.forget)

    def _open(self) -> None:
        self.background.run(lambda _job: warm_list())
        self.guard.open(opened_workshop, self._furnish, self._not_opened)

    def _furnish(self, found: object) -> None:
        from omnidesk.domain.lifecycle import STAGES
        from omnidesk.ui.desk.deal_model import DealModel
        from omnidesk.ui.desk.deal_table import DealTable
        from omnidesk.ui.desk.fetching import fetching
        from omnidesk.ui.widgets.choice import Option
        from omnidesk.wizard.desk_words import stage_name

        workshop = self.workshop = cast(Workshop, found)
        self.preferences.begin(workshop)
        tiers = {tier.id: tier.name for tier in workshop.catalog.tiers}
        model = DealModel(fetching(workshop.store), tiers, window_formatter())
        model.failed.connect(self._failed)
        for outcome in (model.loaded, model.failed):
            outcome.connect(self._warm_up)
        stages = [Option(stage, stage_name(stage)) for stage in STAGES]
        self.home.show_table(DealTable(model), stages, [Option(key, name) for key, name in tiers.items()])
        self._grant_wishes()

    def _grant_wishes(self) -> None:
        wishes, self._wishes = self._wishes, []
        for wish in wishes:
            wish()
        deal_id, step = self.window.last_place()
        if deal_id and not wishes:
            self._with_workshop(lambda held: taken(held, deal_id), partial(self._show_deal, step), lambda _error: None)

    def _warm_up(self) -> None:
        """With the deals on screen, read what a next key would have to wait for."""
        if not self._warming:
            self._warming = True
            self.background.run(lambda _job: warm_wizard(), self._furnish_places)

    def _furnish_places(self, _imported: object) -> None:
        from omnidesk.ui.desk.desk_places import DeskPlaces
        from omnidesk.ui.desk.desk_reading import DeskReader
        from omnidesk.ui.returned.returns import Returns

        if self.workshop is not None:
            reader = DeskReader(self.workshop.store, self.workshop.catalog, window_formatter())
            self.places = DeskPlaces(self.home, reader, self.ask, self._failed)
            self.places.deal_wanted.connect(self.new_deal)
            self.returns = Returns(self.window, self.home, self.workshop, self.ask, self._failed)
            for wanted in (self.places.issue_wanted, self.returns.returning.ours):
                wanted.connect(partial(self.open_deal, step="sign"))
            self.places.success_wanted.connect(partial(self.open_deal, step="roadmap"))
            self.returns.returning.recorded.connect(self._reopen)
            self.returns.returning.imported.connect(self.open_deal)
            self.safety.begin(self.workshop)
        self.settled.emit()
        QTimer.singleShot(0, register_fonts_behind)

    def _not_opened(self, error: Exception) -> None:
        from omnidesk.strict_yaml import SourceError

        self.typed.forget()
        if isinstance(error, SourceError):
            told = _("A spec file has a mistake, so nothing can be priced. Put it right, then open OmniDesk again.")
            self._show_failure(Failure(_("The catalog needs a look"), told, str(error)))
            self.home.show_unopened()
        elif not self.safety.show_failed(error):
            self._failed(error)
            self.home.show_unopened()
        self.settled.emit()

    def _create(self, make: Callable[[Workshop], "Deal"]) -> None:
        """Make a deal and open it; a second wish while one is being made is the same wish."""
        if self.typed.holds:
            return

        def work(workshop: Workshop) -> "OpenDeal":
            from omnidesk.operations.kept_deals import keep_new

            return taken(workshop, keep_new(workshop.store, make(workshop), workshop.catalog).id)

        self.typed.hold()
        self._with_workshop(work, partial(self._show_deal, ""), self._not_made)

    def _not_made(self, error: Exception) -> None:
        self.typed.forget()
        self._failed(error)

    def _show_deal(self, step: str, found: object) -> None:
        from omnidesk.ui.deal_wizard import wizard_for

        opened, before = cast("OpenDeal", found), self.window.wizard
        if before is not None and before.session.unsaved:  # typed while it was being read
            self._open_instead(opened.keeper.row.id, step)
            return
        wizard = wizard_for(opened, self.ask, step, open_deal=self._open_instead)
        self.typed.follow(wizard)
        self.window.open_wizard(wizard, opened.keeper.row.id)
        wizard.moved.connect(self._near)
        self._near(wizard.step)

    def _near(self, step: str) -> None:
        if step in NEAR_DOCUMENTS:
            self._idle.start()

    def _reopen(self, deal_id: str) -> None:
        """Show a deal as it is since a file came back for it or its offer lapsed."""
        if self.window.wizard is not None and self.window.last_place()[0] == deal_id:
            self.open_deal(deal_id)
        self.home.reload()

    def _open_instead(self, deal_id: str, step: str) -> None:
        self.window.save(lambda saved: self.open_deal(deal_id, step) if saved else None)

    def _with_workshop(
        self,
        work: Callable[[Workshop], object],
        done: Callable[[object], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        workshop = self.workshop
        if workshop is None:
            self._wishes.append(partial(self._with_workshop, work, done, failed))
        else:
            self.background.run(lambda _job: work(workshop), done, failed or self._failed)

    def _toast(self) -> "Toast":
        return self.window.wizard.toast if self.window.wizard is not None else self.home.toast

    def _failed(self, error: Exception) -> None:
        self._show_failure(describe(error, __version__))

    def _show_failure(self, failure: Failure) -> None:
        self.window.show_failure(failure, self.watch.closed)
