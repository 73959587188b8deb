"""What was handed over: where the file lies, how it was judged, and what to do with it now."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.operations.handover import HandOver
from omnidesk.operations.signable import Signable, fresh
from omnidesk.ui.opened_copy import open_copy
from omnidesk.ui.pages.identity import IdentitySection
from omnidesk.ui.pages.signing_here import SigningHere
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.rows import KeyValueRows, Row
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text


class HandedOver(Section):
    """The result of the last export."""

    def __init__(
        self,
        services: WizardServices,
        identity: IdentitySection,
        open_url: Callable[[QUrl], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Handed over"), "", icon="seal-check", parent=parent)
        self._services, self._open_url = services, open_url
        self._path, self._pdf, self._reference, self._pages = Path(), b"", "", 0
        self._deal: Deal | None = None
        self.verdict, self.changed = Notice(tone="success"), Notice()
        self._rows = KeyValueRows()
        self._print = Text("", "caption", "muted", wrap=True, tabular=True)
        self.stamp = Text("", "caption", "muted", wrap=True)
        self.signing = SigningHere(services, identity)
        self.signing.written.connect(self._show_file)
        show = Button(_("Open the document"), "secondary", icon="eye", small=True)
        self._folder = folder = Button(_("Open the folder"), "secondary", icon="folder-open", small=True)
        show.setObjectName("open-document")
        folder.setObjectName("open-folder")
        show.clicked.connect(self._open_document)
        folder.clicked.connect(lambda: self._open(self._path.parent))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (show, folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self.verdict, self.changed, self._rows, self._print, self.stamp):
            self.content.addWidget(part)
        self.content.addLayout(buttons)
        self.content.addWidget(self.signing)

    def show_result(self, done: HandOver, path: Path, deal: Deal) -> None:
        """Show a finished document."""
        self._deal, self._reference, self._pages = deal, done.reference, done.pages
        self._show_file(path, done.pdf)
        tone = "success" if done.verification is not None and not done.missing_glyphs else "warning"
        self.verdict.show_notice(sentence(done), tone)
        words = _("The signer's fingerprint: {fingerprint}").format(fingerprint=done.fingerprint)
        self._print.show_text(words if done.fingerprint else "")
        self.signing.show_document(fresh(done, path.name, deal), path)
        self.note_change(deal)
        self.show()

    def show_stored(self, found: Signable) -> None:
        """Show the document that is out, as it lies in the store; one that was just handed over stays as it is."""
        if self._path.is_absolute() and self._reference == found.reference and not self.isHidden():
            return
        self._deal, self._reference, self._pages = found.deal, found.reference, found.pages
        self._show_file(Path(found.name), found.pdf)
        self.verdict.show_notice("")
        self._print.show_text("")
        self.signing.show_document(found, None)
        self.note_change(self._services.session.deal)
        self.show()

    def put_away(self) -> None:
        """Hide a document out of the store that nobody signed here: it is no longer what is out."""
        if not self._path.is_absolute() and not self.signing.signed():
            self.hide()

    def note_change(self, deal: Deal) -> None:
        """Say when the deal has moved on since the document was made."""
        stale = self._deal is not None and deal != self._deal
        self.changed.show_notice(_("The deal has changed since; this file shows it as it was.") if stale else "")

    def _show_file(self, path: Path, pdf: bytes) -> None:
        """Show the file that is handed over now, a bare name lies in the store alone; a signature adds no page."""
        self._path, self._pdf = path, pdf
        set_shown(self._folder, path.is_absolute())
        self.about.show_text(str(path))
        self._rows.set_rows(
            [
                Row(_("Reference"), self._reference),
                Row(_("Pages"), str(self._pages)),
                Row(_("Size"), _("{size} kB").format(size=self._services.formatter.number(len(pdf) // 1000))),
                Row(_("File, SHA-256"), f"{hashlib.sha256(pdf).hexdigest()[:32]}…"),
            ]
        )

        self.load_timestamp()

    def load_timestamp(self) -> None:
        """Read where the timestamp of the file stands, off the window's thread."""
        services, shown = self._services, hashlib.sha256(self._pdf).hexdigest()
        if services.offer.row.offer is not None:
            self.stamp.show_text("")
            services.background.run(
                lambda _job: services.offer.timestamps(services.formatter).get(shown, ""),
                self._show_timestamp,
                self._not_read,
            )

    def _show_timestamp(self, told: object) -> None:
        self.stamp.show_text(str(told))

    def _not_read(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self._services.ask.say(str(error), failed=True)

    def _open_document(self) -> None:
        if self._path.is_absolute():
            self._open(self._path)
        else:
            open_copy(self._services, self._path.name, lambda: self._pdf, self._open_url)

    def _open(self, path: Path) -> None:
        if not self._open_url(QUrl.fromLocalFile(str(path))):
            self._services.ask.say(_("Nothing on this machine opens {path}").format(path=path), failed=True)


def sentence(done: HandOver) -> str:
    """What a person should know about the finished file."""
    if done.missing_glyphs:
        signs = " ".join(done.missing_glyphs[:20])
        return _("No font here has these characters, □ stands for them: {signs}").format(signs=signs)
    if done.draft:
        return _("A draft: marked as one on every page, and not sealed.")
    if done.verification is None:
        return _("Not sealed: nobody can tell whether this file was changed.")
    signer = done.verification.signatures[0].signer
    return _("Signed by {signer}. Checked: the seal is intact and covers the whole file.").format(signer=signer)
