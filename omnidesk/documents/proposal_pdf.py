"""The proposal as a document: cover, contents, numbered sections, the page to sign."""

from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from omnidesk.documents.acceptance import AcceptanceBoxes
from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.contents import Contents
from omnidesk.documents.imprint import imprint_for
from omnidesk.documents.pages import Cover
from omnidesk.documents.section_rows import Chapter, chapters, wanted
from omnidesk.documents.sections import annexes, charter, values
from omnidesk.documents.text import Run
from omnidesk.documents.together import height_of
from omnidesk.documents.writer import Writer, writer_for
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.template import joined

NEEDED = 0.42
"""A chapter that does not fit on the rest of a page begins the next where less than this share of one is left.

The one to sign is not parted at all, as long as it is no longer than a page.
"""
FULL = 0.45
"""Share of the first page that its contents have to fill for the text to begin on the next."""


def proposal_pdf(proposal: Proposal, *, created: datetime, attachment: bytes | None) -> BuiltDocument:
    """Build the proposal."""
    writer = writer_for(proposal)
    text = _numbered(_chapters(proposal, writer), writer)
    front = _front(proposal, writer, text)
    if front and height_of(front, writer.column) >= FULL * _room(writer):
        front.append(PageBreak())
    return build_document(
        [*front, *text],
        imprint_for(proposal, writer, created),
        writer.setter,
        cover=_cover(proposal, writer) if wanted(proposal, "cover") else None,
        attachment=attachment,
        annexes=proposal.deal.documents.annexes,
    )


def _front(proposal: Proposal, writer: Writer, text: list[Flowable]) -> list[Flowable]:
    """What stands before the chapters: contents, charter, values."""
    front: list[Flowable] = []
    if wanted(proposal, "contents"):
        front.append(writer.text(Run(writer.say("Contents"), colour=writer.setter.style.navy), role="title"))
        front.append(Contents(text, writer.setter, deepest=1))
    for section, part in (("charter", charter), ("values", values)):
        if wanted(proposal, section):
            front += part.flowables(proposal, writer)
    return front


def _chapters(proposal: Proposal, writer: Writer) -> list[Chapter]:
    """The chapters, with the list of annexes before the page to sign."""
    found = chapters(proposal, writer)
    listed = annexes.flowables(proposal, writer)
    if listed:
        found.insert(len(found) - 1, Chapter("annexes", writer.say("Annexes"), listed))
    return found


def _numbered(found: list[Chapter], writer: Writer) -> list[Flowable]:
    story: list[Flowable] = []
    for number, chapter in enumerate(found, start=1):
        parts = [writer.setter.heading(chapter.title, 1, number=f"{number:02d}"), *chapter.body]
        signed = any(isinstance(part, AcceptanceBoxes) for part in chapter.body)
        least = _room(writer) * (1 if signed else NEEDED)
        height = parts[0].getSpaceBefore() + height_of(parts, writer.column)
        story += [CondPageBreak(min(height, least)), *parts]
    return story


def _room(writer: Writer) -> float:
    """The height of a page's text, in points."""
    style = writer.setter.style
    return style.page[1] - style.top - style.bottom


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
        picture=joined(proposal.deal.documents.template.cover),
    )
