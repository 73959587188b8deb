"""The visible mark of a signature: a one-page document as large as the signature box."""

import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from omnidesk.documents.finalise import finalise
from omnidesk.documents.fonts import figures, measure, register_fonts
from omnidesk.documents.mark_paint import Area, paint_mark, wrapped
from omnidesk.documents.pages import Imprint
from omnidesk.documents.script_face import face_for
from omnidesk.documents.style import Style
from omnidesk.documents.tagged import Structure, TaggedCanvas
from omnidesk.documents.text import Typesetter, one_line
from omnidesk.domain.mark import Ink, Mark, TypedName
from omnidesk.i18n import Words

SIZE = (223.28, 104.0)
"""Width and height of the box in points, as the acceptance page draws it."""
SPLIT = 0.54
"""Share of the width that the mark gets; the words stand to its right."""
MARK = Area(11.0, 39.5, SIZE[0] * SPLIT - 21, SIZE[1] - 48)


@dataclass(frozen=True)
class Signed:
    """What a stamp says: who, for whom, when (with its zone, printed to the minute), and what the signature means.

    ``before`` is the document's SHA-256 before signing, in hex; ``witness`` before whom it was signed, if anybody.
    """

    name: str
    organisation: str
    when: datetime
    reason: str
    before: str
    witness: str = ""
    words: Words = field(default_factory=Words)


def stamp_pdf(signed: Signed, style: Style, mark: Mark | None = None) -> bytes:
    """Return the stamp as a one-page PDF/A-3b file with its faces embedded, for a signature's appearance.

    Without a mark the signer's name is written in its place, in the script face.
    """
    register_fonts()
    setter, structure, target = Typesetter(style), Structure(), io.BytesIO()
    canvas = TaggedCanvas(target, pagesize=SIZE, invariant=1, structure=structure)
    say = signed.words.say
    with canvas.artifact():
        _frame(canvas, style, *SIZE)
    with canvas.marked(structure.place("P")):
        _words(canvas, setter, _lines(signed))
        _fingerprint(canvas, setter, say("Document SHA-256"), signed.before)
    title = say("Signature of {name}").format(name=one_line(signed.name))
    with canvas.marked(structure.place("Figure", alt=title)):
        paint_mark(canvas, setter, _seen(mark, signed.name), MARK)
    canvas.showPage()
    canvas.save()
    imprint = Imprint(title, one_line(signed.name), signed.words.language, signed.when)
    return finalise(target.getvalue(), structure, imprint, None)


def _seen(mark: Mark | None, name: str) -> Mark:
    """The mark, or the name where there is none or nothing was drawn."""
    empty = mark is None or (isinstance(mark, Ink) and not any(mark.strokes))
    return TypedName(name) if mark is None or empty else mark


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


class _Line(NamedTuple):
    """One line at the right; ``most`` is how many lines long words may take."""

    words: str
    face: str
    points: float
    colour: str
    step: float
    most: int = 1


def _lines(signed: Signed) -> list[_Line]:
    """Return the lines at the right."""
    say, when = signed.words.say, signed.when
    moment = when.strftime("%Y-%m-%d %H:%M ") + (when.tzname() or "")
    lines = [
        _Line(say("Digitally signed"), "Inter-Medium", 5.6, "muted", 12.0),
        _Line(signed.name, "Inter-SemiBold", 8.2, "ink", 10.5, most=2),
        _Line(signed.organisation, "Inter", 6.6, "ink", 9.4, most=2),
        _Line(moment.strip(), figures("Inter"), 6.6, "ink", 9.0),
        _Line(signed.reason, "Inter", 6.6, "ink", 9.0),
    ]
    if signed.witness:
        lines.append(_Line(say("Before {witness}").format(witness=signed.witness), "Inter", 6.6, "muted", 9.0))
    return lines


def _words(canvas: TaggedCanvas, setter: Typesetter, lines: list[_Line]) -> None:
    left, y = SIZE[0] * SPLIT, SIZE[1] - 3
    faces = [face_for(line.words, line.face) for line in lines]
    pieces = [
        (line, face, words)
        for line, face in zip(lines, faces, strict=True)
        for words in wrapped(setter, line.words, face, line.points, SIZE[0] - left - 8, line.most)
    ]
    closer = min(1.0, (SIZE[1] - 31) / sum(line.step for line, _, _ in pieces))
    for line, face, words in pieces:
        y -= line.step * closer
        canvas.setFillColor(setter.style.paint(line.colour))
        canvas.write(left, y, words, face, line.points)


def _fingerprint(canvas: TaggedCanvas, setter: Typesetter, label: str, fingerprint: str) -> None:
    face, width = figures("Inter"), SIZE[0]
    size = min(5.2, 5.2 * (width - 20) / max(measure(fingerprint, 5.2, face), 1.0))
    label_face = face_for(label, "Inter-Medium")
    canvas.setFillColor(setter.style.paint("muted"))
    canvas.write(10, 14.5, setter.line(label, label_face), label_face, 5.0)
    canvas.write(10, 6.5, setter.line(fingerprint, face), face, size)
