"""From a deal to the document that a client gets: priced, drawn, sealed and checked.

Window and command line both come through here, so they hand over the same file.
"""

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from omnidesk.domain.approval import issue_problems
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.edition import Edition
from omnidesk.domain.errors import MachineError, RefusedError
from omnidesk.domain.proposal import DocumentKind, Proposal, propose
from omnidesk.operations.embedded_deal import embed
from omnidesk.operations.in_language import in_language
from omnidesk.operations.proven import refused_approvals
from omnidesk.operations.sealing import sealed
from omnidesk.operations.worker import in_worker
from omnidesk.progress import Progress, tell_nobody

if TYPE_CHECKING:
    from omnidesk.documents.build import BuiltDocument
    from omnidesk.signing.certificate import HeldIdentity
    from omnidesk.signing.verify import Verification


@dataclass(frozen=True, kw_only=True)
class Printing:
    """Which document is made of a deal.

    ``language`` None: the client's. ``edition`` is the number and version under which it is issued (None: a provisional
    reference); ``draft`` marks it as a draft whatever is approved. ``anchor`` is the seal of the log's newest row,
    which the file carries inside.
    """

    kind: DocumentKind = "proposal"
    language: str | None = None
    edition: Edition | None = None
    draft: bool = False
    anchor: str = ""


class UnapprovedError(RefusedError):
    """The deal breaks a rule that nobody has approved for this price: a draft can be built, but not sealed."""

    exit_status = 1


@dataclass(frozen=True)
class HandOver:
    """A finished document.

    ``proposal`` is what it prints; ``sha256`` is that of the file, ``fingerprint`` that of the signer's certificate
    (None: unsigned), and ``verification`` the judgement on the finished file by the rules that apply to anyone's.
    ``missing_glyphs`` are characters that no face could draw and that stand as □.
    """

    pdf: bytes
    pages: int
    reference: str
    draft: bool
    sha256: str
    fingerprint: str | None
    verification: "Verification | None"
    missing_glyphs: tuple[str, ...]
    proposal: Proposal


@in_worker
def hand_over(
    deal: Deal,
    catalog: Catalog,
    printing: Printing,
    *,
    identity: "HeldIdentity | None",
    now: dt.datetime,
    progress: Progress | None = None,
) -> HandOver:
    """Build a document and, with an identity, seal and check it. ``now`` carries its time zone.

    Raises:
        RefusedError: the deal has refusals, or a contract lacks something; with every problem.
        UnapprovedError: it was to be sealed, but an approval is open.
        InputError: the identity cannot sign.
        MachineError: the sealed file does not verify.
    """
    report = progress or tell_nobody
    report(0.0, "Pricing the deal")
    here = _here(now, catalog)
    proposal = _proposed(deal, catalog, printing, here.date())
    if identity is not None:
        _refuse_unapproved(deal, catalog, proposal, here.date())
    report(0.1, "Laying out the pages")
    built = _built(proposal, catalog, here, printing.anchor)
    pdf, verification = (built.pdf, None) if identity is None else _sealed(built, proposal, identity, here, report)
    report(1.0, "Done")
    return HandOver(
        pdf=pdf,
        pages=built.pages,
        reference=proposal.reference,
        draft=proposal.draft,
        sha256=hashlib.sha256(pdf).hexdigest(),
        fingerprint=None if identity is None else identity.summary.fingerprint,
        verification=verification,
        missing_glyphs=built.missing_glyphs,
        proposal=proposal,
    )


def _refuse_unapproved(deal: Deal, catalog: Catalog, proposal: Proposal, today: dt.date) -> None:
    needed = proposal.quote.approvals_needed
    open_ones = refused_approvals(deal, today) or issue_problems(deal, catalog, proposal.quote.deal_hash, needed)
    if open_ones:
        raise UnapprovedError(open_ones)


def preview(
    deal: Deal, catalog: Catalog, *, kind: DocumentKind, now: dt.datetime, progress: Progress | None = None
) -> bytes:
    """Return the PDF as ``hand_over`` draws it, unsealed and unchecked: to be looked at, never to be given away.

    Raises:
        RefusedError: the deal has refusals, or a contract lacks something; with every problem.
    """
    report = progress or tell_nobody
    report(0.0, "Pricing the deal")
    here = _here(now, catalog)
    proposal = _proposed(deal, catalog, Printing(kind=kind), here.date())
    report(0.3, "Laying out the pages")
    from omnidesk.documents.export import draw

    return draw(proposal, created=here).pdf


def _here(now: dt.datetime, catalog: Catalog) -> dt.datetime:
    """The time where the company stands, to the second."""
    return now.astimezone(ZoneInfo(catalog.company.time_zone)).replace(microsecond=0)


def _proposed(deal: Deal, catalog: Catalog, printing: Printing, today: dt.date) -> Proposal:
    language, printed = in_language(catalog, printing.language or deal.client.language)
    proposal = propose(
        deal,
        catalog,
        kind=printing.kind,
        today=today,
        language=language,
        printed=printed,
        edition=printing.edition,
    )
    return replace(proposal, draft=proposal.draft or printing.draft or bool(refused_approvals(deal, today)))


def _built(proposal: Proposal, catalog: Catalog, made_at: dt.datetime, anchor: str) -> "BuiltDocument":
    from omnidesk.documents.export import build

    attachment = embed(proposal.deal, catalog, proposal.quote, proposal.edition, anchor)
    return build(proposal, created=made_at, attachment=attachment)


def _sealed(
    built: "BuiltDocument", proposal: Proposal, identity: "HeldIdentity", here: dt.datetime, report: Progress
) -> "tuple[bytes, Verification]":
    report(0.7, "Sealing")
    pdf = sealed(built, proposal, identity, here)
    report(0.9, "Checking the seal")
    return pdf, _checked(pdf, identity)


def _checked(pdf: bytes, identity: "HeldIdentity") -> "Verification":
    from omnidesk.signing.verify import verify

    found = verify(pdf, known={identity.summary.fingerprint})
    if found.status != "valid":
        reason = found.problems[0] if found.problems else found.status
        raise MachineError(f"the sealed document does not verify, so it was not handed over: {reason}")
    return found
