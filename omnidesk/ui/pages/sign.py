"""The page of export and sign: choose the document and who signs it, build, seal, check, and say where it lies."""

import datetime
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.deal_file import write_deal
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.operations.handover import HandOver, Printing, hand_over
from omnidesk.ui.background import Cancelled, Job
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.handed_over import HandedOver
from omnidesk.ui.pages.identity import IdentitySection
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.checks import Checklist
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.findings import FindingList, Pointer
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.progress import ProgressLine
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.text import Text
from omnidesk.ui.written_file import write_out
from omnidesk.wizard import sign
from omnidesk.wizard.sign import DocumentOption, SignView
from omnidesk.wizard.steps import STEPS

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity


class SignPage(FormPage[SignView]):
    """The last step: from the deal to a file that can be handed over."""

    def __init__(
        self,
        services: WizardServices,
        parent: QWidget | None = None,
        *,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(services, parent)
        self._view = sign.view(services.context())
        self._job: Job | None = None
        self._build_document()
        self.identity = IdentitySection(services)
        self.column.addWidget(self.identity)
        self._build_action()
        self.result = HandedOver(services, self.identity, open_url)
        self.column.addWidget(self.result)
        self.result.hide()

    def refresh(self, view: SignView) -> None:
        """Show the step's view."""
        self._view = view
        self.identity.load()
        option = self._option()
        stops = self._stops(option)
        self.missing.show_pointers(stops)
        self._missing_title.setVisible(bool(stops))
        self.missing.setVisible(bool(stops))
        self._draft.show_notice(view.draft_note)
        self.identity.setVisible(not option.draft)
        self.export.setEnabled(not stops and self._job is None)
        self.export.set_text(self._words(option))
        self.result.note_change(self.services.session.deal)

    def _build_document(self) -> None:
        section = Section(_("Document"), _("Every figure in it is the quote's."), icon="file-text")
        self._draft = Notice()
        options = [Option(each.kind, each.name, each.about) for each in self._view.documents]
        self.kind = Checklist(options, columns=3, exclusive=True)
        self.kind.set_name(_("Document"))
        self.kind.set_values(("proposal",))
        self.kind.picked.connect(self._choose)
        self._missing_title = Text(_("Still missing for this document"), "strong")
        self.missing = FindingList("refusal")
        self.missing.jumped.connect(self._jump)
        for part in (self._draft, self.kind, self._missing_title, self.missing):
            section.content.addWidget(part)
        self.column.addWidget(section)

    def _build_action(self) -> None:
        self.export = Button("", "primary", icon="seal-check")
        self.export.setObjectName("export")
        self.export.clicked.connect(self._ask_where)
        self.deal_file = Button(_("Export the deal file"), "secondary", icon="download-simple")
        self.deal_file.setObjectName("export-deal")
        self.deal_file.clicked.connect(self._export_deal)
        self.identity.changed.connect(self._follow)
        self.progress = ProgressLine()
        self.progress.cancelled.connect(self._cancel)
        self.progress.hide()
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.export)
        row.addWidget(self.deal_file)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.progress)

    def _option(self) -> DocumentOption:
        options, wanted = self._view.documents, self.kind.values()
        return next((each for each in options if each.kind in wanted), options[0])

    def _stops(self, option: DocumentOption) -> list[Pointer]:
        """What is missing for the document, texts that were typed and are no value before all."""
        names: dict[str, str] = {step.id: step.name for step in STEPS}
        unread = [_pointer(link.text, link.step, link.field, names[link.step]) for link in self.services.unread()]
        return unread + [_pointer(each.text, each.step, each.path, each.where) for each in option.stops]

    def _words(self, option: DocumentOption) -> str:
        if option.draft:
            return _("Save the draft")
        return _("Sign and save") if self.identity.chosen() else _("Save without a seal")

    def _choose(self, _chosen: object) -> None:
        self._follow()

    def _follow(self) -> None:
        self.refresh(self._view)

    def _jump(self, step: str, path: str) -> None:
        for each in STEPS:
            if each.id == step:
                self.services.go(each.id, path)

    def _ask_where(self) -> None:
        if self._job is None and not self._stops(self._option()):
            name = self._option().file_name
            self.services.ask.file_to_save(_("Save the document"), Path.home() / name, self._open_identity)

    def _open_identity(self, path: Path) -> None:
        if self._option().draft or not self.identity.chosen():
            self._run(path, None)
        else:
            self.identity.open(partial(self._run, path))

    def _run(self, path: Path, identity: "HeldIdentity | None") -> None:
        deal, option = self.services.session.deal, self._option()
        self.result.hide()
        self.progress.show_share(0, _("Starting"))
        self.progress.show()
        self.progress.stop.setFocus()
        work = partial(_hand_over, self.services, deal, option, identity, path)
        done = partial(self._handed, deal, path)
        self._job = self.services.background.run(work, done, self._failed, self.progress.show_share)
        self._follow()

    def _handed(self, deal: Deal, path: Path, result: object) -> None:
        self._settle()
        self.result.show_result(cast(HandOver, result), path, deal)

    def _failed(self, error: Exception) -> None:
        self._settle()
        if isinstance(error, Cancelled):
            self.services.ask.say(_("Stopped; nothing was written"))
        elif isinstance(error, OmniDeskError):
            self.services.ask.say(str(error), failed=True)
        else:
            raise error

    def _settle(self) -> None:
        self._job = None
        self._follow()
        self.export.setFocus()
        self.progress.hide()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _export_deal(self) -> None:
        suggested = Path.home() / self._view.deal_file
        self.services.ask.file_to_save(_("Export the deal file"), suggested, self._write_deal)

    def _write_deal(self, path: Path) -> None:
        deal = self.services.session.deal
        words = _("Deal file written to {path}").format(path=path)

        def work(_job: Job) -> object:
            return write_out(path, write_deal(deal).encode())

        self.services.background.run(work, lambda _path: self.services.ask.say(words), self._failed)


def _hand_over(
    services: WizardServices,
    deal: Deal,
    option: DocumentOption,
    identity: "HeldIdentity | None",
    path: Path,
    job: Job,
) -> object:
    done = hand_over(
        deal,
        services.catalog,
        Printing(kind=option.kind),
        identity=identity,
        now=datetime.datetime.now(datetime.UTC),
        progress=job.report,
    )
    write_out(path, done.pdf)
    services.keep_document(deal, kind=option.kind, name=path.name, content=done.pdf)
    return done


def _pointer(text: str, step: str, path: str, where: str) -> Pointer:
    return Pointer(text, "", step, path, where)
