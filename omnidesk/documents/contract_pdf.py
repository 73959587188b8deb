"""The contract as a document: parties, numbered clauses, the payment schedule as its annex, the page to sign."""

from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable

from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.imprint import imprint_for
from omnidesk.documents.sections import acceptance, agreed, clauses, parties, payments
from omnidesk.documents.together import height_of
from omnidesk.documents.writer import Writer, writer_for
from omnidesk.domain.proposal import Proposal

NEEDED = 290.0
"""The annex begins a new page where less than this is left, in points."""


def contract_pdf(proposal: Proposal, *, created: datetime, attachment: bytes | None) -> BuiltDocument:
    """Build the contract."""
    writer = writer_for(proposal)
    say = writer.say
    story: list[Flowable] = [
        writer.setter.heading(say("Partnership agreement"), 1),
        *parties.flowables(proposal, writer),
        *clauses.flowables(proposal, writer),
        CondPageBreak(NEEDED),
        writer.setter.heading(say("Annex: payment schedule"), 1),
        *(payments.flowables(proposal, writer) or [writer.text(say("No payment is scheduled."))]),
        *_signatures(proposal, writer),
    ]
    return build_document(story, imprint_for(proposal, writer, created), writer.setter, attachment=attachment)


def _signatures(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the part to sign, which is not parted between pages."""
    heading = writer.setter.heading(writer.say("Signatures"), 1)
    part = [heading, *agreed.flowables(proposal, writer), *acceptance.flowables(proposal, writer)]
    return [CondPageBreak(heading.getSpaceBefore() + height_of(part, writer.column)), *part]
