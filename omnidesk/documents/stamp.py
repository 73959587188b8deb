"""The visible mark of a signature: a one-page document as large as the signature box."""

import io
from dataclasses import dataclass
from datetime import datetime

from omnidesk.documents.finalise import finalise
from omnidesk.documents.fonts import figures, measure
from omnidesk.documents.pages import Imprint
from omnidesk.documents.style import Style
from omnidesk.documents.tagged import Structure, TaggedCanvas
from omnidesk.documents.text import Typesetter

SIZE = (223.28, 104.0)
"""Width and height of the box in points, as the acceptance page draws it."""
SPLIT = 0.54
"""Share of the width that the ink gets; the words stand to its right."""


@dataclass(frozen=True)
class Ink:
    """A handwritten signature as strokes of points in any unit, y growing downwards."""

    strokes: tuple[tuple[tuple[float, float], ...], ...]


def stamp_pdf(
    name: str, organisation: str, when: datetime, reason: str, fingerprint: str, style: Style, ink: Ink | None = None
) -> bytes:
    """Return the stamp as a one-page PDF/A-3b file with its faces embedded, for a signature's appearance.

    Args:
        name: who signs; without ``ink`` it is also written large in the place of the handwriting.
        organisation: for whom.
        when: time of signing with its zone; printed to the minute.
        reason: what the signature means, as ``Offer binding``.
        fingerprint: SHA-256 of the document before signing, in hex, printed below.
        style: the look of the document that is signed.
        ink: the handwriting, if the person drew one.
    """
    setter, structure, target = Typesetter(style), Structure(), io.BytesIO()
    canvas = TaggedCanvas(target, pagesize=SIZE, invariant=1, structure=structure)
    with canvas.artifact():
        _frame(canvas, style, *SIZE)
    with canvas.marked(structure.place("P")):
        _words(canvas, setter, _lines(name, organisation, when, reason))
        _fingerprint(canvas, setter, fingerprint, SIZE[0])
    with canvas.marked(structure.place("Figure", alt=f"Signature of {setter.line(name, 'Inter')}")):
        if ink is not None and any(ink.strokes):
            _ink(canvas, style, ink, *SIZE)
        else:
            _written(canvas, setter, name, SIZE[0])
    canvas.showPage()
    canvas.save()
    imprint = Imprint(f"Signature of {setter.line(name, 'Inter')}", name, "en", when)
    return finalise(target.getvalue(), structure, imprint, None)


def _frame(canvas: TaggedCanvas, style: Style, width: float, height: float) -> None:
    """Draw the ground, a hairline frame, the accent at the left edge and the rule above the fingerprint."""
    canvas.setFillColor(style.paint("ground"))
    canvas.setStrokeColor(style.paint("rule"))
    canvas.setLineWidth(0.6)
    canvas.roundRect(0.3, 0.3, width - 0.6, height - 0.6, 3, stroke=1, fill=1)
    canvas.setFillColor(style.paint("accent"))
    canvas.rect(0, 0, 2.2, height, stroke=0, fill=1)
    canvas.setLineWidth(0.4)
    canvas.line(10, 23, width - 10, 23)
    canvas.line(10, 36, width * SPLIT - 8, 36)


def _lines(name: str, organisation: str, when: datetime, reason: str) -> list[tuple[str, str, float, str, float]]:
    """Return the lines at the right: words, face, size, colour, step down."""
    moment = when.strftime("%Y-%m-%d %H:%M ") + (when.tzname() or "")
    return [
        ("Digitally signed", "Inter-Medium", 5.6, "muted", 12.0),
        (name, "Inter-SemiBold", 8.2, "ink", 10.5),
        (organisation, "Inter", 6.6, "ink", 9.4),
        (moment.strip(), figures("Inter"), 6.6, "ink", 9.0),
        (reason, "Inter", 6.6, "ink", 9.0),
    ]


def _words(
    canvas: TaggedCanvas, setter: Typesetter, lines: list[tuple[str, str, float, str, float]],
) -> None:  # fmt: skip
    left, y = SIZE[0] * SPLIT, SIZE[1] - 3
    for words, face, points, colour, step in lines:
        y -= step
        canvas.setFillColor(setter.style.paint(colour))
        canvas.setFont(face, points)
        canvas.drawString(left, y, setter.fitted(words, face, points, SIZE[0] - left - 8))


def _fingerprint(canvas: TaggedCanvas, setter: Typesetter, fingerprint: str, width: float) -> None:
    face = figures("Inter")
    size = min(5.2, 5.2 * (width - 20) / max(measure(fingerprint, 5.2, face), 1.0))
    canvas.setFillColor(setter.style.paint("muted"))
    canvas.setFont("Inter-Medium", 5.0)
    canvas.drawString(10, 14.5, "Document SHA-256")
    canvas.setFont(face, size)
    canvas.drawString(10, 6.5, setter.line(fingerprint, face))


def _written(canvas: TaggedCanvas, setter: Typesetter, name: str, width: float) -> None:
    """Write the name in the serif as large as the place allows."""
    room, points = width * SPLIT - 20, 19.0
    text = setter.line(name, "Serif")
    while points > 9 and canvas.stringWidth(text, "Serif", points) > room:
        points -= 0.5
    canvas.setFillColor(setter.style.paint("navy"))
    canvas.setFont("Serif", points)
    canvas.drawString(10, 41.0, setter.fitted(name, "Serif", points, room))


def _ink(canvas: TaggedCanvas, style: Style, ink: Ink, width: float, height: float) -> None:
    """Draw the strokes as vectors, scaled into their place with their proportions kept."""
    points = [point for stroke in ink.strokes for point in stroke]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    wide, high = max(x for x, _ in points) - left, max(y for _, y in points) - top
    room = (width * SPLIT - 24, height - 50)
    scale = min(room[0] / max(wide, 1e-6), room[1] / max(high, 1e-6))
    down = 38 + (room[1] + high * scale) / 2
    canvas.setStrokeColor(style.paint("navy"))
    canvas.setLineWidth(1.3)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    for stroke in ink.strokes:
        for number, (x, y) in enumerate(stroke):
            place = 12 + (x - left) * scale, down - (y - top) * scale
            (path.lineTo if number else path.moveTo)(*place)
    canvas.drawPath(path, stroke=1, fill=0)
