"""The list of safety copies, with what can be done with them; it can stand in any window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk import __version__
from omnidesk.domain.errors import InputError
from omnidesk.i18n import _
from omnidesk.operations.backup_words import gone_back_words, made_words, salvaged_words
from omnidesk.store.backup import Backup, list_backups
from omnidesk.ui.background import Background, Cancelled, Job
from omnidesk.ui.backups.copy_row import CopyRow
from omnidesk.ui.backups.place import BackupsPlace
from omnidesk.ui.backups.second_place import SecondPlace
from omnidesk.ui.direction import window_formatter
from omnidesk.ui.errors import describe
from omnidesk.ui.services import Question
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.progress import ProgressLine
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from omnidesk.operations.backups import Kept
    from omnidesk.operations.beside_copies import GoneBack
    from omnidesk.store.copy_preview import CopyPreview
    from omnidesk.store.salvage import Salvaged
    from omnidesk.store.store_key import StoreKey

FIRST = 25
"""Copies that are listed at once; the others after another click."""


class BackupsPanel(QWidget):
    """Make, check, go back; all of it off the window's thread, with progress and a way to stop."""

    def __init__(self, place: BackupsPlace, *, damaged: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self._formatter, self._limit = place, window_formatter(), FIRST
        self.background = Background(self, threads=1)
        self._job: Job | None = None
        self.notice, self.progress = Notice(), ProgressLine()
        self.progress.cancelled.connect(self._stop)
        self._make = Button(_("Make a copy now"), "primary", icon="plus", small=True)
        self._make.setObjectName("make-copy")
        self._make.clicked.connect(self.make)
        self._file = Button(_("A copy from elsewhere…"), "quiet", icon="folder-open", small=True)
        self._file.setObjectName("copy-from-elsewhere")
        self._file.clicked.connect(self.choose_file)
        self._salvage = Button(_("Save what can be read"), "secondary", small=True)
        self._salvage.setObjectName("salvage")
        self._salvage.clicked.connect(self.ask_to_salvage)
        self.second = SecondPlace(place, self.background, self._failed)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._lay_out(damaged=damaged)
        self.reload()

    def reload(self) -> None:
        """List the copies again."""
        self.background.run(lambda _job: list_backups(self.place.workspace()), self._show, self._failed)

    def make(self) -> None:
        """Make a copy."""
        store = self.place.store()
        if store is None:
            return

        def work(job: Job) -> "Kept":
            from omnidesk.operations.backups import make

            return make(store, job.report)

        self._run(work, self._made)

    def check(self, copy: Backup) -> None:
        """Look whether a copy is what was saved."""

        def work(job: Job) -> tuple[str, ...]:
            from omnidesk.store.copy_check import verify
            from omnidesk.store.restore import key_of

            key = key_of(self.place.workspace(), copy.path)
            return verify(copy.path, key, share=lambda share: job.report(share, _("Checking")))

        self._run(work, partial(self._checked, copy))

    def choose_file(self) -> None:
        """Ask for a copy that lies elsewhere."""
        self.place.ask.file_to_open(_("A safety copy"), ("db",), self._look_elsewhere)

    def _look_elsewhere(self, path: Path) -> None:
        self.look(path)

    def look(self, path: Path, key: "StoreKey | None" = None) -> None:
        """Show what going back to a copy would change; one from another workspace needs its passphrase first."""

        def work(job: Job) -> "CopyPreview":
            from omnidesk.store.copy_check import refuse_damaged
            from omnidesk.store.copy_preview import preview
            from omnidesk.store.restore import key_of

            opens = key_of(self.place.workspace(), path, key)
            refuse_damaged(path, None, lambda share: job.report(0.8 * share, _("Checking")))
            return preview(self.place.workspace(), path, opens)

        self._run(work, lambda found: self._ask(path, key, cast("CopyPreview", found)), partial(self._locked, path))

    def ask_to_salvage(self) -> None:
        """Ask before a damaged store is put together anew."""
        told = _(
            "Every deal that can still be read is put into a new store, and what cannot is taken from the newest sound "
            "copy. The damaged file is kept. You are told by name what is lost."
        )
        self.place.ask.confirm(Question(_("Save what can be read?"), told, _("Save what can be read")), self._salvaging)

    def finish(self) -> None:
        """Wait for what is under way."""
        self.background.finish()

    def _ask(self, path: Path, key: "StoreKey | None", found: "CopyPreview") -> None:
        from omnidesk.store.backup import described
        from omnidesk.ui.backups.preview_dialog import PreviewDialog

        try:
            made = made_words(described(path), self._formatter)
        except InputError:
            made = path.name
        dialog = PreviewDialog(found, made, self._formatter, self)
        dialog.accepted.connect(partial(self._go_back, path, key))
        dialog.open()

    def _go_back(self, path: Path, key: "StoreKey | None") -> None:
        self.place.leave(partial(self._left, path, key))

    def _left(self, path: Path, key: "StoreKey | None", saved: bool) -> None:
        if not saved:
            self.notice.show_notice(_("The open deal cannot be saved, so nothing was changed."), "danger")
            return

        def work(job: Job) -> object:
            from omnidesk.operations.beside_copies import go_back

            return go_back(self.place.workspace(), path, key=key, progress=job.report)

        self._run(work, lambda done: self._returned(gone_back_words(cast("GoneBack", done))))

    def _salvaging(self) -> None:
        def work(job: Job) -> "Salvaged":
            from omnidesk.store.salvage import salvage

            return salvage(self.place.workspace(), job.report)

        def done(found: object) -> None:
            self._returned(salvaged_words(cast("Salvaged", found), self._formatter))

        self._run(work, done)

    def _returned(self, words: str) -> None:
        self.notice.show_notice(words, "success")
        self._salvage.hide()
        self.reload()
        self.second.reload()
        self.place.returned()

    def _locked(self, path: Path, error: Exception) -> None:
        """Ask for the secret of a copy that this workspace's key does not open."""
        from omnidesk.store.connect import DamagedError
        from omnidesk.store.copy_check import is_protected

        if not (isinstance(error, DamagedError) and is_protected(path)):
            self._failed(error)
            return
        told = _("This copy is protected. Type the passphrase or the recovery code of the workspace that it is from.")
        question = Question(_("Unlock the copy"), told, _("Unlock"))
        self.place.ask.secret(question, partial(self._unlock, path))

    def _unlock(self, path: Path, answer: str) -> None:
        def work(_job: Job) -> "StoreKey | None":
            from omnidesk.operations.backups import copy_key

            return copy_key(self.place.workspace(), path, answer)

        self._run(work, lambda key: self.look(path, cast("StoreKey | None", key)))

    def _made(self, kept: object) -> None:
        problem = cast("Kept", kept).problem
        words = _("A safety copy was made and checked.")
        self.notice.show_notice(problem or words, "warning" if problem else "success")
        self.reload()

    def _checked(self, copy: Backup, problems: object) -> None:
        for row in self.findChildren(CopyRow):
            if row.copy == copy:
                row.tell(cast("tuple[str, ...]", problems))

    def _run(
        self,
        work: Callable[[Job], object],
        done: Callable[[object], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        def over(then: Callable[..., object], outcome: object) -> None:
            self._job = None
            set_shown(self.progress, False)
            self._rows_enabled(True)
            then(outcome)

        self.notice.show_notice("")
        self._rows_enabled(False)
        self.progress.show_share(0, _("One moment"))
        set_shown(self.progress, True)
        outcome = partial(over, failed or self._failed)
        self._job = self.background.run(work, partial(over, done), outcome, self._progressed)

    def _rows_enabled(self, enabled: bool) -> None:
        for part in (self._make, self._file, self._salvage, *self.findChildren(CopyRow)):
            part.setEnabled(enabled)

    def _progressed(self, share: float, words: str) -> None:
        told = {"copying": _("Copying"), "checking": _("Checking"), "checking the copy": _("Checking the copy")}
        self.progress.show_share(share, told.get(words, _("Putting it in place") if share > 0.9 else words))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self.notice.show_notice(_("Stopped; nothing was changed."), "accent")
        else:
            self.notice.show_notice(describe(error, __version__).text, "danger")

    def _show(self, found: object) -> None:
        copies = cast("tuple[Backup, ...]", found)
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for copy in copies[: self._limit]:
            row = CopyRow(copy, self._formatter)
            row.checked.connect(self.check)
            row.chosen.connect(self._choose)
            self._rows.addWidget(row)
            self._rows.addWidget(Rule())
        if not copies:
            told = _("No safety copies yet. The first is made by itself once there is a deal.")
            self._rows.addWidget(Text(told, "body", "muted", wrap=True))
        if len(copies) > self._limit:
            more = Button(_("Show older copies"), "quiet", small=True)
            more.clicked.connect(self._show_all)
            self._rows.addWidget(more)

    def _choose(self, copy: Backup) -> None:
        self.look(copy.path)

    def _show_all(self) -> None:
        self._limit = 10_000
        self.reload()

    def _lay_out(self, *, damaged: bool) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._make)
        acts.addWidget(self._file)
        acts.addStretch(1)
        acts.addWidget(self._salvage)
        set_shown(self._make, self.place.store() is not None)
        set_shown(self._salvage, damaged)
        set_shown(self.progress, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.notice)
        column.addLayout(acts)
        column.addWidget(self.progress)
        column.addLayout(self._rows)
        if self.place.store() is not None:
            column.addWidget(self.second)
        column.addStretch(1)
