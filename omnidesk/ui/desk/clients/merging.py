"""Looking for clients that may be one, and making one of two: pair by pair, each shown before it is done."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, Signal

from omnidesk.i18n import _
from omnidesk.operations.duplicates import Match, pairs
from omnidesk.operations.duplicates_merged import hold_apart, merge
from omnidesk.specs.imports import load_imports
from omnidesk.store import clients
from omnidesk.store.clients import ClientRow
from omnidesk.store.clients_apart import held_apart
from omnidesk.ui.background import Background, Job
from omnidesk.ui.desk.clients.merge_dialog import MergeDialog
from omnidesk.ui.desk.deal_list import DealList
from omnidesk.ui.desk.desk_reading import DeskReader
from omnidesk.ui.widgets.progress_card import ProgressCard
from omnidesk.wizard.clients import choices, compared

Pair = tuple[ClientRow, ClientRow, str]
"""The client that stays, the one that goes into it, and why they may be one."""


class Merging(QObject):
    """``done`` whenever two clients became one."""

    done = Signal()

    def __init__(
        self,
        home: DealList,
        reader: Callable[[], DeskReader],
        background: Background,
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(home)
        self._home, self._reader, self._background, self._failed = home, reader, background, failed
        self._store = reader().store
        self._waiting: list[tuple[str, Match]] = []
        self._place, self._found = 0, 0
        self._answered = False
        self._card: ProgressCard | None = None
        self.dialog: MergeDialog | None = None

    def compare(self, first: ClientRow, second: ClientRow) -> None:
        """Show two clients that a person has chosen; the older one stays."""
        kept, gone = sorted((first, second), key=lambda row: row.created_at)
        self._waiting, self._found = [], 0
        self._show((kept, gone, ""))

    def look(self) -> None:
        """Look for clients that may be one, and show the first pair."""
        own = self._store.workspace.specs

        def work(job: Job) -> object:
            known = clients.entries(self._store)
            return pairs(known, load_imports(own if own.is_dir() else None), held_apart(self._store), job.report)

        card = self._card = ProgressCard(_("Comparing the clients"), self._home.window())
        job = self._background.run(work, self._begin, self._give_up, card.show_share)
        card.stopped.connect(job.cancel)

    def _begin(self, found: object) -> None:
        self._close_card()
        self._waiting = list(cast("tuple[tuple[str, Match], ...]", found))
        self._found, self._place = len(self._waiting), 0
        self._next()

    def _give_up(self, error: Exception) -> None:
        from omnidesk.ui.background import Cancelled

        self._close_card()
        if not isinstance(error, Cancelled):
            self._failed(error)

    def _close_card(self) -> None:
        card, self._card = self._card, None
        if card is not None:
            card.hide()
            card.deleteLater()

    def _next(self) -> None:
        """Read the next pair of which both are still there."""
        self._close()
        waiting = self._waiting

        def work(_job: Job) -> object:
            for place, (client_id, match) in enumerate(waiting):
                both = [clients.client_at(self._store, each) for each in (match.client_id, client_id)]
                if both[0] is not None and both[1] is not None:
                    return place + 1, (both[0], both[1], match.why)
            return len(waiting), None

        self._background.run(work, self._show_next, self._failed)

    def _show_next(self, found: object) -> None:
        used, pair = cast("tuple[int, Pair | None]", found)
        self._waiting = self._waiting[used:]
        self._place += used
        if pair is not None:
            self._show(pair)
        elif not self._place:
            self._home.toast.say(_("No two clients look like the same"))
        elif self._found:
            self._home.toast.say(_("Every pair was looked at"))

    def _show(self, pair: Pair) -> None:
        kept, gone, why = pair
        place = _("{place} of {count}").format(place=self._place, count=self._found) if self._found else ""
        dialog = MergeDialog(
            compared(kept.entry, gone.entry, self._names()), _why(why, kept, gone), place, self._home.window()
        )
        dialog.merged.connect(partial(self._merge, kept, gone))
        dialog.passed.connect(partial(self._hold_apart, kept, gone))
        self.dialog = dialog
        dialog.open()

    def _names(self) -> dict[str, str]:
        reader = self._reader()
        offered = choices(reader.catalog, reader.formatter.locale)
        return {each.id: each.name for rows in offered.values() for each in rows}

    def _merge(self, kept: ClientRow, gone: ClientRow, take: frozenset[str]) -> None:
        def merged(_act: object) -> None:
            self.done.emit()
            if self._found:
                self._next()
            else:
                self._close()
                told = _("“{gone}” is part of “{kept}” now")
                self._home.toast.say(told.format(gone=gone.entry.name, kept=kept.entry.name))

        self._answer(lambda: merge(self._store, kept, gone, take), merged)

    def _hold_apart(self, first: ClientRow, second: ClientRow) -> None:
        """Remember that they are two, and go on."""
        self._answer(lambda: hold_apart(self._store, first, second), lambda _act: self._next())

    def _answer(self, act: Callable[[], str], then: Callable[[object], object]) -> None:
        """Do what a person says of the pair on screen; a second click says it no second time."""
        if not self._answered:
            self._answered = True
            self._background.run(lambda _job: act(), then, self._tell)

    def _tell(self, error: Exception) -> None:
        self._answered = False
        if self.dialog is not None:
            self.dialog.say(str(error), "danger")
        else:
            self._failed(error)

    def _close(self) -> None:
        dialog, self.dialog = self.dialog, None
        self._answered = False
        if dialog is not None:
            dialog.accept()


def _why(why: str, kept: ClientRow, gone: ClientRow) -> str:
    said = {
        "key": _("Both have the same id in the program that they came from."),
        "name": _("Both have the same name."),
        "domain": _("Both have the same web or mail address."),
        "similar": _("“{first}” and “{second}” are nearly the same name."),
        "id": _("Both have the same id in the program that they came from, and nothing else in common."),
    }.get(why, "")
    return said.format(first=kept.entry.name, second=gone.entry.name)
