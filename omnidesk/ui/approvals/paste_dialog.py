"""Bringing in what somebody sent: a text is pasted, or a file is opened or dropped."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from omnidesk.domain.errors import InputError
from omnidesk.given_file import read_given
from omnidesk.i18n import _
from omnidesk.ui.approvals.sheet import Sheet
from omnidesk.ui.services import Ask
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.field import Field

LARGEST = 100_000
"""Bytes of a file that is read."""


class PasteDialog(Sheet):
    """``given`` brings the text; the dialog stays until ``then`` of it has closed it, and shows what was wrong."""

    given = Signal(str)

    def __init__(self, title: str, words: str, accept: str, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__("paste-dialog", title, words, "download-simple", parent)
        self.setAcceptDrops(True)
        self._ask = ask
        self.text = TextArea(_("Paste the text of the mail, or drop the file here"), lines=3)
        self.text.setObjectName("pasted")
        self.text.focus_target().setAcceptDrops(False)  # a file is read, not its address pasted
        self._field = Field(_("Text"), self.text, "pasted")
        self.text.edited.connect(self._forget_problems)
        self.column.addWidget(self._field)
        choose = Button(_("Open a file"), "quiet", icon="folder-open", small=True)
        choose.setObjectName("paste-file")
        choose.clicked.connect(self._choose)
        self.column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeading)
        self.add_button(_("Cancel"), "paste-cancel").clicked.connect(self.reject)
        self.act = self.add_button(accept, "paste-accept", "primary")
        self.act.clicked.connect(self.accept)
        self.fit()
        self._field.focus()

    def accept(self) -> None:
        """Hand the text over, if there is one."""
        text = self.text.text()
        if text.strip():
            self.given.emit(text)
        else:
            self._field.set_problem(_("Paste the text, or open the file."))

    def refuse(self, words: str) -> None:
        """Say what is wrong with what was brought."""
        self.say(words, "danger")

    def _forget_problems(self) -> None:
        self._field.set_problem("")
        self.say("", "danger")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file of this machine."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file that was dropped."""
        for url in event.mimeData().urls()[:1]:
            self._read(Path(url.toLocalFile()))
        event.acceptProposedAction()

    def _choose(self) -> None:
        self._ask.file_to_open(_("Open a file"), ("omnidesk-request", "omnidesk-approval", "txt", "eml"), self._read)

    def _read(self, path: Path) -> None:
        read_small(path, self.text.set_text, self.refuse)


def read_small(path: Path, then: Callable[[str], object], refuse: Callable[[str], object]) -> None:
    """Read a file that can only be small, and say so where it is not."""
    try:
        content = read_given(path, LARGEST, too_large=_("too large; this is another file"))
    except InputError as error:
        refuse(str(error))
    else:
        then(content.decode(errors="replace"))
