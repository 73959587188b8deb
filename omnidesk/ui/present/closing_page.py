"""Closing in the room, on the presenter's screen: choose, issue, hand over, sign, hand on. Nothing private is on it."""

import dataclasses
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError, OmniDeskError
from omnidesk.domain.lifecycle import AGREED
from omnidesk.domain.proposal import DocumentKind
from omnidesk.i18n import _
from omnidesk.operations.issuing import IssuedOffer, IssueOrder
from omnidesk.operations.repricing import PricesChangedError
from omnidesk.operations.signable import Signable, fresh
from omnidesk.operations.unchanged import IssuedAlreadyError
from omnidesk.ui.asking import WindowAsk
from omnidesk.ui.background import Cancelled, Job
from omnidesk.ui.pages.handing_on import OUT, HandingOn
from omnidesk.ui.pages.identity import IdentitySection
from omnidesk.ui.pages.signing_here import SigningHere
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.present.closing_choices import ClosingChoices
from omnidesk.ui.services import Question
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.progress import ProgressLine
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.closing import SIGNED, Ending, endings
from omnidesk.wizard.offer import price_words

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity

Stage = Literal["choosing", "working", "done"]
"""What the page is at; ``done`` once the device was handed over, or where everything is signed."""
COLUMN = 760
"""Width of what is read, in pixels, where there is room."""


