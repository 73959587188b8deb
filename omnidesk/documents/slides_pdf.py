"""Slides as a file: one page a slide in the shape of the screen, each tagged with the words that stand on it."""

import io
from collections.abc import Sequence
from datetime import datetime

from omnidesk.charts.display import Chart
from omnidesk.documents.chart_paint import ChartFigure
from omnidesk.documents.finalise import finalise
from omnidesk.documents.fonts import register_fonts
from omnidesk.documents.imprint import imprint_for
from omnidesk.documents.tagged import Structure, TaggedCanvas
from omnidesk.documents.writer import writer_for
from omnidesk.domain.proposal import Proposal


def slides_pdf(proposal: Proposal, slides: Sequence[Chart], *, created: datetime) -> bytes:
    """Return slides, laid out with this room's ``measure_label``, as a tagged PDF; equal input gives equal bytes.

    The deal itself does not travel in it.
    """
    register_fonts()
    writer, structure, raw = writer_for(proposal), Structure(), io.BytesIO()
    canvas = TaggedCanvas(raw, structure=structure, pagesize=(slides[0].width, slides[0].height), invariant=1)
    for slide in slides:
        canvas.setPageSize((slide.width, slide.height))
        with canvas.artifact():
            canvas.setFillColor(writer.setter.style.paint("paper"))
            canvas.rect(0, 0, slide.width, slide.height, stroke=0, fill=1)
        figure = ChartFigure(slide, writer.setter)
        figure.drawOn(canvas, 0, 0)
        canvas.showPage()
    canvas.save()
    return finalise(raw.getvalue(), structure, imprint_for(proposal, writer, created), None)
