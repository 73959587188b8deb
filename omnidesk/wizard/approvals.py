"""A request for an approval and who may answer it, in words: what the asking and the approving side both look at."""

import re
import unicodedata
from dataclasses import dataclass

from omnidesk.domain.approval_request import ApprovalRequest
from omnidesk.domain.approval_token import Claims
from omnidesk.domain.approver import Approver, ApproversSpec
from omnidesk.domain.money import plain
from omnidesk.formatting import Formatter
from omnidesk.i18n import _


@dataclass(frozen=True)
class Fact:
    """A line of a request; what counts most is ``strong``."""

    name: str
    value: str
    strong: bool = False


@dataclass(frozen=True)
class Signer:
    """An identity that could sign: the name of its files, the person, and the fingerprint of the certificate."""

    name: str
    subject: str
    fingerprint: str


def signer_note(signer: Signer | None, asked: ApprovalRequest, approvers: ApproversSpec) -> str:
    """Why somebody cannot approve this, as far as this machine knows; empty where nothing is in the way."""
    if signer is None or not approvers.people:
        return ""
    person = approvers.by_fingerprint(signer.fingerprint)
    if person is None:
        return _("{who} is not among those who may approve, so only somebody else can.").format(who=signer.subject)
    return person.beyond(asked.percent, asked.off_usd)


def plain_name(name: str, otherwise: str = "approval") -> str:
    """A name in letters that every file system takes; ``otherwise`` where it has none of those."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or otherwise


def request_facts(asked: ApprovalRequest, formatter: Formatter) -> tuple[Fact, ...]:
    """What is asked, line by line."""
    currency = asked.currency
    off = formatter.money(asked.before - asked.after, currency)
    discount = _("{percent}%, {amount}").format(percent=plain(asked.percent), amount=off)
    return (
        Fact(_("Client"), asked.client),
        Fact(_("Asked by"), f"{asked.asked_by}, {asked.company}"),
        Fact(_("Asked on"), formatter.day(asked.asked_on)),
        Fact(_("Committed without the discount"), formatter.money(asked.before, currency)),
        Fact(_("Discretionary discount"), discount, strong=True),
        Fact(_("Committed with it"), formatter.money(asked.after, currency), strong=True),
        Fact(_("Bound to this price"), asked.deal_hash[:12]),
    )


def people(approvers: ApproversSpec, formatter: Formatter) -> str:
    """Who may approve up to what, in one sentence; empty where nobody is named."""
    return "; ".join(_person(each, formatter) for each in approvers.people)


def _person(person: Approver, formatter: Formatter) -> str:
    limits: list[str] = []
    if person.limit_percent is not None:
        limits.append(_("up to {percent}%").format(percent=plain(person.limit_percent)))
    if person.limit_amount is not None:
        limits.append(_("up to {amount}").format(amount=formatter.money(person.limit_amount, "USD")))
    return f"{person.titled} ({', '.join(limits)})" if limits else person.titled


def taken_words(approver: str, claims: Claims, formatter: Formatter) -> str:
    """What an answer says, in one sentence."""
    if claims.decision == "declined":
        return _("{who} declined: {why}").format(who=approver, why=claims.why)
    return _("{who} approved; it holds until {until}").format(who=approver, until=formatter.day(claims.until))
