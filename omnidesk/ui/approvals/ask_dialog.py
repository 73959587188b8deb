"""Asking for an approval: what is asked, who may answer, and the request as file, text and QR code."""

from PySide6.QtWidgets import QWidget

from omnidesk.domain.approval_request import ENDING, ApprovalRequest, request_for_mail, write_request
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.ui.approvals.handing import Handed, Handing
from omnidesk.ui.approvals.sheet import Sheet
from omnidesk.ui.background import Background
from omnidesk.ui.services import Ask
from omnidesk.wizard.approvals import plain_name, request_facts


class AskDialog(Sheet):
    """Shows a request that was kept; it can be handed over as often as one likes."""

    def __init__(
        self,
        asked: ApprovalRequest,
        who: str,
        formatter: Formatter,
        ask: Ask,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        words = _("Send it to somebody who may approve: {who}").format(who=who)
        super().__init__("ask-approval", _("Ask for approval"), words, "handshake", parent)
        self.add_facts(request_facts(asked, formatter))
        handed = Handed(
            name=f"{plain_name(asked.client)}{ENDING}",
            content=write_request(asked),
            text=request_for_mail(asked),
            code=write_request(asked).decode(),
        )
        self.handing = Handing(handed, ask, background, self._tell)
        self.column.addWidget(self.handing)
        close = self.add_button(_("Close"), "ask-close", "primary")
        close.clicked.connect(self.accept)
        self.fit()

    def _tell(self, words: str) -> None:
        self.say(words, "accent")
