"""The contract as a document: parties, numbered clauses, the payment schedule as its annex, the page to sign."""

from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable

from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.imprint import imprint_for
from omnidesk.documents.section_rows import Chapter, chapters
from omnidesk.documents.sections import annexes, parties
from omnidesk.documents.together import height_of
from omnidesk.documents.writer import Writer, writer_for
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.template import section_of

NEEDED = 290.0
"""The annex begins a new page where less than this is left, in points."""


def contract_pdf(proposal: Proposal, *, created: datetime, attachment: bytes | None) -> BuiltDocument:
    """Build the contract."""
    writer = writer_for(proposal)
    say = writer.say
    found = {chapter.id: chapter for chapter in chapters(proposal, writer)}
    body = [chapter for each, chapter in found.items() if not _is_end(each)]
    listed = annexes.flowables(proposal, writer)
    if listed:
        body.append(Chapter("annexes", say("Annexes"), listed))
    if "payments" not in found:
        body.append(Chapter("payments", say("Annex: payment schedule"), [writer.text(say("No payment is scheduled."))]))
    story: list[Flowable] = [
        writer.setter.heading(say("Partnership agreement"), 1),
        *parties.flowables(proposal, writer),
        *(part for chapter in body for part in _chapter(chapter, writer)),
        *_signatures([chapter for each, chapter in found.items() if _is_end(each)], writer),
    ]
    return build_document(
        story,
        imprint_for(proposal, writer, created),
        writer.setter,
        attachment=attachment,
        annexes=proposal.deal.documents.annexes,
    )


def _is_end(section_id: str) -> bool:
    section = section_of("contract", section_id)
    return section is not None and section.place == "end"


def _chapter(chapter: Chapter, writer: Writer) -> list[Flowable]:
    """Return a chapter under its heading, on a new page where too little of this one is left."""
    if not chapter.title:
        return chapter.body
    heading = writer.setter.heading(chapter.title, 1)
    height = heading.getSpaceBefore() + height_of([heading, *chapter.body], writer.column)
    least = NEEDED if chapter.id == "payments" else min(height, NEEDED)
    return [CondPageBreak(least), heading, *chapter.body]


def _signatures(end: list[Chapter], writer: Writer) -> list[Flowable]:
    """Return the part to sign, which is not parted between pages."""
    heading = writer.setter.heading(writer.say("Signatures"), 1)
    part = [heading, *(flowable for chapter in end for flowable in chapter.body)]
    return [CondPageBreak(heading.getSpaceBefore() + height_of(part, writer.column)), *part]
