"""Evidence out of the store: what is kept of a deal's signatures, each as a page that a person reads."""

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.mark import Mark
from omnidesk.domain.signature import Evidence
from omnidesk.i18n import words_in
from omnidesk.operations.worker import in_worker

if TYPE_CHECKING:
    from omnidesk.store.connect import Store
    from omnidesk.store.evidence import EvidenceRow


@in_worker
def evidence_page(evidence: Evidence, mark: Mark | None, catalog: Catalog, *, now: dt.datetime) -> bytes:
    """The page of one act, in the language in which it was signed. ``now`` carries its time zone."""
    from omnidesk.documents.evidence_pdf import EvidencePage, evidence_pdf
    from omnidesk.documents.style import Style

    company = catalog.company
    written = now.astimezone(ZoneInfo(company.time_zone)).replace(microsecond=0)
    words = words_in(evidence.language, catalog.translations)
    style = Style(company=company.name, accent=company.accent, logo=catalog.logo)
    return evidence_pdf(EvidencePage(evidence, mark, written, words), style)


def evidence_of_file(store: "Store", pdf: bytes) -> "EvidenceRow":
    """What is kept of the signature that made this very file.

    Raises:
        InputError: nothing is kept of it.
        DamagedError: the record is not what was written.
    """
    import hashlib

    from omnidesk.store.evidence import evidence_of

    return evidence_of(store, hashlib.sha256(pdf).hexdigest())
