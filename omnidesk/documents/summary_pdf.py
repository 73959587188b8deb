"""The summary: the whole deal on one page."""

from datetime import datetime

from reportlab.platypus import Flowable

from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.imprint import imprint_for
from omnidesk.documents.section_rows import chapters
from omnidesk.documents.sections import overview
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
    style = writer.setter.style
    story = overview.flowables(proposal, writer)
    for chapter in chapters(proposal, writer):
        longer = [*story, writer.heading(chapter.title), *chapter.body]
        if height_of(longer, writer.column) <= style.page[1] - style.top - style.bottom:
            story = longer
    return story
