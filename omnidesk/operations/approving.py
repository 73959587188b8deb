"""The approver's side: a request is read, judged, and answered with a signed token. It needs no store and no server."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from omnidesk.domain.approval_request import ApprovalRequest, client_mark, shortened
from omnidesk.domain.approval_token import Claims, Decision, Token, signed_bytes
from omnidesk.domain.approver import ApproversSpec
from omnidesk.domain.errors import InputError
from omnidesk.domain.money import percent_text

if TYPE_CHECKING:
    from omnidesk.signing.certificate import HeldIdentity

LONGEST_WHY = 200


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What an approver says. ``percent`` None: as much as was asked; ``until`` None: as long as the house decided."""

    decision: Decision
    why: str
    percent: Decimal | None = None
    until: dt.date | None = None


def answer(
    request: ApprovalRequest, said: Answer, identity: "HeldIdentity", approvers: ApproversSpec, *, now: dt.datetime
) -> Token:
    """Sign the answer to a request. ``now`` carries its time zone.

    Raises:
        InputError: there is no reason, the day is over, the certificate does not cover today, or the approvers that
            this workspace knows may not approve so much.
        MachineError: the token that holds the key is out of reach.
    """
    from omnidesk.signing.answers import certificate_bytes, sign_answer

    today, own = now.date(), identity.summary
    if own.expired(now):
        raise InputError(f"the certificate of “{own.subject}” does not cover today, so it signs no answer")
    why = shortened(said.why, LONGEST_WHY)
    if not why:
        raise InputError("say why; the reason is signed with the answer")
    percent = request.percent if said.percent is None else said.percent
    if said.decision == "approved":
        _refuse_beyond(request, percent, own.fingerprint, approvers)
    until = said.until or today + dt.timedelta(days=approvers.valid_days)
    if until < today:
        raise InputError(f"an answer that holds until {until} is void already; name {today} or later")
    claims = Claims(
        request=request.id,
        rule=request.rule,
        deal_hash=request.deal_hash,
        client=client_mark(request.client),
        decision=said.decision,
        percent=percent,
        why=why,
        on=today,
        until=until,
        by=own.fingerprint,
    )
    content = signed_bytes(claims)
    return Token(claims, content, sign_answer(identity, content), certificate_bytes(identity))


def _refuse_beyond(request: ApprovalRequest, percent: Decimal, fingerprint: str, approvers: ApproversSpec) -> None:
    if percent < request.percent:
        given, asked = percent_text(percent), percent_text(request.percent)
        raise InputError(f"{given} is less than the {asked} that were asked for; decline instead")
    if not approvers.people:
        return
    person = approvers.by_fingerprint(fingerprint)
    if person is None:
        names = "; ".join(each.titled for each in approvers.people)
        raise InputError(f"this identity may not approve anything; those who may are: {names}")
    beyond = person.beyond(percent, request.off_usd)
    if beyond:
        raise InputError(f"{beyond}; hand the request on to somebody who may")
