"""A deal as files for Word and Excel; window and command line hand over the same ones."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.proposal import DocumentKind, Proposal, propose
from omnidesk.operations.in_language import in_language
from omnidesk.operations.worker import in_worker


@dataclass(frozen=True)
class OfficeFile:
    """A finished file and what it was made of."""

    content: bytes
    proposal: Proposal


@in_worker
def contract_word(deal: Deal, catalog: Catalog, *, now: dt.datetime, language: str | None = None) -> OfficeFile:
    """Return the contract as DOCX, in the client's language where none is named. ``now`` carries its time zone.

    Raises:
        RefusedError: the deal has refusals, or the contract lacks something; with every problem.
    """
    from omnidesk.documents.contract_docx import contract_docx

    proposal, here = _proposed(deal, catalog, "contract", now, language)
    return OfficeFile(contract_docx(proposal, created=here), proposal)


@in_worker
def quote_excel(deal: Deal, catalog: Catalog, *, now: dt.datetime, language: str | None = None) -> OfficeFile:
    """Return the quote as XLSX with live formulas.

    Raises:
        RefusedError: the deal has refusals; with every problem.
        InputError: an amount is too long for a spreadsheet to calculate exactly.
    """
    from omnidesk.documents.quote_xlsx import quote_xlsx

    proposal, here = _proposed(deal, catalog, "proposal", now, language)
    return OfficeFile(quote_xlsx(proposal, created=here), proposal)


def _proposed(
    deal: Deal, catalog: Catalog, kind: DocumentKind, now: dt.datetime, language: str | None
) -> tuple[Proposal, dt.datetime]:
    here = now.astimezone(ZoneInfo(catalog.company.time_zone)).replace(microsecond=0)
    spoken, printed = in_language(catalog, language or deal.client.language)
    return propose(deal, catalog, kind=kind, today=here.date(), language=spoken, printed=printed), here
