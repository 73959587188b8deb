"""Our signature on a document: where it goes, what is seen of it, and in which order the two sides sign."""

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from omnidesk.domain.catalog import Company
from omnidesk.domain.deal import Deal
from omnidesk.domain.policy import Policy
from omnidesk.domain.proposal import DocumentKind, Proposal
from omnidesk.domain.signature import DELIVERY_FIELD, OUR_FIELD, SigningOrder
from omnidesk.i18n import Words, marked, words_in

if TYPE_CHECKING:
    from omnidesk.documents.build import BuiltDocument
    from omnidesk.signing.certificate import HeldIdentity

REASONS: dict[DocumentKind, str] = {
    "proposal": marked("Offer"),
    "contract": marked("Contract"),
    "summary": marked("Summary of the offer"),
}
"""What the seal on each kind of document means."""


def order_of(deal: Deal, policy: Policy) -> SigningOrder:
    """Who signs first: as chosen for this deal, else as the company does it."""
    return deal.signing_order or policy.signing_order.value


def sealed(built: "BuiltDocument", proposal: Proposal, identity: "HeldIdentity", made_at: dt.datetime) -> bytes:
    """Certify a document: visibly in our box where we sign first, unseen where the client does.

    One without boxes to sign in is sealed unseen. Raises ``InputError`` when the identity cannot sign.
    """
    from omnidesk.signing.fields import FieldBox, prepare_fields, unseen
    from omnidesk.signing.seal import seal

    boxes = [
        FieldBox(name=box.name, page=box.page, rect=box.rect, role="ours" if box.name == OUR_FIELD else "client")
        for box in built.fields
    ]
    if not boxes:
        return seal(prepare_fields(built.pdf, [unseen(OUR_FIELD)]), identity, now=made_at, reason=_reason(proposal))
    spoken = words_in(proposal.language, proposal.catalog.translations)
    if order_of(proposal.deal, proposal.catalog.policy) == "client_first":
        prepared = prepare_fields(built.pdf, [unseen(DELIVERY_FIELD), *boxes])
        reason = spoken.say("Delivery to be signed")
        return seal(prepared, identity, now=made_at, field=DELIVERY_FIELD, reason=reason)
    company, before = proposal.catalog.company, hashlib.sha256(built.pdf).hexdigest()
    words = f"{_reason(proposal)} {proposal.reference}"
    shown = our_stamp(identity, company, words, before, made_at, spoken)
    return seal(prepare_fields(built.pdf, boxes), identity, now=made_at, stamp_pdf=shown, reason=_reason(proposal))


def our_stamp(
    identity: "HeldIdentity", company: Company, reason: str, before: str, when: dt.datetime, words: Words
) -> bytes:
    """What is seen of our signature; ``before`` is the document's SHA-256 before it."""
    from omnidesk.documents.stamp import Signed, stamp_pdf
    from omnidesk.documents.style import Style

    signer = identity.summary
    organisation = words.say("not a real signer") if signer.throwaway else signer.organisation or company.legal_name
    signed = Signed(signer.subject, organisation, when, reason, before, words=words)
    return stamp_pdf(signed, Style(company=company.name, accent=company.accent), identity.mark)


def _reason(proposal: Proposal) -> str:
    """What the seal means, in the language of the document."""
    return words_in(proposal.language, proposal.catalog.translations).say(REASONS[proposal.kind])
