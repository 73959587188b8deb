"""The asking side of approvals: a request for exactly this price goes out, and a signed answer is taken in."""

import datetime as dt
import secrets
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from omnidesk.domain.approval import (
    DISCRETIONARY,
    discount_amount,
    discount_percent,
    in_dollars,
    refused_because,
)
from omnidesk.domain.approval_request import (
    LONGEST_NAME,
    LONGEST_REASON,
    ApprovalRequest,
    client_mark,
    read_request,
    shortened,
    write_request,
)
from omnidesk.domain.approval_token import Claims, Token, read_token
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.deal_hash import same_price
from omnidesk.domain.discount import Approval
from omnidesk.domain.errors import InputError
from omnidesk.domain.quote import quote
from omnidesk.domain.recommendation import priced_tier
from omnidesk.operations.acting import day_of
from omnidesk.operations.kept_deals import keep
from omnidesk.operations.priced_with import catalog_of
from omnidesk.store import approvals
from omnidesk.store.approvals import AskedRow
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow

CENT = Decimal("0.01")


@dataclass(frozen=True)
class TakenAnswer:
    """An answer that holds: who gave it, what it says, and the deal with it (as it was, where it was declined)."""

    approver: str
    claims: Claims
    deal: Deal


def request_for(deal: Deal, catalog: Catalog, *, who: str, today: dt.date) -> ApprovalRequest:
    """Put together what is asked of an approver for the deal as it is.

    Raises:
        InputError: the deal needs no approval, or cannot be priced.
    """
    priced = quote(deal, catalog)
    if priced.totals is None or priced.refusals:
        raise InputError("the deal has refusals, so there is no price to approve yet; see: omnidesk quote")
    if DISCRETIONARY not in priced.approvals_needed:
        raise InputError("this deal needs no approval: nothing in it goes beyond the account manager's own limits")
    off, subscription = discount_amount(priced.lines), deal.models.subscription
    reason = (subscription.discounts.discretionary_reason or "") if subscription else ""
    return ApprovalRequest(
        nonce=secrets.token_urlsafe(6),
        rule=DISCRETIONARY,
        deal_hash=priced.deal_hash,
        company=shortened(catalog.company.name, LONGEST_NAME),
        client=shortened(deal.client.name, LONGEST_NAME),
        currency=priced.currency,
        before=priced.totals.committed_total + off,
        after=priced.totals.committed_total,
        off_usd=in_dollars(deal, off).quantize(CENT),
        percent=discount_percent(deal),
        reason=shortened(reason, LONGEST_REASON),
        asked_by=shortened(who, LONGEST_NAME),
        asked_on=today,
    )


def ask(store: Store, row: DealRow, deal: Deal, catalog: Catalog, *, who: str, now: dt.datetime) -> ApprovalRequest:
    """Put together what is asked for a stored deal, and keep it: only an answer to a kept request counts here.

    ``now`` carries its time zone. A request for the same price that nobody has answered is handed out once more.

    Raises:
        InputError: the deal needs no approval, or cannot be priced.
        MachineError: the store is locked, read-only or full; nothing was asked.
    """
    fresh = request_for(deal, catalog, who=who, today=day_of(now, catalog))
    for kept in approvals.asked_of_deal(store, row.id):
        before = read_request(kept.body.encode())
        if kept.decision is None and replace(before, nonce=fresh.nonce, asked_on=fresh.asked_on) == fresh:
            return before
    body = write_request(fresh).decode()
    at = now.astimezone(dt.UTC).isoformat(timespec="microseconds")
    approvals.keep_request(
        store,
        AskedRow(
            id=fresh.id, deal_id=row.id, rule=fresh.rule, deal_hash=fresh.deal_hash,
            asked_by=fresh.asked_by, asked_at=at, body=body,
        ),
    )  # fmt: skip
    return fresh


def record_answer(
    store: Store, row: DealRow, deal: Deal, today: Catalog, text: str, *, now: dt.datetime
) -> tuple[TakenAnswer, DealRow]:
    """Take in an approver's answer and save the deal with it, both or neither; return the deal's row as it is now.

    ``today`` is the catalog of today, ``now`` carries its time zone. Raises as :func:`take_answer` and
    :func:`omnidesk.operations.kept_deals.keep`.
    """
    with store.writing():
        catalog = catalog_of(store, row, today)
        taken = take_answer(store, row, deal, catalog, text, today=day_of(now, today))
        return taken, keep(store, row, taken.deal, today)


