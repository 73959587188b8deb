"""A person's mark on paper: ink as curves, a name in the script face, or a picture."""

import io
from typing import NamedTuple

from reportlab.lib.utils import ImageReader

from omnidesk.documents.fonts import measure
from omnidesk.documents.script_face import SCRIPT, signature_face
from omnidesk.documents.tagged import TaggedCanvas
from omnidesk.documents.text import Typesetter
from omnidesk.domain.ink import fitted
from omnidesk.domain.mark import Ink, Mark, Picture, TypedName

LARGEST, LEAST_ON_ONE_LINE, SMALLEST = 27.0, 15.0, 9.0
"""Size of a typed signature in points; a long one takes two lines, one longer still is cut."""


class Area(NamedTuple):
    """Where a mark goes, in points from the page's lower left corner."""

    left: float
    bottom: float
    width: float
    height: float


def paint_mark(canvas: TaggedCanvas, setter: Typesetter, mark: Mark, area: Area) -> None:
    """Draw the mark into the middle of the area, as large as it fits."""
    match mark:
        case Ink():
            _ink(canvas, setter, mark, area)
        case TypedName():
            _typed(canvas, setter, mark.text, area)
        case Picture():
            canvas.drawImage(
                ImageReader(io.BytesIO(mark.png)), *area, mask="auto", preserveAspectRatio=True, anchor="c"
            )


def _ink(canvas: TaggedCanvas, setter: Typesetter, ink: Ink, area: Area) -> None:
    """Draw the very curves that the screen showed; each has its own width, round ends join them."""
    canvas.setStrokeColor(setter.style.paint("navy"))
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    top = area.bottom + area.height
    for curve in fitted(ink, area.width, area.height):
        canvas.setLineWidth(round(curve.width, 2))
        places = [(area.left + x, top - y) for x, y in (curve.start, curve.first, curve.second, curve.end)]
        path = canvas.beginPath()
        path.moveTo(*places[0])
        path.curveTo(*places[1], *places[2], *places[3])
        canvas.drawPath(path, stroke=1, fill=0)


def _typed(canvas: TaggedCanvas, setter: Typesetter, name: str, area: Area) -> None:
    """Write the name as large as the area allows, a long one on two lines."""
    face = signature_face(name)
    points = LARGEST if face == SCRIPT else LARGEST * 0.68
    while points > SMALLEST and canvas.stringWidth(setter.line(name, face), face, points) > area.width:
        points -= 0.5
    lines = [setter.fitted(name, face, points, area.width)]
    if points < LEAST_ON_ONE_LINE:
        points = LEAST_ON_ONE_LINE
        lines = wrapped(setter, name, face, points, area.width, 2)
    canvas.setFillColor(setter.style.paint("navy"))
    canvas.setFont(face, points)
    base = area.bottom + (area.height - points * (len(lines) - 0.38)) / 2 + points * (len(lines) - 1)
    for number, words in enumerate(lines):
        left = area.left + (area.width - canvas.stringWidth(words, face, points)) / 2
        canvas.drawString(left, base - number * points, words)


def wrapped(setter: Typesetter, text: str, face: str, points: float, width: float, most: int) -> list[str]:
    """Return the text on at most ``most`` lines of the width; what does not fit on the last is cut there."""
    words = setter.line(text, face).split(" ")
    lines: list[str] = []
    while words and len(lines) < most - 1:
        taken = 1
        while taken < len(words) and measure(" ".join(words[: taken + 1]), points, face) <= width:
            taken += 1
        lines.append(setter.fitted(" ".join(words[:taken]), face, points, width))
        words = words[taken:]
    return [*lines, setter.fitted(" ".join(words), face, points, width)] if words else lines
