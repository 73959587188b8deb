"""The approver's side: what is asked stands at the top, below it who signs the answer and why."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omnidesk.domain.approval_request import ApprovalRequest
from omnidesk.domain.approval_token import Token
from omnidesk.domain.approver import ApproversSpec
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.ui.approvals.handing import Handed, Handing
from omnidesk.ui.approvals.sheet import Sheet
from omnidesk.ui.background import Background
from omnidesk.ui.services import Ask
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.approvals import Signer, plain_name, request_facts, signer_note

ANSWER_ENDING = ".omnidesk-approval"


class AnswerDialog(Sheet):
    """``answered`` brings the decision, the name of the identity that signs it, and the reason."""

    answered = Signal(str, str, str)

    def __init__(
        self,
        asked: ApprovalRequest,
        signers: Sequence[Signer],
        approvers: ApproversSpec,
        formatter: Formatter,
        parent: QWidget | None = None,
    ) -> None:
        words = _("{who} asks whether this discount is right. Your signature holds for this very price.")
        title = _("A request for your approval")
        super().__init__("answer-approval", title, words.format(who=asked.asked_by), "handshake", parent)
        self._asked, self._approvers = asked, approvers
        self._signers = {each.name: each for each in signers}
        self.add_facts(request_facts(asked, formatter))
        self.column.addWidget(Text(_("Reason given"), "label"))
        self.column.addWidget(Text(asked.reason or _("No reason was given."), "body", "muted", wrap=True))
        self.signer = Choice([Option(each.name, each.subject) for each in signers], placeholder=_("Choose who signs"))
        self.signer.setObjectName("answer-signer")
        self.why = TextArea(lines=2)
        self.why.setObjectName("answer-why")
        self._signer_field = Field(_("Signed by"), self.signer, "answer-signer", required=True)
        self._why_field = Field(_("Why"), self.why, "answer-why", required=True)
        self.signer.edited.connect(self._show_signer)
        self.why.edited.connect(lambda: self._why_field.set_problem(""))
        self.column.addWidget(self._signer_field)
        self.column.addWidget(self._why_field)
        self.add_button(_("Close"), "answer-close").clicked.connect(self.reject)
        self.no = self.add_button(_("Decline"), "answer-decline")
        self.no.clicked.connect(lambda: self._answer("declined"))
        self.yes = self.add_button(_("Approve and sign"), "answer-approve", "primary")
        self.yes.clicked.connect(lambda: self._answer("approved"))
        self.fit()
        if signers:
            self.signer.set_value(signers[0].name)
        self._show_signer()

    def refuse(self, words: str) -> None:
        """Say why the answer was not signed; what was typed stays."""
        self.say(words, "danger")

    def _answer(self, decision: str) -> None:
        if not self.signer.value():
            self._signer_field.set_problem(_("Choose who signs; an identity is made on the last step of a deal."))
            self._signer_field.focus()
        elif not self.why.text().strip():
            self._why_field.set_problem(_("Say why; the reason is signed with the answer."))
            self._why_field.focus()
        else:
            self.answered.emit(decision, self.signer.value(), self.why.text().strip())

    def _show_signer(self, _name: str = "") -> None:
        self._signer_field.set_problem("")
        signer = self._signers.get(self.signer.value())
        words = signer_note(signer, self._asked, self._approvers)
        self.say(words, "warning")
        self.yes.setEnabled(signer is not None and not words)


class AnsweredDialog(Sheet):
    """The signed answer, to be handed back."""

    def __init__(
        self, asked: ApprovalRequest, token: Token, ask: Ask, background: Background, parent: QWidget | None = None
    ) -> None:
        approved = token.claims.decision == "approved"
        title = _("Approved and signed") if approved else _("Declined and signed")
        words = _("Hand the answer back to {who}; it counts only for this request.").format(who=asked.asked_by)
        super().__init__("answered-approval", title, words, "seal-check", parent)
        handed = Handed(
            name=f"{plain_name(asked.client)}{ANSWER_ENDING}",
            content=f"{token.for_mail}\n".encode(),
            text=token.for_mail,
            code=token.short.text,
        )
        self.handing = Handing(handed, ask, background, lambda told: self.say(told, "accent"))
        self.column.addWidget(self.handing)
        self.add_button(_("Close"), "answered-close", "primary").clicked.connect(self.accept)
        self.fit()
