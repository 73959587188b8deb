"""Buttons that send the contract to Word and bring it back, and the file that is dropped on the window."""

import datetime
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import OmniDeskError
from omnidesk.domain.redline import Returned
from omnidesk.given_file import read_given
from omnidesk.i18n import _
from omnidesk.operations.office_files import contract_word
from omnidesk.operations.word_return import Decisions, accept, read_return
from omnidesk.ui.background import Job
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.written_file import write_out
from omnidesk.wizard.sign import file_stem

WORD = ".docx"


class WordExchange(QWidget):
    """Two buttons: the contract to Word, and back."""

    def __init__(self, services: WizardServices) -> None:
        super().__init__()
        self._services = services
        self.send = Button(_("Export to Word"), "secondary", icon="file-text", small=True)
        self.send.setObjectName("export-word")
        self.send.setToolTip(_("For the other side's lawyers, with changes tracked"))
        self.send.clicked.connect(self._ask_where)
        self.fetch = Button(_("Bring back from Word"), "secondary", icon="arrow-u-up-left", small=True)
        self.fetch.setObjectName("import-word")
        self.fetch.setToolTip(_("Shows what was changed, to accept or reject; or drop the file on the window"))
        self.fetch.clicked.connect(self._ask_which)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.send)
        row.addWidget(self.fetch)
        row.addStretch(1)

    def _ask_where(self) -> None:
        suggested = Path.home() / f"{file_stem(self._services.context())}-contract{WORD}"
        self._services.ask.file_to_save(_("Save the contract for Word"), suggested, self._write)

    def _write(self, path: Path) -> None:
        deal, catalog = self._services.session.deal, self._services.catalog

        def work(_job: Job) -> object:
            now = datetime.datetime.now(datetime.UTC)
            return write_out(path, contract_word(deal, catalog, now=now).content)

        told = _("Contract written to {path}").format(path=path)
        self._services.background.run(
            work, lambda _path: self._services.ask.say(told), partial(_failed, self._services)
        )

    def _ask_which(self) -> None:
        endings = (WORD.removeprefix("."),)
        self._services.ask.file_to_open(
            _("Choose the returned contract"), endings, partial(take_back, self._services, self)
        )


class WordDrop(QObject):
    """Takes a Word file that is dropped anywhere on an open deal."""

    def __init__(self, target: QWidget, services: WizardServices) -> None:
        super().__init__(target)
        self._target, self._services = target, services
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept the drag of one Word file, and read it when it is let go."""
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            return super().eventFilter(watched, event)
        path = _word_file(cast(QDropEvent, event))
        if path is None:
            return super().eventFilter(watched, event)
        cast(QDropEvent, event).acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            take_back(self._services, self._target, path)
        return True


def _word_file(event: QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in (WORD, ".doc", ".docm") else None


def take_back(services: WizardServices, parent: QWidget, path: Path) -> None:
    """Read a returned contract in the background, then show its changes."""
    deal, catalog = services.session.deal, services.catalog

    def work(_job: Job) -> object:
        from omnidesk.documents.word.opened import LARGEST_FILE

        words = _("larger than {size} MB, so no contract of OmniDesk").format(size=LARGEST_FILE // 1_000_000)
        return read_return(read_given(path, LARGEST_FILE, too_large=words), path.name, deal, catalog)

    services.background.run(work, partial(_show, services, parent, path), partial(_failed, services))


def _show(services: WizardServices, parent: QWidget, path: Path, read: object) -> None:
    from omnidesk.ui.word.return_dialog import ReturnDialog

    found = cast(Returned, read)
    dialog = ReturnDialog(found, path.name, services.formatter, parent.window())
    dialog.taken.connect(partial(_take, services, found))
    dialog.open()


def _take(services: WizardServices, found: Returned, decisions: Decisions) -> None:
    def change(deal: Deal) -> Deal:
        return accept(deal, services.catalog, found, decisions, today=services.today())

    services.session.update(change)
    services.ask.say(_("The accepted changes are in the contract"), action=_("Undo"), then=services.session.undo)


def _failed(services: WizardServices, error: Exception) -> None:
    if not isinstance(error, OmniDeskError):
        raise error
    services.ask.say(str(error), failed=True)
