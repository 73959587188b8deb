"""The way out: from a proposal value to the finished, unsigned file of its kind."""

from datetime import datetime

from omnidesk.documents.build import BuiltDocument
from omnidesk.documents.finalise import ArchivalError, check_archival
from omnidesk.domain.errors import InputError
from omnidesk.domain.proposal import Proposal


def build(proposal: Proposal, *, created: datetime, attachment: bytes | None = None) -> BuiltDocument:
    """Build the document that the proposal is meant for; equal input gives equal bytes.

    Args:
        proposal: everything that is printed; its ``kind`` decides on the document.
        created: the one time in the file, with its zone.
        attachment: the deal as JSON, embedded as the document's source.

    Raises:
        ArchivalError: the file broke a rule of PDF/A-3b.
        InputError: the pages of an annex did.
    """
    built = draw(proposal, created=created, attachment=attachment)
    try:
        check_archival(built.pdf)
    except ArchivalError:
        _refuse_annexes(proposal)
        raise
    return built


def _refuse_annexes(proposal: Proposal) -> None:
    """Refuse annexes whose pages break the archival format: theirs is the mistake, not the document's."""
    from omnidesk.documents.annex_intake import not_archival

    for annex in proposal.deal.documents.annexes:
        if not annex.attached and (why := not_archival(annex)):
            raise InputError(
                f"the annex {annex.title} is no archival PDF/A ({why}); attach it as a file, or take it out"
            )


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
