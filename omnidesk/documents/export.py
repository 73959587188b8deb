"""The way out: from a proposal value to the finished, unsigned file of its kind."""

from datetime import datetime

from omnidesk.documents.build import BuiltDocument
from omnidesk.documents.finalise import check_archival
from omnidesk.domain.proposal import Proposal


def build(proposal: Proposal, *, created: datetime, attachment: bytes | None = None) -> BuiltDocument:
    """Build the document that the proposal is meant for; equal input gives equal bytes.

    Args:
        proposal: everything that is printed; its ``kind`` decides on the document.
        created: the one time in the file, with its zone.
        attachment: the deal as JSON, embedded as the document's source.

    Raises:
        ArchivalError: the file broke a rule of PDF/A-3b.
    """
    built = draw(proposal, created=created, attachment=attachment)
    check_archival(built.pdf)
    return built


def draw(proposal: Proposal, *, created: datetime, attachment: bytes | None = None) -> BuiltDocument:
    """Draw the same document without the check for archives, which takes longer than the pages: to look at only."""
    match proposal.kind:
        case "proposal":
            from omnidesk.documents.proposal_pdf import proposal_pdf as make
        case "contract":
            from omnidesk.documents.contract_pdf import contract_pdf as make
        case "summary":
            from omnidesk.documents.summary_pdf import summary_pdf as make
    return make(proposal, created=created, attachment=attachment)