def take_answer(store: Store, row: DealRow, deal: Deal, catalog: Catalog, text: str, *, today: dt.date) -> TakenAnswer:
    """Take in an approver's answer for a stored deal; an approval is in the deal that comes back, to be saved.

    Raises:
        InputError: the answer is none, was altered, is to something else, of another price, over, or of somebody who
            may not approve so much; the sentence says which.
        MachineError: the store is locked, read-only or full; nothing was taken.
    """
    token = read_token(text)
    claims, priced = token.claims, quote(deal, catalog)
    whole = _sound(token, _certificates(store.workspace.identities, catalog))
    same = same_price(claims.deal_hash, deal, catalog, priced_tier(deal, catalog), priced.deal_hash)
    _refuse_other(store, row, claims, deal, same=same)
    if today > claims.until:
        raise InputError(f"this answer held until {claims.until}; ask for another one")
    if catalog.approvers.people:
        refused = refused_because(claims, deal, catalog, in_dollars(deal, discount_amount(priced.lines)))
        if refused:
            raise InputError(refused)
    person = catalog.approvers.by_fingerprint(claims.by)
    approver = person.titled if person is not None else _signer(whole)
    approvals.keep_answer(
        store, claims.request, decision=claims.decision, approver=approver, fingerprint=claims.by, token=whole.text
    )
    if claims.decision == "declined":
        return TakenAnswer(approver, claims, deal)
    fresh = Approval(
        rule=claims.rule, who=approver, when=claims.on, why=claims.why, deal_hash=claims.deal_hash, token=whole.text
    )
    others = (each for each in deal.approvals if each.rule != claims.rule)
    return TakenAnswer(approver, claims, replace(deal, approvals=(*others, fresh)))


def _refuse_other(store: Store, row: DealRow, claims: Claims, deal: Deal, *, same: bool) -> None:
    """Refuse an answer that is to another request, deal or client, or where the price is not the ``same``."""
    kept = approvals.asked(store, claims.request)
    if kept is None:
        raise InputError("this answer is to a request that was not made in this workspace; ask for an answer to yours")
    if kept.deal_id != row.id or claims.client != client_mark(deal.client.name):
        request = read_request(kept.body.encode())
        raise InputError(f"this answer is for another deal: the one with {request.client} of {request.asked_on}")
    if kept.decision is not None:
        raise InputError(
            f"this request was {kept.decision} already; an answer counts once, so ask again if you need to"
        )
    if not same or claims.deal_hash != kept.deal_hash:
        raise InputError(
            "a price or term changed since this was asked, so the answer is void; ask again for this price"
        )


def _sound(token: Token, known: Iterable[bytes]) -> Token:
    """The token with the certificate that its signature holds with.

    Raises:
        InputError: no certificate is at hand, or the answer was altered.
    """
    from omnidesk.signing.answers import answer_holds, covers, fingerprint_of

    held = (token.certificate, *known) if token.certificate else known
    certificate = next((each for each in held if fingerprint_of(each) == token.claims.by), None)
    if certificate is None:
        raise InputError(
            "nobody here knows the certificate that signed this answer; take the answer's file or text instead of the "
            f"QR code, or name the certificate with the fingerprint {token.claims.by[:16]}… in approvers.yaml"
        )
    if not answer_holds(certificate, token.signed, token.signature):
        raise InputError("this answer was altered after it was signed, or signed by somebody else; it does not count")
    if not covers(certificate, token.claims.on.isoformat()):
        raise InputError(f"the approver's certificate was not valid on {token.claims.on}; ask for another answer")
    return Token(token.claims, token.signed, token.signature, certificate)


def _certificates(folder: Path, catalog: Catalog) -> list[bytes]:
    """The certificates that a short answer can be checked with: the approvers' and those that this workspace knows."""
    from omnidesk.signing.identities import known_certificates

    named = (each.certificate for each in catalog.approvers.people if each.certificate)
    return [ssl.PEM_cert_to_DER_cert(pem.strip()) for pem in named] + list(known_certificates(folder))


def _signer(token: Token) -> str:
    from omnidesk.signing.answers import signer_of

    return signer_of(token.certificate)
