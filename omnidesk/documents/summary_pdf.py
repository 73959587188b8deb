"""The summary: the whole deal on one page."""

from datetime import datetime

from reportlab.platypus import Flowable

from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.imprint import imprint_for
from omnidesk.documents.sections import overview, payments, roadmap, value
from omnidesk.documents.together import height_of
from omnidesk.documents.writer import Writer, writer_for
from omnidesk.domain.proposal import Proposal


def summary_pdf(proposal: Proposal, *, created: datetime, attachment: bytes | None) -> BuiltDocument:
    """Build the summary; it is always exactly one page."""
    writer = writer_for(proposal)
    return build_document(
        _story(proposal, writer), imprint_for(proposal, writer, created), writer.setter, attachment=attachment
    )


def _story(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the overview and as many of the further parts as the page has room for."""
    style, say = writer.setter.style, writer.say
    story = overview.flowables(proposal, writer)
    further = (
        (say("What it is worth"), value.headline(proposal, writer)),
        (say("When it is paid"), payments.cash_flow(proposal, writer)),
        (say("How it unfolds"), roadmap.time_line(proposal, writer)),
    )
    for title, part in further:
        longer = [*story, writer.heading(title), *part]
        if part and height_of(longer, writer.column) <= style.page[1] - style.top - style.bottom:
            story = longer
    return story
