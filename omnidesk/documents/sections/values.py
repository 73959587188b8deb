"""What the company stands for."""

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.proposal import Proposal


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the company's values, a line each; nothing where it names none."""
    company, say = proposal.catalog.company, writer.say
    if not company.values:
        return []
    rows = [Row((value.name, writer.sentence(value.text))) for value in company.values]
    columns = (Column(say("Core value"), 1, strong=True), Column(say("What it means between us"), 3))
    return [writer.heading(say("What {company} stands for").format(company=company.name)), writer.table(columns, rows)]
