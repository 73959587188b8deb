"""From a file to what is written: previewed behind the window, shown, and imported when a person says so."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.operations.duplicates_merged import TakenBack, take_back
from omnidesk.operations.importing.preview import Preview, Wish, preview
from omnidesk.operations.importing.words import taken_back_words
from omnidesk.operations.importing.write import Imported, write_import
from omnidesk.specs.imports import load_imports
from omnidesk.ui.background import Background, Cancelled, Job
from omnidesk.ui.importing.dialog import ImportDialog
from omnidesk.ui.services import Ask, today

if TYPE_CHECKING:
    from omnidesk.domain.imports import ImportsSpec
    from omnidesk.ui.workshop import Workshop

ENDINGS = ("csv", "tsv", "xlsx", "vcf")


def is_table(path: Path) -> bool:
    """Whether a file's name says that it is a table, not a document that came back."""
    return path.suffix.lower().removeprefix(".") in ENDINGS


class Importing(QObject):
    """Takes tables. ``imported`` once clients or deals were written or taken back."""

    imported = Signal()

    def __init__(self, window: QWidget, workshop: "Workshop", ask: Ask, failed: Callable[[Exception], None]) -> None:
        super().__init__(window)
        self._window, self._workshop, self._ask, self._failed = window, workshop, ask, failed
        self._store = workshop.store
        self._background = Background(self, threads=1)
        self._spec: ImportsSpec | None = None
        self._job: Job | None = None
        self.dialog: ImportDialog | None = None

    def finish(self) -> None:
        """Wait for what is under way; call it before the store is closed."""
        self._background.finish()

    def choose(self) -> None:
        """Ask for a file."""
        self._ask.file_to_open(_("A table of clients or deals"), ENDINGS, self.take)

    def take(self, path: Path) -> None:
        """Look at a file; it is shown before anything is written."""
        if self.dialog is None:
            self._look(Wish(path=path))

    def _look(self, wish: Wish) -> None:
        """Work a wish out; one that is still being worked out is given up for it."""
        self._stop()
        before = self.dialog.preview if self.dialog is not None else None
        same = before is not None and before.wish.encoding == wish.encoding
        table = before.table if before is not None and same else None

        def work(job: Job) -> tuple["ImportsSpec", Preview]:
            spec = self._spec or load_imports(self._own_specs())
            found = preview(self._store, self._workshop.catalog, spec, wish, table=table, progress=job.report)
            return spec, found

        self._job = self._background.run(work, self._show, self._not_read, self._progressed)
        if self.dialog is not None:
            self.dialog.show_busy(_("Looking at the rows"))

    def _own_specs(self) -> Path | None:
        own = self._store.workspace.specs
        return own if own.is_dir() else None

    def _show(self, found: object) -> None:
        self._spec, shown = cast("tuple[ImportsSpec, Preview]", found)
        if self.dialog is not None:
            self.dialog.show_preview(shown)
            return
        dialog = self.dialog = ImportDialog(shown, self._spec, self._window)
        dialog.wished.connect(self._look)
        dialog.confirmed.connect(self._write)
        dialog.stopped.connect(self._stop)
        dialog.undone.connect(self._take_back)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _write(self, shown: Preview) -> None:
        def work(job: Job) -> Imported:
            name = shown.wish.path.name
            return write_import(
                self._store, shown.plan, self._workshop.catalog, source=name, today=today(), progress=job.report
            )

        self._job = self._background.run(work, self._written, self._not_written, self._progressed)
        if self.dialog is not None:
            self.dialog.show_busy(_("Importing"))

    def _written(self, found: object) -> None:
        self.imported.emit()
        if self.dialog is not None:
            self.dialog.show_report(cast(Imported, found))

    def _take_back(self, act_id: str) -> None:
        def done(found: object) -> None:
            self.imported.emit()
            self._ask.say(taken_back_words(cast(TakenBack, found)))

        self._background.run(lambda _job: take_back(self._store, act_id), done, self._failed)

    def _progressed(self, share: float, words: str) -> None:
        if self.dialog is not None:
            self.dialog.show_busy(_(words).capitalize(), share)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _forget(self, _result: int) -> None:
        self.dialog = None

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            return
        if self.dialog is not None:
            self.dialog.show_preview(self.dialog.preview)
        self._ask.say(str(error), failed=True)

    def _not_written(self, error: Exception) -> None:
        """Nothing was written; the dialog is as it was before."""
        if self.dialog is not None:
            self.dialog.show_preview(self.dialog.preview)
        if not isinstance(error, Cancelled):
            self._failed(error)
