"""The list of safety copies, with what can be done with them; it can stand in any window."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.operations.backup_words import gone_back_words, salvaged_words
from omnidesk.store.backup import Backup, list_backups
from omnidesk.ui.background import Job
from omnidesk.ui.backups.copy_row import CopyRow
from omnidesk.ui.backups.place import BackupsPlace
from omnidesk.ui.backups.second_place import SecondPlace
from omnidesk.ui.backups.way_back import WayBack
from omnidesk.ui.services import Question
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from omnidesk.operations.backups import Kept
    from omnidesk.operations.beside_copies import GoneBack
    from omnidesk.store.salvage import Salvaged

FIRST = 25
"""Copies that are listed at once; the others after another click."""


class BackupsPanel(WayBack):
    """Make, check, go back; all of it off the window's thread, with progress and a way to stop."""

    def __init__(self, place: BackupsPlace, *, damaged: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(place, parent)
        self._limit = FIRST
        self._make = Button(_("Make a copy now"), "primary", icon="plus", small=True)
        self._make.setObjectName("make-copy")
        self._make.clicked.connect(self.make)
        self._file = Button(_("A copy from elsewhere…"), "quiet", icon="folder-open", small=True)
        self._file.setObjectName("copy-from-elsewhere")
        self._file.clicked.connect(self.choose_file)
        self._salvage = Button(_("Save what can be read"), "secondary", small=True)
        self._salvage.setObjectName("salvage")
        self._salvage.clicked.connect(self.ask_to_salvage)
        self.second = SecondPlace(place, self.background, self.fail)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._lay_out(damaged=damaged)
        self.reload()

    def reload(self) -> None:
        """List the copies again."""
        self.background.run(lambda _job: list_backups(self.place.workspace()), self._show, self.fail)

    def make(self) -> None:
        """Make a copy."""
        store = self.place.store()
        if store is None:
            return

        def work(job: Job) -> "Kept":
            from omnidesk.operations.backups import make

            return make(store, job.report)

        self.run(work, self._made)

    def check(self, copy: Backup) -> None:
        """Look whether a copy is what was saved."""

        def work(job: Job) -> tuple[str, ...]:
            from omnidesk.store.copy_check import verify
            from omnidesk.store.restore import key_of

            key = key_of(self.place.workspace(), copy.path)
            return verify(copy.path, key, share=lambda share: job.report(share, _("Checking")))

        self.run(work, partial(self._checked, copy))

    def choose_file(self) -> None:
        """Ask for a copy that lies elsewhere."""
        self.place.ask.file_to_open(_("A safety copy"), ("db",), self._look_elsewhere)

    def _look_elsewhere(self, path: Path) -> None:
        self.look(path)

    def ask_to_salvage(self) -> None:
        """Ask before a damaged store is put together anew."""
        told = _(
            "Every deal that can still be read is put into a new store, and what cannot is taken from the newest sound "
            "copy. The damaged file is kept. You are told by name what is lost."
        )
        self.place.ask.confirm(Question(_("Save what can be read?"), told, _("Save what can be read")), self._salvaging)

    def _salvaging(self) -> None:
        def work(job: Job) -> "Salvaged":
            from omnidesk.store.salvage import salvage

            return salvage(self.place.workspace(), job.report)

        def done(found: object) -> None:
            self._returned(salvaged_words(cast("Salvaged", found), self._formatter))

        self.run(work, done)

    def _returned(self, words: str) -> None:
        self.notice.show_notice(words, "success")
        self._salvage.hide()
        self.reload()
        self.second.reload()
        self.place.returned()

    def _made(self, kept: object) -> None:
        problem = cast("Kept", kept).problem
        words = _("A safety copy was made and checked.")
        self.notice.show_notice(problem or words, "warning" if problem else "success")
        self.reload()

    def _checked(self, copy: Backup, problems: object) -> None:
        for row in self.findChildren(CopyRow):
            if row.copy == copy:
                row.tell(cast("tuple[str, ...]", problems))

    def let_choose(self, able: bool) -> None:
        """Let something be chosen, or nothing while work is under way."""
        for part in (self._make, self._file, self._salvage, *self.findChildren(CopyRow)):
            part.setEnabled(able)

    def brought(self, done: "GoneBack") -> None:
        """Say what came with the copy."""
        self._returned(gone_back_words(done))

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
