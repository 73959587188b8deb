"""What came back or was signed here for the deal: each file with its verdict, to be opened, saved and proven."""

import datetime
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.opened_copy import open_copy
from omnidesk.ui.pages.identity import IdentitySection
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.flow import Flow
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.written_file import write_out
from omnidesk.wizard.history import moment_words

if TYPE_CHECKING:
    from omnidesk.operations.came_back import CameBack
    from omnidesk.operations.signed_here import KeptSignature
    from omnidesk.signing.certificate import HeldIdentity


class CameBackSection(Section):
    """Hidden for as long as nothing came back; ``completed`` follows our signature on one of the files.

    ``offered`` tells whether our signature is asked for elsewhere on the page already.
    """

    completed = Signal()

    def __init__(
        self,
        services: WizardServices,
        identity: IdentitySection,
        open_url: Callable[[QUrl], bool],
        offered: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            _("What came back"), _("Signed here or returned, kept as it is."), icon="archive", parent=parent
        )
        self._services, self._identity, self._open_url, self._offered = services, identity, open_url, offered
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(18)
        self.content.addLayout(self._column)
        self.hide()

    def load(self) -> None:
        """Read the list anew, off the window's thread."""
        offer = self._services.offer
        if offer.row.offer is not None:
            words = self._services.formatter
            self._services.background.run(
                lambda _job: (offer.came_back(), offer.timestamps(words)), self._show, self._failed
            )

    def _show(self, found: object) -> None:
        files, stamps = cast("tuple[tuple[CameBack, ...], Mapping[str, str]]", found)
        for old in self._rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [self._row(place, each, stamps.get(each.row.sha256, "")) for place, each in enumerate(files)]
        for row in self._rows:
            self._column.addWidget(row)
        set_shown(self, bool(files))

    def _row(self, place: int, found: "CameBack", stamp: str) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Text(found.name, "strong", wrap=True))
        column.addWidget(Text(moment_words(found.row.received_at, self._services.formatter), "caption", "muted"))
        column.addWidget(Text(found.row.words, "small", wrap=True))
        if found.refused:
            column.addWidget(
                Text(_("Not signed for us: {why}").format(why=found.refused), "small", "warning", wrap=True)
            )
        if stamp:
            column.addWidget(Text(stamp, "caption", "muted", wrap=True))
        column.addSpacing(6)
        buttons = Flow(gap=8)
        for label, icon, name, act, offered in (
            (_("Now sign for us"), "seal-check", "sign-returned", self._sign, found.ours and not self._offered()),
            (_("Open"), "eye", "open-returned", self._open, found.holds),
            (_("Save a copy"), "download-simple", "save-returned", self._ask_for_copy, True),
            (_("Save the evidence page"), "scales", "save-proof", self._ask_for_proof, found.evidence is not None),
        ):
            if offered:
                button = Button(label, "primary" if act == self._sign else "secondary", icon=icon, small=True)
                button.setObjectName(f"{name}:{place}")
                button.clicked.connect(partial(_act, act, found))
                buttons.addWidget(button)
        column.addLayout(buttons)
        return row

    def _read(self, found: "CameBack") -> bytes:
        return self._services.offer.kept(found.row.document)

    def _sign(self, found: "CameBack") -> None:
        self._identity.open(partial(self._sign_with, found))

    def _sign_with(self, found: "CameBack", held: "HeldIdentity") -> None:
        services, deal = self._services, self._services.session.deal
        work = partial(services.offer.sign_kept, deal, found, held, services.formatter)
        services.background.run(lambda _job: work(), self._signed, self._failed)

    def _signed(self, found: object) -> None:
        problem = cast("KeptSignature", found).problem
        words = problem or _("Both sides have signed, in the order that was agreed.")
        self._services.ask.say(words, failed=bool(problem))
        self.load()
        self.completed.emit()

    def _open(self, found: "CameBack") -> None:
        open_copy(self._services, found.name, lambda: self._read(found), self._open_url)

    def _ask_for_copy(self, found: "CameBack") -> None:
        write = partial(self._write, lambda: self._read(found), _("Written to {path}, byte for byte"))
        self._services.ask.file_to_save(_("Save a copy"), Path.home() / Path(found.name).name, write)

    def _ask_for_proof(self, found: "CameBack") -> None:
        write = partial(self._write, lambda: self._proof(found), _("Evidence written to {path}"))
        suggested = Path.home() / f"{Path(found.name).stem}-evidence.pdf"
        self._services.ask.file_to_save(_("Save the evidence page"), suggested, write)

    def _proof(self, found: "CameBack") -> bytes:
        from omnidesk.operations.evidence import evidence_page

        kept, now = found.evidence, datetime.datetime.now(datetime.UTC)
        return b"" if kept is None else evidence_page(kept.evidence, kept.mark, self._services.catalog, now=now)

    def _write(self, make: Callable[[], bytes], words: str, path: Path) -> None:
        done = words.format(path=path)
        self._services.background.run(
            lambda _job: write_out(path, make()), lambda _path: self._services.ask.say(done), self._failed
        )

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._services.ask.say(str(error), failed=True)


def _act(act: Callable[["CameBack"], object], found: "CameBack", _on: bool = False) -> None:
    act(found)
