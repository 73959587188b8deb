"""Slides as a file: one page a slide in the shape of the screen, each tagged with the words that stand on it."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from omnidesk.charts.display import Chart
from omnidesk.documents.chart_paint import FACES, ChartFigure
from omnidesk.documents.finalise import finalise
from omnidesk.documents.fonts import register_fonts
from omnidesk.documents.imprint import imprint_for
from omnidesk.documents.style import darkened
from omnidesk.documents.tagged import HeadingPlace, Structure, TaggedCanvas
from omnidesk.documents.text import Typesetter, one_line
from omnidesk.documents.writer import writer_for
from omnidesk.domain.proposal import Proposal

NUMBER, FOOT = 14.0, 26.6
"""Size of a slide's number, and where it stands over the lower edge: on the line of the foot."""


def slides_pdf(proposal: Proposal, slides: Sequence[Chart], *, created: datetime, dark: bool = False) -> bytes:
    """Return slides, laid out with this room's ``measure_label``, as a tagged PDF; equal input gives equal bytes.

    Each has its number in the foot and its title among the bookmarks. The deal itself does not travel in it.
    """
    register_fonts()
    writer, structure, raw = writer_for(proposal), Structure(), io.BytesIO()
    setter = Typesetter(darkened(writer.setter.style)) if dark else writer.setter
    canvas = TaggedCanvas(raw, structure=structure, pagesize=(slides[0].width, slides[0].height), invariant=1)
    for place, slide in enumerate(slides):
        canvas.setPageSize((slide.width, slide.height))
        with canvas.artifact():
            canvas.setFillColor(setter.style.paint("paper"))
            canvas.rect(0, 0, slide.width, slide.height, stroke=0, fill=1)
        figure = ChartFigure(slide, setter)
        figure.drawOn(canvas, 0, 0)
        with canvas.artifact():
            canvas.setFillColor(setter.style.paint("muted"))
            canvas.write(slide.width / 2, FOOT, str(place + 1), FACES["regular"], NUMBER, "middle")
        structure.headings.append(HeadingPlace(1, one_line(slide.title), place, slide.height))
        canvas.showPage()
    canvas.save()
    imprint = imprint_for(proposal, writer, created)
    title = writer.say("Slides for {client}").format(client=one_line(proposal.deal.client.name)).strip()
    return finalise(raw.getvalue(), structure, replace(imprint, title=title), None)
