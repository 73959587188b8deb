"""The signing identities of this workspace: which signs first, new ones, certificates to hand out, and going away."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.background import Background
from omnidesk.ui.direction import window_formatter
from omnidesk.ui.pages.identity_forms import IdentityForms
from omnidesk.ui.services import Ask, Question
from omnidesk.ui.widgets.badge import Badge
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.text import ElidedText, Text

if TYPE_CHECKING:
    from omnidesk.domain.catalog import Catalog
    from omnidesk.signing.certificate import IdentitySummary
    from omnidesk.store.workspace import Workspace


@dataclass(frozen=True)
class SigningRoom:
    """What identities stand on."""

    workspace: "Workspace"
    catalog: "Catalog"
    ask: Ask
    background: Background


class IdentitiesSection(Section):
    """A line for each identity; private keys never leave this workspace from here."""

    def __init__(self, room: SigningRoom) -> None:
        super().__init__(_("Signing"), _("Who can sign and seal on this machine."), icon="identification-card")
        self._room = room
        self._lines: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._nobody = Text(_("Nobody can sign yet: make an identity, or import one."), "body", "muted", wrap=True)
        self.forms = IdentityForms(room)
        self.forms.made.connect(self._read)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for words, icon, name, act in (
            (_("New identity"), "plus", "settings-identity-new", self.forms.open_new),
            (_("Import"), "download-simple", "settings-identity-import", self.forms.import_file),
            (_("Token"), "lock-key", "settings-identity-token", self.forms.open_token),
        ):
            button = Button(words, "secondary" if icon == "plus" else "quiet", icon=icon, small=True)
            button.setObjectName(name)
            button.clicked.connect(act)
            acts.addWidget(button)
        acts.addStretch(1)
        self.content.addWidget(self._nobody)
        self.content.addLayout(self._list)
        self.content.addLayout(acts)
        self.content.addWidget(self.forms)
        self._read()

    def _read(self, _made: object = None) -> None:
        folder = self._room.workspace.identities

        def work() -> object:
            from omnidesk.signing.identities import default_identity, list_identities

            return list_identities(folder), default_identity(folder)

        self._run(work, self._show)

    def _show(self, found: object) -> None:
        known, first = cast("tuple[tuple[IdentitySummary, ...], IdentitySummary | None]", found)
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(each, first=first is not None and each.name == first.name) for each in known]
        for line in self._lines:
            self._list.addWidget(line)
        self._nobody.setVisible(not known)

    def _line(self, known: "IdentitySummary", *, first: bool) -> QWidget:
        held = QWidget()
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedText(known.subject, "strong"))
        day = window_formatter().day(known.valid_until.date())
        until = _("valid until {day}").format(day=day)
        note = " · ".join(filter(None, (known.organisation, until, f"{known.fingerprint[:16]}…")))
        words.addWidget(ElidedText(note, "caption", "muted"))
        row.addLayout(words, 1)
        if first:
            row.addWidget(Badge(_("Signs first"), "accent"))
        else:
            row.addWidget(self._button(_("Sign first"), "", f"prefer:{known.name}", partial(self._prefer, known)))
        row.addWidget(
            self._button(_("Certificate…"), "share-network", f"hand:{known.name}", partial(self._hand, known))
        )
        gone = IconButton("trash", _("Remove {name}").format(name=known.subject), side=32)
        gone.setObjectName(f"remove:{known.name}")
        gone.clicked.connect(partial(self._ask_to_remove, known))
        row.addWidget(gone)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(Rule())
        column.setAlignment(row, Qt.AlignmentFlag.AlignTop)
        return held

    def _button(self, words: str, icon: str, name: str, act: Callable[[], object]) -> Button:
        button = Button(words, "quiet", icon=icon, small=True)
        button.setObjectName(name)
        button.clicked.connect(act)
        return button

    def _prefer(self, known: "IdentitySummary", _on: bool = False) -> None:
        from omnidesk.signing.identities import choose_default

        self._run(lambda: choose_default(self._room.workspace.identities, known.name), self._read)

    def _hand(self, known: "IdentitySummary", _on: bool = False) -> None:
        def write(path: Path) -> None:
            from omnidesk.signing.identities import export_certificate
            from omnidesk.ui.written_file import write_out

            told = _("{path} is written; it holds no secret").format(path=path)
            folder = self._room.workspace.identities
            self._run(
                lambda: write_out(path, export_certificate(folder, known.name)), lambda _p: self._room.ask.say(told)
            )

        self._room.ask.file_to_save(_("Save the certificate"), Path.home() / f"{known.name}.pem", write)

    def _ask_to_remove(self, known: "IdentitySummary", _on: bool = False) -> None:
        words = _("Nothing can be signed with it afterwards. What it signed still verifies.")
        question = Question(_("Remove “{name}” for good?").format(name=known.subject), words, _("Remove"), danger=True)
        self._room.ask.confirm(question, partial(self._remove, known))

    def _remove(self, known: "IdentitySummary") -> None:
        def work() -> object:
            from omnidesk.signing.identities import remove
            from omnidesk.vault import Vault

            return Vault().forget(remove(self._room.workspace.identities, known.name).secret_key)

        self._run(work, self._read)

    def _run(self, work: Callable[[], object], done: Callable[[object], object]) -> None:
        self._room.background.run(lambda _job: work(), done, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._room.ask.say(str(error), failed=True)
