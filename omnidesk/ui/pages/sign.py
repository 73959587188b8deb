"""The page of issue and sign: choose the documents, who signs and how long they hold; issue, seal, check, hand over."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from omnidesk.deal_file import write_deal
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.operations.handover import HandOver
from omnidesk.operations.issuing import IssuedOffer, IssueOrder
from omnidesk.operations.repricing import PricesChangedError
from omnidesk.ui.background import Cancelled, Job
from omnidesk.ui.pages.came_back import CameBackSection
from omnidesk.ui.pages.drafts import write_drafts
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.handed_over import HandedOver
from omnidesk.ui.pages.handing_on import HandingOn
from omnidesk.ui.pages.identity import IdentitySection
from omnidesk.ui.pages.offer import OfferSection
from omnidesk.ui.pages.sign_choices import SignChoices
from omnidesk.ui.services import Question, WizardServices
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.flow import Flow
from omnidesk.ui.widgets.progress import ProgressLine
from omnidesk.ui.widgets.scroll import reveal
from omnidesk.ui.written_file import write_out
from omnidesk.wizard import sign
from omnidesk.wizard.offer import price_words
from omnidesk.wizard.sign import SignView
from omnidesk.wizard.steps import STEPS

if TYPE_CHECKING:
    from omnidesk.operations.signable import Signable
    from omnidesk.signing.certificate import HeldIdentity

Built = tuple[tuple[str, HandOver], ...]
"""Documents under their file names."""


class SignPage(FormPage[SignView]):
    """The last step: from the deal to an offer that is out."""

    reads = True

    def __init__(
        self,
        services: WizardServices,
        parent: QWidget | None = None,
        *,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(services, parent)
        self._view = sign.view(services.context())
        self._open_url = open_url
        self._job: Job | None = None
        self._out = self._stage = ""

    def build(self) -> Iterator[None]:
        """Make what goes out and who signs it, then what is handed over and what came back."""
        services = self.services
        self.offer = OfferSection(services)
        self.column.addWidget(self.offer)
        yield
        self.choices = SignChoices(services, self._view)
        self.column.addWidget(self.choices)
        yield
        self.identity = IdentitySection(services)
        self.column.addWidget(self.identity)
        self._build_action()
        yield
        self.result = HandedOver(services, self.identity, self._open_url)
        self.column.addWidget(self.result)
        self.result.hide()
        self.handing_on = HandingOn(services, self._open_url)
        self.column.addWidget(self.handing_on)
        yield
        asks = self.result.signing.asks_for_ours
        self.came_back = CameBackSection(services, self.identity, self._open_url, asks)
        self.column.addWidget(self.came_back)
        self.came_back.completed.connect(self._completed)
        self.result.signing.written.connect(self.came_back.load)
        for signal in (self.offer.changed, self.choices.changed, self.identity.changed):
            signal.connect(self._follow)
        self.choices.missing.jumped.connect(self._jump)
        self.result.signing.accepted.connect(self._accepted)
        yield

    def refresh(self, view: SignView) -> None:
        """Show the step's view."""
        self._view = view
        self.identity.load()
        offer = self.offer.refresh()
        stops = self.choices.show_view(view)
        approved = not self.choices.documents()[0].draft
        self.choices.setVisible(not offer.out)
        self.identity.setVisible(approved and not offer.out)
        self.issue.setVisible(not offer.out)
        self.issue.set_text(offer.issue)
        self.issue.setEnabled(approved and not stops and self._job is None)
        self.draft.setVisible(not offer.out)
        self.draft.setEnabled(not stops and self._job is None)
        self.result.note_change(self.services.session.deal)
        self.handing_on.follow()
        self._show_out()

    def _show_out(self) -> None:
        """Show what is out as it lies in the store, so that it can be signed here whenever the client is."""
        row, offer = self.services.offer.row, self.services.offer
        if row.stage != self._stage:
            self._stage = row.stage
            self.came_back.load()
        out = f"{row.offer} v{row.offer_version}" if row.stage == "issued" else ""
        if out == self._out:
            return
        self._out = out
        if out:
            self.services.background.run(lambda _job: offer.signable(), self._show_stored, self._not_read)
        else:
            self.result.put_away()

    def _show_stored(self, found: object) -> None:
        if found is not None and self._out:
            self.result.show_stored(cast("Signable", found))

    def _not_read(self, error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        self.services.ask.say(str(error), failed=True)

    def _build_action(self) -> None:
        self.issue = Button("", "primary", icon="seal-check")
        self.issue.setObjectName("issue")
        self.issue.clicked.connect(self._ask_issue)
        self.draft = Button(_("Save a draft"), "secondary", icon="file-text")
        self.draft.setObjectName("export")
        self.draft.clicked.connect(self._ask_where)
        self.deal_file = Button(_("Export the deal file"), "quiet", icon="download-simple")
        self.deal_file.setObjectName("export-deal")
        self.deal_file.clicked.connect(self._export_deal)
        self.progress = ProgressLine()
        self.progress.cancelled.connect(self._cancel)
        self.progress.hide()
        row = Flow(gap=12)
        for button in (self.draft, self.deal_file):
            row.addWidget(button)
        self.column.addLayout(row)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.act_with(self.issue))

    def _follow(self) -> None:
        self.refresh(self._view)

    def begin(self) -> None:
        """List what came back while another step was on screen."""
        super().begin()
        self.came_back.load()

    def _completed(self) -> None:
        self.offer.refresh()
        self._follow()

    def _accepted(self, issued: object) -> None:
        """Show how it stands; a draft of a next version was set aside, so the deal is opened as it was accepted."""
        if self.services.session.deal == issued:
            self.offer.refresh()
            self._follow()
        else:
            self.services.open_deal(self.services.offer.row.id, "sign")

    def _jump(self, step: str, path: str) -> None:
        for each in STEPS:
            if each.id == step:
                self.services.go(each.id, path)

    def _ask_issue(self) -> None:
        if self._job is not None or self.choices.stops():
            return
        words = _("It goes out as it is now and holds until {day}. What is changed later is the next version.")
        until = self.services.formatter.day(self.choices.valid_until())
        question = Question(f"{self.offer.view.issue}?", words.format(day=until), _("Issue"))
        self.services.ask.confirm(question, self._open_identity)

    def _open_identity(self) -> None:
        if self.identity.chosen_name():
            self.identity.open(partial(self._issue, old_prices=False))
        else:
            self._issue(None, old_prices=False)

    def _issue(self, identity: "HeldIdentity | None", *, old_prices: bool) -> None:
        order = IssueOrder(
            kinds=tuple(each.kind for each in self.choices.documents()),
            identity=identity,
            valid_until=self.choices.valid_until(),
            old_prices=old_prices,
        )
        deal, offer = self.services.session.deal, self.services.offer

        def failed(error: Exception) -> None:
            if isinstance(error, PricesChangedError):
                self._settle()
                self._ask_prices(error, identity)
            else:
                self._failed(error)

        self._start(lambda job: offer.issue(deal, order, job.report), partial(self._issued, deal), failed)

    def _ask_prices(self, error: PricesChangedError, identity: "HeldIdentity | None") -> None:
        words = _("The offer has lapsed. {prices} Compare with today's prices at the top, or let the old ones hold.")
        text = words.format(prices=price_words(error.found))
        question = Question(_("Issue it at the old prices?"), text, _("Old prices hold"))
        self.services.ask.confirm(question, partial(self._issue, identity, old_prices=True))

    def _issued(self, deal: Deal, result: object) -> None:
        self._settle()
        done = cast(IssuedOffer, result)
        self.services.ask.say(_("Issued as {reference}").format(reference=done.edition.reference))
        self._save_documents(done.documents, deal)

    def _save_documents(self, built: Built, deal: Deal) -> None:
        """Ask where the first document goes; the others go beside it. A contract is what is signed."""
        suggested = Path.home() / built[0][0]
        name, signed = next((each for each in built if each[1].proposal.kind == "contract"), built[0])

        def write(path: Path) -> None:
            def work(_job: Job) -> object:
                for other, document in built[1:]:
                    write_out(path.with_name(other), document.pdf)
                return write_out(path, built[0][1].pdf)

            place = path if signed is built[0][1] else path.with_name(name)
            shown = partial(self.result.show_result, signed, place, deal)
            self.services.background.run(work, lambda _path: shown(), self._failed)

        self.services.ask.file_to_save(_("Save the issued documents"), suggested, write)

    def _ask_where(self) -> None:
        if self._job is None and not self.choices.stops():
            name = self.choices.documents()[0].file_name
            self.services.ask.file_to_save(_("Save the draft"), Path.home() / name, self._draft)

    def _draft(self, path: Path) -> None:
        deal, options = self.services.session.deal, self.choices.documents()
        work = partial(write_drafts, self.services, deal, options, path)
        self._start(work, partial(self._drafted, deal, path), self._failed)

    def _drafted(self, deal: Deal, path: Path, result: object) -> None:
        self._settle()
        self.result.show_result(cast(HandOver, result), path, deal)

    def _start(
        self, work: Callable[[Job], object], done: Callable[[object], object], failed: Callable[[Exception], object]
    ) -> None:
        self.result.hide()
        self.progress.show_share(0, _("Starting"))
        self.progress.show()
        self.progress.stop.setFocus()
        reveal(self.progress)
        self._job = self.services.background.run(work, done, failed, self.progress.show_share)
        self._follow()

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
        (self.offer.versions if self.issue.isHidden() else self.issue).setFocus()
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
