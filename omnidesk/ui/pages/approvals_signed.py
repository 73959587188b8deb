"""Where signed answers are needed: asking for one from the page of review, and taking one in."""

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.approvals.ask_dialog import AskDialog
from omnidesk.ui.approvals.paste_dialog import PasteDialog
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.widgets.button import Button
from omnidesk.wizard.approvals import people, taken_words

if TYPE_CHECKING:
    from omnidesk.domain.approval_request import ApprovalRequest
    from omnidesk.domain.deal import Deal
    from omnidesk.operations.approvals import TakenAnswer


class SignedPart(QWidget):
    """Two buttons: ask, and take the answer in."""

    def __init__(self, page: FormPage[Any]) -> None:
        super().__init__()
        self._page = page
        self.asking: AskDialog | None = None
        self.pasting: PasteDialog | None = None
        self.ask = Button(_("Ask for approval"), "primary", icon="handshake")
        self.ask.setObjectName("ask-for-approval")
        self.ask.clicked.connect(self._ask)
        self.take = Button(_("Take the answer in"), "secondary", icon="download-simple")
        self.take.setObjectName("take-answer")
        self.take.clicked.connect(self._open_paste)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.ask)
        row.addWidget(self.take)
        row.addStretch(1)

    def _ask(self) -> None:
        services = self._page.services
        deal, catalog, offer = services.session.deal, services.catalog, services.offer
        self.ask.setEnabled(False)
        services.background.run(lambda _job: offer.ask_approval(deal, catalog), self._show_asked, self._failed)

    def _show_asked(self, found: object) -> None:
        self.ask.setEnabled(True)
        services = self._page.services
        who = people(services.catalog.approvers, services.formatter)
        asked = cast("ApprovalRequest", found)
        dialog = AskDialog(asked, who, services.formatter, services.ask, services.background, self.window())
        dialog.finished.connect(self._forget)
        self.asking = dialog
        dialog.open()

    def _open_paste(self) -> None:
        words = _("Paste the text that the approver sent, or drop the file. It counts for this price alone.")
        title = _("Take the answer in")
        dialog = PasteDialog(title, words, _("Take it in"), self._page.services.ask, self.window())
        dialog.given.connect(self._take)
        dialog.finished.connect(self._forget)
        self.pasting = dialog
        dialog.open()

    def _take(self, text: str) -> None:
        services = self._page.services
        deal, offer = services.session.deal, services.offer
        services.background.run(lambda _job: offer.take_answer(deal, text), self._taken, self._not_taken)

    def _taken(self, found: object) -> None:
        taken = cast("TakenAnswer", found)
        if self.pasting is not None:
            self.pasting.reject()
        self._page.change(partial(_with_approvals, taken.deal))
        declined = taken.claims.decision == "declined"
        words = taken_words(taken.approver, taken.claims, self._page.services.formatter)
        self._page.services.ask.say(words, failed=declined)

    def _not_taken(self, error: Exception) -> None:
        if isinstance(error, OmniDeskError) and self.pasting is not None:
            words = str(error)
            self.pasting.refuse(f"{words[:1].upper()}{words[1:]}.")
        else:
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.ask.setEnabled(True)
        if not isinstance(error, OmniDeskError):
            raise error
        self._page.services.ask.say(str(error), failed=True)

    def _forget(self, _code: int) -> None:
        self.asking = self.pasting = None


def _with_approvals(taken: "Deal", deal: "Deal") -> "Deal":
    from msgspec.structs import replace

    return deal if deal.approvals == taken.approvals else replace(deal, approvals=taken.approvals)
