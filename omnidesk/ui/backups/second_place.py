"""The second folder for safety copies: which it is, and the way to choose another."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.background import Background
from omnidesk.ui.backups.place import BackupsPlace
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from omnidesk.store.connect import Store


class SecondPlace(QWidget):
    """Copies on another disk outlive this one."""

    def __init__(self, place: BackupsPlace, background: Background, failed: Callable[[Exception], object]) -> None:
        super().__init__()
        self._place, self._background, self._failed = place, background, failed
        self._told = Text("", "small", "muted", wrap=True)
        self._choose = Button(_("Choose a folder…"), "secondary", small=True)
        self._choose.setObjectName("second-folder")
        self._none = Button(_("No second folder"), "quiet", small=True)
        self._choose.clicked.connect(self._ask)
        self._none.clicked.connect(lambda: self.choose(None))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(_("Second folder"), "label"))
        words.addWidget(self._told)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self._none, self._choose):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._show(None)
        self.reload()

    def reload(self) -> None:
        """Show which it is now; going back to a copy may have changed it."""
        store = self._place.store()
        if store is not None:
            self._read(store)

    def choose(self, folder: Path | None) -> None:
        """Keep copies in this folder too; None: in none."""
        store = self._place.store()
        if store is None:
            return

        def work(_job: object) -> Path | None:
            from omnidesk.operations.backups import choose_second_folder, second_folder

            choose_second_folder(store, folder)
            return second_folder(store)

        self._background.run(work, self._show, self._failed)

    def _read(self, store: "Store") -> None:
        from omnidesk.operations.backups import second_folder

        self._background.run(lambda _job: second_folder(store), self._show, self._failed)

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("A folder on another disk"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, name: str) -> None:
        self.choose(Path(name))

    def _show(self, found: object) -> None:
        folder = cast("Path | None", found)
        none = _("None yet. A folder on another disk, a stick or a share keeps your deals when this disk fails.")
        self._told.setText(str(folder) if folder is not None else none)
        set_shown(self._none, folder is not None)
