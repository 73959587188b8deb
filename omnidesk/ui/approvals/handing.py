"""Handing something small to somebody: as a file, as text for a mail, as a QR code on screen or in the clipboard."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.background import Background
from omnidesk.ui.services import Ask
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.written_file import write_out

CODE_SIDE, FINEST = 340, 3
"""Pixels: the room for a code, and the least for a module of it, below which cameras fail at a little blur."""


@dataclass(frozen=True)
class Handed:
    """What is handed over: the file and its name, the text for a mail, and what a QR code says."""

    name: str
    content: bytes
    text: str
    code: str


class QrCode(QWidget):
    """A QR code, black on white with its quiet edge whatever the colours of the window: cameras need it so.

    Each module takes whole pixels, so that none is blurred.
    """

    def __init__(self, png: bytes, about: str) -> None:
        super().__init__()
        from omnidesk.operations.qr_code import SCALE

        self.picture = QImage.fromData(png)
        modules = self.picture.width() // SCALE
        self.setObjectName("qr-code")
        self.setAccessibleName(about)
        self.setFixedSize(QSize(modules, modules) * max(FINEST, CODE_SIDE // modules))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the code on its white card."""
        painter = QPainter(self)
        painter.drawImage(self.rect(), self.picture)
        painter.end()


class Handing(QWidget):
    """The code at the left, the ways to hand it over at the right."""

    def __init__(self, handed: Handed, ask: Ask, background: Background, told: Callable[[str], object]) -> None:
        super().__init__()
        from omnidesk.operations.qr_code import qr_png

        self._handed, self._ask, self._background, self._told = handed, ask, background, told
        self._png = qr_png(handed.code)
        self.code = QrCode(self._png, _("QR code"))
        ways = QVBoxLayout()
        ways.setSpacing(8)
        ways.addWidget(Text(_("Hand it over"), "heading"))
        words = _("By mail as text or file, or let a telephone read the code. No server is needed.")
        ways.addWidget(Text(words, "small", "muted", wrap=True))
        for label, icon, name, act in (
            (_("Copy the text"), "copy", "hand-text", self._copy_text),
            (_("Save as a file"), "download-simple", "hand-file", self._choose_place),
            (_("Copy the QR code"), "copy", "hand-code", self._copy_code),
            (_("Save the QR code"), "download-simple", "save-code", self._choose_code_place),
        ):
            button = Button(label, "secondary", icon=icon, small=True)
            button.setObjectName(name)
            button.clicked.connect(act)
            ways.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        ways.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(ways, 1)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._handed.text)
        self._told(_("The text is in the clipboard; paste it into a mail."))

    def _copy_code(self) -> None:
        QGuiApplication.clipboard().setImage(self.code.picture)
        self._told(_("The picture is in the clipboard."))

    def _choose_place(self) -> None:
        self._save(_("Save as a file"), Path.home() / self._handed.name, self._handed.content)

    def _choose_code_place(self) -> None:
        place = (Path.home() / self._handed.name).with_suffix(".png")
        self._save(_("Save the QR code"), place, self._png)

    def _save(self, title: str, suggested: Path, content: bytes) -> None:
        def written(path: object) -> None:
            self._told(_("Written to {path}").format(path=path))

        def chosen(path: Path) -> None:
            self._background.run(lambda _job: write_out(path, content), written, self._failed)

        self._ask.file_to_save(title, suggested, chosen)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._told(str(error))
