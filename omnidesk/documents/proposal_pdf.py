"""The proposal as a document: cover, contents, numbered sections, the page to sign."""

from collections.abc import Callable
from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from omnidesk.documents.acceptance import AcceptanceBoxes
from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.imprint import imprint_for
from omnidesk.documents.pages import Contents, Cover
from omnidesk.documents.sections import (
    acceptance,
    charter,
    flamecoin,
    investment,
    payments,
    recommendation,
    roadmap,
    scaling,
    situation,
    success,
    terms,
    tier,
    usage,
    value,
    values,
)
from omnidesk.documents.text import Run
from omnidesk.documents.together import height_of
from omnidesk.documents.writer import Writer, writer_for
from omnidesk.domain.proposal import Proposal
from omnidesk.i18n import marked

Section = Callable[[Proposal, Writer], list[Flowable]]

CHAPTERS: tuple[tuple[str, tuple[Section, ...]], ...] = (
    (marked("Your situation"), (situation.flowables,)),
    (marked("Our recommendation"), (recommendation.flowables,)),
    (marked("What the tier includes"), (tier.flowables,)),
    (marked("Investment"), (investment.flowables, usage.flowables, flamecoin.flowables)),
    (marked("Payment schedule"), (payments.flowables,)),
    (marked("Value"), (value.flowables,)),
    (marked("Growing together"), (scaling.flowables,)),
    (marked("Roadmap"), (roadmap.flowables,)),
    (marked("Success plan"), (success.flowables,)),
    (marked("Terms and acceptance"), (terms.flowables, acceptance.flowables)),
)
"""Title and content of each chapter; one with nothing to say is left out and takes no number."""

NEEDED = 0.42
"""A chapter that does not fit on the rest of a page begins the next where less than this share of one is left.

The one to sign is not parted at all, as long as it is no longer than a page.
"""


def proposal_pdf(proposal: Proposal, *, created: datetime, attachment: bytes | None) -> BuiltDocument:
    """Build the proposal."""
    writer = writer_for(proposal)
    text = _chapters(proposal, writer)
    contents: list[Flowable] = [
        writer.text(Run(writer.say("Contents"), colour=writer.setter.style.navy), role="title"),
        Contents(text, writer.setter, deepest=1),
        *charter.flowables(proposal, writer),
        *values.flowables(proposal, writer),
        PageBreak(),
    ]
    return build_document(
        [*contents, *text],
        imprint_for(proposal, writer, created),
        writer.setter,
        cover=_cover(proposal, writer),
        attachment=attachment,
    )


def _chapters(proposal: Proposal, writer: Writer) -> list[Flowable]:
    story: list[Flowable] = []
    style = writer.setter.style
    room = style.page[1] - style.top - style.bottom
    number = 0
    for title, sections in CHAPTERS:
        body = [part for section in sections for part in section(proposal, writer)]
        if not body:
            continue
        number += 1
        chapter = [writer.setter.heading(writer.say(title), 1, number=f"{number:02d}"), *body]
        if story:
            least = room if any(isinstance(part, AcceptanceBoxes) for part in body) else room * NEEDED
            height = chapter[0].getSpaceBefore() + height_of(chapter, writer.column)
            story.append(CondPageBreak(min(height, least)))
        story += chapter
    return story


def _cover(proposal: Proposal, writer: Writer) -> Cover:
    company, client, say = proposal.catalog.company, proposal.deal.client, writer.say
    contact = writer.person(client.contact.name, client.contact.title)
    facts = [
        (say("Reference"), proposal.reference),
        (say("Date"), writer.formatter.day(proposal.made_on)),
        (say("Valid until"), writer.formatter.day(proposal.valid_until)),
    ]
    if contact:
        facts.append((say("Contact"), contact))
    return Cover(
        kicker=say("Proposal"),
        title=say("The {tier} partnership").format(tier=proposal.tier.name),
        subtitle=say("{product} for {client}").format(product=company.product, client=client.name),
        facts=tuple(facts),
        contact=(company.contact.email, company.contact.page),
        watermark=say("DRAFT") if proposal.draft else "",
    )
