"""What goes out with a document: its annexes, and where each of them is found."""

from reportlab.platypus import Flowable

from omnidesk.documents.tables import Column, Row
from omnidesk.documents.writer import Writer
from omnidesk.domain.annex import Annex, annex_letter
from omnidesk.domain.proposal import Proposal


def flowables(proposal: Proposal, writer: Writer) -> list[Flowable]:
    """Return the list of annexes; nothing where there is none, and none in the one page of a summary."""
    annexes, say = proposal.deal.documents.annexes, writer.say
    if not annexes or proposal.kind == "summary":
        return []
    columns = (Column(say("Annex"), 0.5, strong=True), Column(say("Title"), 1.5), Column(say("Where it is found"), 4))
    rows = [
        Row((annex_letter(place), annex.title, f"{_where(annex, writer)}\n{annex.file}\nSHA-256: {annex.sha256}"))
        for place, annex in enumerate(annexes)
    ]
    return [writer.opening(say("These annexes are part of this document.")), writer.table(columns, rows)]


def _where(annex: Annex, writer: Writer) -> str:
    pages = writer.count("{number} page", "{number} pages", annex.pages)
    if annex.attached:
        return writer.say("{pages}, attached to this file: it is no archival PDF/A").format(pages=pages)
    return writer.say("{pages}, after the last page of this document").format(pages=pages)
