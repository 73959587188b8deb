"""The questions of pages as dialogs of the window; none of them blocks."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from omnidesk.ui.services import Question
    from omnidesk.ui.widgets.dialog import Dialog
    from omnidesk.ui.widgets.toast import Toast


class WindowAsk:
    """Asks over a window; ``toast`` gives where short messages appear at the moment."""

    def __init__(self, window: QWidget, toast: "Callable[[], Toast]") -> None:
        self._window, self._toast = window, toast

    def confirm(self, question: "Question", then: Callable[[], object]) -> None:
        """Ask for a yes."""
        dialog = self._dialog(question)
        dialog.accepted.connect(then)
        dialog.open()

    def secret(self, question: "Question", then: Callable[[str], object], *, repeat: bool = False) -> None:
        """Ask for a passphrase; with ``repeat`` twice, until both are the same."""
        from omnidesk.ui.secret_dialog import SecretDialog

        dialog = SecretDialog(question, repeat=repeat, parent=self._window)
        dialog.given.connect(then)
        dialog.open()

    def reason(self, question: "Question", then: Callable[[str], object], *, needed: bool = False) -> None:
        """Ask why something is done; ``needed`` takes no empty answer."""
        from omnidesk.ui.reason_dialog import ReasonDialog

        dialog = ReasonDialog(question, needed=needed, parent=self._window)
        dialog.given.connect(then)
        dialog.open()

    def file_to_save(self, title: str, suggested: Path, then: Callable[[Path], object]) -> None:
        """Ask where to write a file."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, title, str(suggested))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suggested.suffix.removeprefix("."))
        self._open_files(dialog, then)

    def file_to_open(self, title: str, endings: tuple[str, ...], then: Callable[[Path], object]) -> None:
        """Ask for a file that exists."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(" ".join(f"*.{ending}" for ending in endings))
        self._open_files(dialog, then)

    def say(
        self,
        words: str,
        *,
        failed: bool = False,
        action: str = "",
        then: Callable[[], object] | None = None,
        seconds: float = 0,
    ) -> None:
        """Tell what has happened, for so many seconds (0: as long as is usual)."""
        self._toast().say(words, action=action, failed=failed, then=then, seconds=seconds)

    def _dialog(self, question: "Question") -> "Dialog":
        from omnidesk.ui.widgets.dialog import Dialog

        return Dialog(
            question.title,
            question.text,
            accept=question.accept,
            reject=_("Cancel"),
            danger=question.danger,
            parent=self._window,
        )

    def _open_files(self, dialog: "QFileDialog", then: Callable[[Path], object]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(name: str) -> None:
            then(Path(name))

        dialog.fileSelected.connect(chosen)
        dialog.open()
