"""The page to sign: what is accepted, and two equal boxes."""

from reportlab.platypus import Flowable, Spacer

from omnidesk.documents.acceptance import AcceptanceBoxes, Party
from omnidesk.documents.writer import Writer, staying
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.signature import CLIENT_FIELD, OUR_FIELD

ABOVE, BELOW = 8.0, 12.0
"""Space around the boxes, in points."""


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the sentence of acceptance, the boxes, and what ties the page to this document.

    In a contract they stand under a heading of its own, the signatures, and need no second one.
    """
    say, company, client = writer.say, proposal.catalog.company, proposal.deal.client
    signatory = writer.person(client.contact.name, client.contact.title)
    boxes = AcceptanceBoxes(
        (
            Party(OUR_FIELD, say("For {party}").format(party=company.legal_name)),
            Party(CLIENT_FIELD, say("For {party}").format(party=client.name or say("the client")), signatory),
        ),
        writer.setter,
    )
    words = say("Electronic signatures in this file are the originals; a printed copy informs.")
    trace = say("Reference {reference}. Priced terms, SHA-256: {hash}")
    heading = () if proposal.kind == "contract" else (staying(writer.heading(say("Acceptance"))),)
    return [
        *heading,
        writer.opening(writer.sentences(_accepted(proposal, writer), words)),
        staying(Spacer(0, ABOVE)),
        staying(boxes),
        staying(Spacer(0, BELOW)),
        writer.text(trace.format(reference=proposal.reference, hash=proposal.quote.deal_hash), role="small"),
    ]


def _accepted(proposal: Proposal, writer: Writer) -> str:
    if proposal.kind == "contract":
        return writer.say("By signing below the parties conclude this agreement with its annex.")
    words = writer.say("By signing below the parties accept this proposal of {day}; it is valid until {end}.")
    return words.format(day=writer.formatter.day(proposal.made_on), end=writer.formatter.day(proposal.valid_until))
