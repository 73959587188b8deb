"""The slides of a deal as a PDF file, for those who were not in the room."""

import datetime

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.operations.acting import day_of
from omnidesk.operations.presenting import FIRST, WHAT_IF, present
from omnidesk.operations.worker import in_worker

WIDE, NARROW = 16 / 9, 4 / 3


@in_worker
def slides_file(
    deal: Deal, catalog: Catalog, *, now: datetime.datetime, language: str | None = None, aspect: float = WIDE
) -> bytes:
    """Draw every slide that the deal shows but the what-if, which is for the room; ``now`` carries its time zone.

    Raises:
        RefusedError: the deal cannot be offered as it is; with every problem.
    """
    from omnidesk.documents.chart_paint import measure_label
    from omnidesk.documents.fonts import register_fonts
    from omnidesk.documents.slides_pdf import slides_pdf

    register_fonts()
    ready = present(deal, catalog, today=day_of(now, catalog), language=language)
    shown = tuple(slide for slide in ready.slides if slide != WHAT_IF) or (FIRST,)
    slides = [ready.lay_out(slide, aspect, measure_label) for slide in shown]
    return slides_pdf(ready.show.proposal, slides, created=now)
