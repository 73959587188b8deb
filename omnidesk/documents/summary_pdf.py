"""The summary: the whole deal on one page."""

from datetime import datetime

from reportlab.platypus import Flowable

from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.pages import Imprint
from omnidesk.documents.sections import overview
from omnidesk.documents.writer import Writer, writer_for
from omnidesk.domain.proposal import Proposal


def summary_pdf(proposal: Proposal, *, created: datetime, attachment: bytes | None) -> BuiltDocument:
    """Build the summary; it is always exactly one page."""
    writer = writer_for(proposal)
    story: list[Flowable] = overview.flowables(proposal, writer)
    return build_document(story, _imprint(proposal, writer, created), writer.setter, attachment=attachment)


def _imprint(proposal: Proposal, writer: Writer, created: datetime) -> Imprint:
    company, client, say = proposal.catalog.company, proposal.deal.client, writer.say
    return Imprint(
        title=say("Summary for {client}").format(client=client.name),
        author=company.name,
        language=proposal.language,
        created=created,
        subject=proposal.reference,
        head_left=company.name,
        head_right=say("Summary {reference}").format(reference=proposal.reference),
        foot=say("Confidential. Prepared for {client}").format(client=client.name),
        watermark=say("DRAFT") if proposal.draft else "",
    )
