"""What the company stands for: its charter, quoted, and its values."""

from reportlab.platypus import Flowable

from omnidesk.documents.text import Run
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the values in a line each and the charter with its source."""
    company = proposal.catalog.company
    values = [
        writer.text(Run(f"{value.name}. ", strong=True), value.text.rstrip(".") + ".") for value in company.values
    ]
    charter = [writer.text(line, role="lead") for line in company.charter.text.split("\n") if line.strip()]
    if charter:
        charter.append(writer.text(company.charter.attribution, role="caption"))
    return [*values, *charter]
