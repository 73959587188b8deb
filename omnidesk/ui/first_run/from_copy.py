"""The way in for who has a safety copy: choose its folder, see what it holds, begin with it."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.background import Job
from omnidesk.ui.backups.place import BackupsPlace
from omnidesk.ui.backups.way_back import WayBack
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from omnidesk.operations.beside_copies import GoneBack
    from omnidesk.operations.from_copy import Newest
    from omnidesk.store.copy_preview import CopyPreview
    from omnidesk.store.store_key import StoreKey


class FromCopy(WayBack):
    """``came`` tells what came with the copy that was chosen."""

    came = Signal(object)
    first = True

    def __init__(self, place: BackupsPlace, parent: QWidget | None = None) -> None:
        super().__init__(place, parent)
        self._damaged = 0
        self.folder = Button(_("Choose the folder…"), "primary", icon="folder-open")
        self.folder.setObjectName("copy-folder")
        self.folder.clicked.connect(self._choose_folder)
        self.file = Button(_("A single file…"), "quiet")
        self.file.setObjectName("copy-file")
        self.file.clicked.connect(self._choose_file)
        self.back = Button(_("Back to the questions"), "quiet")
        self.back.setObjectName("first-run-back")
        self.setFocusProxy(self.folder)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.folder)
        acts.addWidget(self.file)
        acts.addStretch(1)
        acts.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(acts)
        column.addWidget(self.progress)
        column.addWidget(self.notice)
        told = _(
            "A protected copy asks for the passphrase or the recovery code that it was made under. Deals, documents, "
            "signing identities and your own specs come with it."
        )
        column.addWidget(Text(told, "small", "muted", wrap=True))
        column.addStretch(1)

    def search(self, folder: Path) -> None:
        """Look at the newest sound copy of a folder."""

        def work(job: Job) -> "Newest":
            from omnidesk.operations.from_copy import newest_sound

            return newest_sound(folder, job.report)

        self.run(work, self._found)

    def let_choose(self, able: bool) -> None:
        """Let a folder or a file be chosen, or none while work is under way."""
        for part in (self.folder, self.file, self.back):
            part.setEnabled(able)
        if able and self.isVisible():
            self.setFocus()

    def bring(self, job: Job, path: Path, key: "StoreKey | None") -> "GoneBack":
        """Begin with the copy, in the background."""
        from omnidesk.operations.from_copy import begin_with_copy

        store = self.place.store()
        assert store is not None
        return begin_with_copy(store, path, key, job.report)

    def brought(self, done: "GoneBack") -> None:
        """Tell what came."""
        self.came.emit(done)

    def _found(self, found: object) -> None:
        newest = cast("Newest", found)
        self._damaged = newest.damaged
        self.look(newest.copy.path)

    def _ask(self, path: Path, key: "StoreKey | None", found: "CopyPreview") -> None:
        if self._damaged:
            told = _("Newer copies here that are damaged: {count}. This is the newest sound one.")
            self.notice.show_notice(told.format(count=self._damaged), "warning")
        super()._ask(path, key, found)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, _("The folder with your safety copies"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._search_in)
        dialog.open()

    def _search_in(self, name: str) -> None:
        self.search(Path(name))

    def _choose_file(self) -> None:
        self.place.ask.file_to_open(_("A safety copy"), ("db",), self._look_at_file)

    def _look_at_file(self, path: Path) -> None:
        self._damaged = 0
        self.look(path)
