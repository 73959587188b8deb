"""The company's charter, quoted with its source."""

from reportlab.platypus import Flowable, Spacer

from omnidesk.documents.text import Run
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal

ABOVE, BETWEEN = 44.0, 10.0
"""Space above the quotation and between its stanzas, in points."""


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the charter line by line; nothing where the company has none."""
    charter = proposal.catalog.company.charter
    lines = charter.text.strip().split("\n") if charter.text.strip() else []
    if not lines:
        return []
    quoted = [writer.text(line, role="quote") if line.strip() else Spacer(0, BETWEEN) for line in lines]
    source = Run(charter.attribution, colour=writer.setter.style.accent)
    return [Spacer(0, ABOVE), *quoted, writer.text(source, role="caption")]