class ClosingPage(QWidget):
    """``left`` goes back to the slides, ``finished`` ends the meeting; ``agreed`` once everybody has signed.

    ``jumped`` leads to a step and a field of the deal, ``came_back`` follows a hand-over.
    """

    left = Signal()
    finished = Signal()
    agreed = Signal()
    jumped = Signal(str, str)
    came_back = Signal()

    def __init__(self, backstage: Backstage, ask: WindowAsk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("closing")
        self._backstage, self._ask = backstage, ask
        self._services = dataclasses.replace(backstage.services, ask=ask)
        self._job: Job | None = None
        self._discreet, self._endings = False, tuple[Ending, ...]()
        self._stage: Stage = "choosing"
        self._building = self._built()

    def build(self) -> bool:
        """Make the next part; tell whether there is more to make. Each takes a moment, so it is done between others."""
        return next(self._building, False)

    def _built(self) -> Iterator[bool]:
        identity = IdentitySection(self._services, brief=True)
        yield True
        self.choices = ClosingChoices(self._services, identity)
        self.choices.changed.connect(self._follow)
        self.choices.jumped.connect(self.jumped)
        yield True
        self.result = Section("", icon="seal-check")
        self.signing = SigningHere(self._services, identity)
        self.signing.accepted.connect(self._accepted)
        self.signing.came_back.connect(self.came_back)
        self.result.content.addWidget(self.signing)
        yield True
        self.handing_on = HandingOn(self._services, self._open_url)
        self.problem, self.progress = Notice("danger"), ProgressLine()
        self.progress.cancelled.connect(self._cancel)
        self._build_buttons()
        yield True
        self._lay_out()
        self._backstage.changed.connect(self._ask_endings)

    @property
    def handed_over(self) -> bool:
        """Whether the device is in the client's hands."""
        return self._stage == "done" and self.signing.flow is not None

    def open(self, *, discreet: bool) -> None:
        """Show what can be signed now; ``discreet`` where the client sees this screen too."""
        while self.build():
            pass
        self.set_discreet(discreet)
        self.problem.show_notice("")
        self.choices.identity.load()
        self._show("done" if self._services.offer.row.stage in AGREED else "choosing")
        self._ask_endings()

    def set_discreet(self, discreet: bool) -> None:
        """Fold away what is missing where the client sees this screen, or show it."""
        if discreet != self._discreet:
            self._discreet = discreet
            if self._endings:
                self.choices.fold(discreet=discreet)

    def press(self, key: Qt.Key, with_: Qt.KeyboardModifier) -> None:
        """Take a key that no input wanted: Escape goes back, Ctrl and Enter do what the page is there for."""
        if key == Qt.Key.Key_Escape and self.back.isEnabled():
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and with_ & Qt.KeyboardModifier.ControlModifier:
            (self.finish if self.issue.isHidden() else self.issue).click()

    def _build_buttons(self) -> None:
        self.back = Button(_("Back to the slides"), "quiet", icon="arrow-left", small=True)
        self.back.setObjectName("closing-back")
        self.back.clicked.connect(self.left)
        self.issue = Button("", "primary", icon="signature", hint="Ctrl+Enter")
        self.issue.setObjectName("closing-issue")
        self.issue.clicked.connect(self._begin)
        self.finish = Button(_("Finish the meeting"), "primary", icon="lock-key")
        self.finish.setObjectName("closing-finish")
        self.finish.clicked.connect(self.finished)

    def _lay_out(self) -> None:
        self._title, self._about = Text("", "display", wrap=True), Text("", "body", "muted", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addStretch(1)
        for button in (self.issue, self.finish):
            foot.addWidget(button)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addWidget(self._about)
        for part in (self.choices, self.result, self.handing_on):
            column.addWidget(part)
        column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 20)
        page.setSpacing(12)
        page.addLayout(head)
        page.addWidget(PageScroll(inner, _side), 1)
        foots = QVBoxLayout()
        foots.setSpacing(10)
        for part in (self.problem, self.progress):
            foots.addWidget(part)
        foots.addLayout(foot)
        page.addLayout(foots)

    def _ask_endings(self) -> None:
        if self.isVisible() and self._stage == "choosing":
            context, settings = self._backstage.context, dict(self._backstage.stage.settings)
            self._backstage.background.run(lambda _job: endings(context, settings), self._show_endings)

    def _show_endings(self, found: object) -> None:
        if self._stage == "choosing":
            self._endings = cast("tuple[Ending, ...]", found)
            self.choices.show_endings(self._endings, discreet=self._discreet)

    def _show(self, stage: Stage) -> None:
        self._stage, done, row = stage, stage == "done", self._services.offer.row
        set_shown(self.choices, not done)
        set_shown(self.result, done and not self.signing.isHidden())
        set_shown(self.issue, not done)
        set_shown(self.finish, done)
        set_shown(self.progress, stage == "working")
        self.handing_on.follow()
        set_shown(self.handing_on, done and row.stage in OUT)
        for part in (self.back, self.choices):
            part.setEnabled(stage != "working")
        agreed = row.stage in AGREED
        self.result.title.setText(f"{row.offer} v{row.offer_version}" if row.offer else "")
        name = self._services.session.deal.client.name
        self._title.setText(_("Signed by both") if agreed else _("Sign with {client}").format(client=name))
        words = _("Issue the offer, hand the device over, sign. No network is needed.")
        self._about.setText(_("Hand the file on now; it is kept with the deal.") if agreed else words)
        self._follow()

    def _follow(self) -> None:
        out = self._services.offer.row.stage == "issued" and not self._adopts()
        self.issue.set_text(_("Hand over to sign") if out else _("Issue and hand over"))
        self.issue.setEnabled(self._stage == "choosing" and self.choices.ready())

    def _adopts(self) -> bool:
        return bool(self._endings) and self.choices.ending.deal != self._services.session.deal

    def _begin(self) -> None:
        if self._stage == "choosing" and self.choices.ready():
            self.problem.show_notice("")
            self.choices.identity.open(self._adopt)

    def _adopt(self, held: "HeldIdentity") -> None:
        """Take what was tried into the deal, where that is what is signed."""
        if self._adopts():
            self._backstage.adopt()
        self._issue(held, old_prices=False)

    def _issue(self, held: "HeldIdentity", *, old_prices: bool) -> None:
        wanted = self.choices.kinds.values()
        kinds: tuple[DocumentKind, ...] = tuple(each for each in SIGNED if wanted.count(each))
        order = IssueOrder(kinds=kinds, identity=held, old_prices=old_prices)
        deal, offer = self._services.session.deal, self._services.offer
        self.progress.show_share(0, _("Starting"))
        self._job = self._services.background.run(
            lambda job: offer.issue(deal, order, job.report),
            partial(self._issued, deal),
            partial(self._not_issued, held),
            self.progress.show_share,
        )
        self._show("working")

    def _issued(self, deal: Deal, found: object) -> None:
        documents = cast(IssuedOffer, found).documents
        name, done = next((each for each in documents if each[1].proposal.kind == "contract"), documents[0])
        self._hand_over(fresh(done, name, deal))

    def _not_issued(self, held: "HeldIdentity", error: Exception) -> None:
        offer = self._services.offer
        if isinstance(error, IssuedAlreadyError):
            self._job = self._services.background.run(lambda _job: offer.signable(), self._hand_over, self._failed)
        elif isinstance(error, PricesChangedError):
            self._settle()
            words = _("The offer has lapsed. {prices}").format(prices=price_words(error.found))
            question = Question(_("Issue it at the old prices?"), words, _("Old prices hold"))
            self._ask.confirm(question, partial(self._issue, held, old_prices=True))
        else:
            self._failed(error)

    def _hand_over(self, found: object) -> None:
        file = cast("Signable | None", found)
        if file is None or not file.open:
            self._failed(InputError(_("This document waits for no signature of the client.")))
            return
        self._job = None
        self.signing.show_document(file, None)
        self.signing.code.set_text(self.choices.code.text())
        self.choices.code.set_text("")
        self._show("done")
        self.signing.start.click()

    def _accepted(self, _issued: object) -> None:
        self._show("done")
        self.agreed.emit()

    def _failed(self, error: Exception) -> None:
        self._settle()
        if isinstance(error, Cancelled):
            self.problem.show_notice(_("Stopped; nothing was issued."))
        elif isinstance(error, OmniDeskError):
            self.problem.show_notice(str(error))
        else:
            raise error

    def _settle(self) -> None:
        self._job = None
        self._show("choosing")

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _open_url(self, url: QUrl) -> bool:
        return QDesktopServices.openUrl(url)


def _side(width: int) -> int:
    return max((width - COLUMN) // 2, 0)
