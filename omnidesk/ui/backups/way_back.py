"""The way back to a safety copy: look at it, unlock it, ask, go; off the window's thread, with a way to stop."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from omnidesk import __version__
from omnidesk.domain.errors import InputError
from omnidesk.i18n import _
from omnidesk.operations.backup_words import made_words
from omnidesk.ui.background import Background, Cancelled, Job
from omnidesk.ui.backups.place import BackupsPlace
from omnidesk.ui.direction import window_formatter
from omnidesk.ui.errors import describe
from omnidesk.ui.services import Question
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.progress import ProgressLine
from omnidesk.ui.widgets.shown import set_shown

if TYPE_CHECKING:
    from omnidesk.operations.beside_copies import GoneBack
    from omnidesk.store.copy_preview import CopyPreview
    from omnidesk.store.store_key import StoreKey


class WayBack(QWidget):
    """One piece of work at a time, with what came of it; who stands on it lays out its parts."""

    first = False
    """Whether nothing is here yet, so that it is a beginning rather than a way back."""

    def __init__(self, place: BackupsPlace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self._formatter = place, window_formatter()
        self.background = Background(self, threads=1)
        self._job: Job | None = None
        self.notice, self.progress = Notice(), ProgressLine()
        self.progress.cancelled.connect(self._stop)
        set_shown(self.progress, False)

    def look(self, path: Path, key: "StoreKey | None" = None) -> None:
        """Show what going back to a copy would change; one from another workspace needs its passphrase first."""

        def work(job: Job) -> "CopyPreview":
            from omnidesk.store.copy_check import refuse_damaged
            from omnidesk.store.copy_preview import preview
            from omnidesk.store.restore import key_of

            opens = key_of(self.place.workspace(), path, key)
            refuse_damaged(path, None, lambda share: job.report(0.8 * share, _("Checking")))
            return preview(self.place.workspace(), path, opens)

        self.run(work, lambda found: self._ask(path, key, cast("CopyPreview", found)), partial(self._locked, path))

    def run(
        self,
        work: Callable[[Job], object],
        done: Callable[[object], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Work off the window's thread; nothing else can be begun until it is over."""

        def over(then: Callable[..., object], outcome: object) -> None:
            self._job = None
            set_shown(self.progress, False)
            self.let_choose(True)
            then(outcome)

        self.notice.show_notice("")
        self.let_choose(False)
        self.progress.show_share(0, _("One moment"))
        set_shown(self.progress, True)
        outcome = partial(over, failed or self.fail)
        self._job = self.background.run(work, partial(over, done), outcome, self._progressed)

    def fail(self, error: Exception) -> None:
        """Say why something was not done."""
        if isinstance(error, Cancelled):
            self.notice.show_notice(_("Stopped; nothing was changed."), "accent")
        else:
            self.notice.show_notice(describe(error, __version__).text, "danger")

    def finish(self) -> None:
        """Wait for what is under way."""
        self.background.finish()

    def let_choose(self, able: bool) -> None:
        """Let something be chosen, or nothing while work is under way."""
        self.setEnabled(able)

    def bring(self, job: Job, path: Path, key: "StoreKey | None") -> "GoneBack":
        """Go back, in the background."""
        from omnidesk.operations.beside_copies import go_back

        return go_back(self.place.workspace(), path, key=key, progress=job.report)

    def brought(self, done: "GoneBack") -> None:
        """Show what is there since."""

    def _ask(self, path: Path, key: "StoreKey | None", found: "CopyPreview") -> None:
        from omnidesk.store.backup import described
        from omnidesk.ui.backups.preview_dialog import PreviewDialog

        try:
            made = made_words(described(path), self._formatter)
        except InputError:
            made = path.name
        dialog = PreviewDialog(found, made, self._formatter, self, first=self.first)
        dialog.accepted.connect(partial(self._go_back, path, key))
        dialog.open()

    def _go_back(self, path: Path, key: "StoreKey | None") -> None:
        self.place.leave(partial(self._left, path, key))

    def _left(self, path: Path, key: "StoreKey | None", saved: bool) -> None:
        if not saved:
            self.notice.show_notice(_("The open deal cannot be saved, so nothing was changed."), "danger")
            return
        self.run(lambda job: self.bring(job, path, key), lambda done: self.brought(cast("GoneBack", done)))

    def _locked(self, path: Path, error: Exception) -> None:
        """Ask for the secret of a copy that this workspace's key does not open."""
        from omnidesk.store.connect import DamagedError
        from omnidesk.store.copy_check import is_protected

        if not (isinstance(error, DamagedError) and is_protected(path)):
            self.fail(error)
            return
        told = _("This copy is protected. Type the passphrase or the recovery code of the workspace that it is from.")
        question = Question(_("Unlock the copy"), told, _("Unlock"))
        self.place.ask.secret(question, partial(self._unlock, path))

    def _unlock(self, path: Path, answer: str) -> None:
        def work(_job: Job) -> "StoreKey | None":
            from omnidesk.operations.backups import copy_key

            return copy_key(self.place.workspace(), path, answer)

        self.run(work, lambda key: self.look(path, cast("StoreKey | None", key)))

    def _progressed(self, share: float, words: str) -> None:
        told = {"copying": _("Copying"), "checking": _("Checking"), "checking the copy": _("Checking the copy")}
        self.progress.show_share(share, told.get(words, _("Putting it in place") if share > 0.9 else words))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
