"""The slides of a deal as a PDF file, for those who were not in the room."""

import datetime
from dataclasses import dataclass

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.what_if.levers import Settings
from omnidesk.operations.acting import day_of
from omnidesk.operations.presenting import WHAT_IF, present
from omnidesk.operations.worker import in_worker

WIDE, NARROW, BROAD = 16 / 9, 4 / 3, 21 / 9


@dataclass(frozen=True)
class SlidesLook:
    """How slides look as a file: the shape of a page (width by height), and whether their ground is dark."""

    aspect: float = WIDE
    dark: bool = False


@in_worker
def slides_file(
    deal: Deal,
    catalog: Catalog,
    *,
    now: datetime.datetime,
    language: str | None = None,
    look: SlidesLook | None = None,
    settings: Settings | None = None,
) -> bytes:
    """Draw every slide that the deal shows, the what-if as its levers stand (None: as in the deal).

    ``now`` carries its time zone.

    Raises:
        RefusedError: the deal cannot be offered as it is; with every problem.
    """
    from omnidesk.documents.chart_paint import measure_label
    from omnidesk.documents.fonts import register_fonts
    from omnidesk.documents.slides_pdf import slides_pdf

    register_fonts()
    look, turned = look or SlidesLook(), settings or {}
    ready = present(deal, catalog, today=day_of(now, catalog), language=language)
    tried = ready.what_if(turned, ready.tried(turned))
    slides = [
        ready.lay_out_tried(tried, look.aspect, measure_label)
        if slide == WHAT_IF
        else ready.lay_out(slide, look.aspect, measure_label)
        for slide in ready.slides
    ]
    return slides_pdf(ready.show.proposal, slides, created=now, dark=look.dark)
