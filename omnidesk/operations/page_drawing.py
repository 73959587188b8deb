"""Pages to look at: of a deal as it is now, or of a file of ours."""

import datetime as dt
from collections.abc import Sequence

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.drawn_pages import DrawnPages
from omnidesk.domain.proposal import DocumentKind
from omnidesk.operations.handover import preview
from omnidesk.operations.worker import in_worker
from omnidesk.progress import Progress

BUILT = 0.7
"""How much of the whole is done once the pages are laid out."""


@in_worker
def draw_pages(pdf: bytes, wanted: Sequence[int], *, scale: float, progress: Progress | None = None) -> DrawnPages:
    """Draw some pages of a file of ours; ``scale`` is in pixels for a point, pages count from 0."""
    from omnidesk.documents.drawn_pages import drawn_pages

    return drawn_pages(pdf, wanted, scale=scale, progress=progress)


@in_worker
def preview_pages(
    deal: Deal,
    catalog: Catalog,
    wanted: Sequence[int],
    *,
    kind: DocumentKind,
    now: dt.datetime,
    scale: float,
    progress: Progress | None = None,
) -> tuple[bytes, DrawnPages]:
    """Build a document without a seal and draw some of its pages.

    Raises:
        RefusedError: the deal has refusals, or a contract lacks something; with every problem.
    """
    pdf = preview(deal, catalog, kind=kind, now=now, progress=_first_part(progress))
    return pdf, draw_pages(pdf, wanted, scale=scale, progress=_last_part(progress))


@in_worker
def warm_up() -> None:
    """Import what draws documents and turns them into pictures."""
    import pypdfium2

    from omnidesk.documents import contract_pdf, export, proposal_pdf, summary_pdf

    del pypdfium2, contract_pdf, export, proposal_pdf, summary_pdf


def _first_part(progress: Progress | None) -> Progress | None:
    return None if progress is None else lambda share, words: progress(share * BUILT, words)


def _last_part(progress: Progress | None) -> Progress | None:
    return None if progress is None else lambda share, words: progress(BUILT + share * (1 - BUILT), words)
