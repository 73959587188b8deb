"""From the last step out of the room: the document as a mail draft, or on a stick, read back before it is said so."""

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStorageInfo, QUrl
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.background import Job
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.written_file import tell_written, write_out

OUT = ("issued", "accepted", "active")
MOUNTED = ("/media/", "/run/media/", "/mnt/", "/Volumes/")
"""Where systems put what is plugged in."""


class HandingOn(Section):
    """Shown while something of the deal is out; takes the newest file that both sides signed, or the issued one."""

    def __init__(
        self, services: WizardServices, open_url: Callable[[QUrl], bool], parent: QWidget | None = None
    ) -> None:
        about = _("The file that both sides signed, or until then the one that was issued.")
        super().__init__(_("To the client"), about, icon="box-arrow-up", parent=parent)
        self._services, self._open_url = services, open_url
        self.told = Notice("success")
        self.plugged = Button("", "primary", icon="copy", small=True)
        self.plugged.setObjectName("copy-to-plugged")
        self.plugged.clicked.connect(self._copy_to_plugged)
        self._stick: Path | None = None
        self.mail = Button(_("Mail draft with the file"), "secondary", icon="box-arrow-up", small=True)
        self.stick = Button(_("Copy to a stick or folder"), "secondary", icon="copy", small=True)
        self.mail.setObjectName("mail-draft")
        self.stick.setObjectName("copy-to-stick")
        self.mail.clicked.connect(self._ask_draft)
        self.stick.clicked.connect(self._ask_stick)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.plugged, self.mail, self.stick):
            row.addWidget(button)
        row.addStretch(1)
        self.content.addLayout(row)
        self.content.addWidget(self.told)
        self.hide()

    def follow(self) -> None:
        """Show it where there is something to hand on."""
        out = self._services.offer.row.stage in OUT
        self._stick = plugged_in() if out else None
        if self._stick is not None:
            self.plugged.set_text(_("Copy to {stick}").format(stick=self._stick.name or self._stick))
        set_shown(self.plugged, self._stick is not None)
        set_shown(self, out)

    def _name(self, ending: str) -> str:
        row = self._services.offer.row
        return f"{row.offer}-v{row.offer_version}{ending}"

    def _ask_draft(self) -> None:
        suggested = Path.home() / self._name(".eml")
        self._services.ask.file_to_save(_("Save the mail draft"), suggested, partial(self._run, self._draft))

    def _ask_stick(self) -> None:
        suggested = (plugged_in() or Path.home()) / self._name(".pdf")
        self._services.ask.file_to_save(_("Copy the document"), suggested, partial(self._run, self._copy))

    def _copy_to_plugged(self) -> None:
        if self._stick is not None:
            self._run(self._copy, self._stick / self._name(".pdf"))

    def _run(self, work: Callable[[Path], str], path: Path) -> None:
        self._set_busy(True)

        def done(words: object) -> None:
            self._set_busy(False)
            self.told.show_notice(str(words), "success")
            if path.suffix == ".eml" and not self._open_url(QUrl.fromLocalFile(str(path))):
                self._services.ask.say(_("Nothing on this machine opens {path}").format(path=path), failed=True)

        def begun(_job: Job) -> object:
            return work(path)

        self._services.background.run(begun, done, self._failed)

    def _draft(self, path: Path) -> str:
        from omnidesk.operations.sending import mail_draft

        file = self._services.offer.outgoing()
        now = datetime.datetime.now().astimezone()
        write_out(path, mail_draft(file, self._services.catalog, now=now))
        words = _("The draft lies at {path}, with {name} attached. Look at it, then send it.")
        return words.format(path=path, name=file.name)

    def _copy(self, path: Path) -> str:
        from omnidesk.operations.sending import copy_to

        file = self._services.offer.outgoing()
        there = copy_to(path.parent, path.name, file.pdf)
        tell_written(there, file.pdf)
        return _("Copied to {path} and read back: it is whole, and can be taken out.").format(path=there)

    def _set_busy(self, busy: bool) -> None:
        for button in (self.plugged, self.mail, self.stick):
            button.setEnabled(not busy)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, OmniDeskError):
            raise error
        self.told.show_notice(str(error), "danger")


def plugged_in() -> Path | None:
    """The folder of a stick that is plugged in and can be written to, if one is."""
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        removable = root.startswith(MOUNTED) or (len(root) == 3 and root[1] == ":" and root[0] > "C")
        if removable and volume.isReady() and not volume.isReadOnly():
            return Path(root)
    return None
