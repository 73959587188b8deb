"""From the dialog to the file: written behind the window, with a way to stop."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.operations.exporting import export_clients, export_deals
from omnidesk.operations.exporting_calendar import calendar_of_deals
from omnidesk.operations.exporting_tables import Exported, TableFormat
from omnidesk.store.search import DealFilter
from omnidesk.ui.background import Background, Cancelled, Job
from omnidesk.ui.exporting.dialog import CLIENTS, SHOWN, ExportDialog
from omnidesk.ui.services import Ask, today
from omnidesk.ui.widgets.progress_card import ProgressCard
from omnidesk.ui.written_file import write_out

if TYPE_CHECKING:
    from omnidesk.ui.workshop import Workshop


class Exporting(QObject):
    """Writes what a person wants written."""

    def __init__(self, window: QWidget, workshop: "Workshop", ask: Ask, failed: Callable[[Exception], None]) -> None:
        super().__init__(window)
        self._window, self._workshop, self._ask, self._failed = window, workshop, ask, failed
        self._background = Background(self, threads=1)
        self.dialog: ExportDialog | None = None
        self.card: ProgressCard | None = None

    def finish(self) -> None:
        """Wait for what is under way; call it before the store is closed."""
        self._background.finish()

    def ask(self, wanted: DealFilter, shown: int) -> None:
        """Ask what goes out; ``wanted`` is what the list shows now, ``shown`` how many deals that are."""
        if self.card is not None:
            self._ask.say(_("A file is being written; stop that or wait for it"), failed=True)
            return
        narrowed = wanted != DealFilter()
        dialog = self.dialog = ExportDialog(shown, narrowed=narrowed, parent=self._window)
        dialog.wanted.connect(partial(self._choose_place, wanted))
        dialog.finished.connect(self._forget)
        dialog.open()

    def _choose_place(self, shown: DealFilter, what: str, kind: str) -> None:
        wanted = shown if what == SHOWN else DealFilter(archived=None)
        name = _("clients") if what == CLIENTS else _("deals")
        suggested = Path.home() / f"omnidesk-{name}-{today().isoformat()}.{kind}"
        self._ask.file_to_save(_("Save the export"), suggested, partial(self._write, what, wanted, kind))

    def _write(self, what: str, wanted: DealFilter, kind: str, path: Path) -> None:
        def work(job: Job) -> int:
            exported = self._exported(what, wanted, kind, job)
            write_out(path, exported.content)
            return exported.count

        def done(count: object) -> None:
            self._close_card()
            told = _("{count} written to {path}").format(count=f"{cast(int, count):,}", path=path)
            self._ask.say(told)

        card = self.card = ProgressCard(_("Writing {name}").format(name=path.name), self._window)
        job = self._background.run(work, done, self._not_written, card.show_share)
        card.stopped.connect(job.cancel)

    def _exported(self, what: str, wanted: DealFilter, kind: str, job: Job) -> Exported:
        store = self._workshop.store
        if kind == "ics":
            return calendar_of_deals(store, wanted, self._workshop.catalog, progress=job.report)
        table = msgspec.convert(kind, TableFormat)
        if what == CLIENTS:
            return export_clients(store, "", table, progress=job.report)
        return export_deals(store, wanted, table, progress=job.report)

    def _forget(self, _result: int) -> None:
        self.dialog = None

    def _close_card(self) -> None:
        card, self.card = self.card, None
        if card is not None:
            card.hide()
            card.deleteLater()

    def _not_written(self, error: Exception) -> None:
        self._close_card()
        if isinstance(error, Cancelled):
            self._ask.say(_("Stopped; nothing was written"))
        else:
            self._failed(error)
