"""The place to sign: two equal boxes side by side that remember where they came to stand."""

from dataclasses import dataclass
from typing import NamedTuple

from reportlab.platypus import Flowable

from omnidesk.documents.tagged import TaggedCanvas, canvas_of
from omnidesk.documents.text import Typesetter

BOX_HEIGHT = 104.0
BOX_GAP = 24.0
LABEL = 16.0


class SignatureBox(NamedTuple):
    """Where a signature field belongs: its name, page index, and rectangle (left, bottom, right, top in points)."""

    name: str
    page: int
    rect: tuple[float, float, float, float]


@dataclass(frozen=True)
class Party:
    """Who signs in a box: the field's name in the file, and the words above and inside the box."""

    field: str
    label: str
    signatory: str = ""


class AcceptanceBoxes(Flowable):
    """Two boxes of equal size; after the build, ``fields`` says where they are."""

    def __init__(self, parties: tuple[Party, Party], setter: Typesetter) -> None:
        super().__init__()
        self._parties, self._setter = parties, setter
        self.fields: list[SignatureBox] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's signature
        """Return the column's width and the height of labels and boxes."""
        self.width, self.height = aW, BOX_HEIGHT + LABEL + 14
        return self.width, self.height

    def draw(self) -> None:
        """Draw labels and frames, and note each box's place on the page."""
        canvas = canvas_of(self)
        width = (self.width - BOX_GAP) / 2
        for index, party in enumerate(self._parties):
            left = index * (width + BOX_GAP)
            with canvas.marked(canvas.structure.place("P")):
                self._label(canvas, party, left, width)
            with canvas.artifact():
                canvas.setStrokeColor(self._setter.style.paint("rule"))
                canvas.setLineWidth(0.6)
                canvas.roundRect(left, 14, width, BOX_HEIGHT, 3, stroke=1, fill=0)
            x, y = (round(place, 2) for place in canvas.absolutePosition(left, 14))
            rect = (x, y, round(x + round(width, 2), 2), round(y + BOX_HEIGHT, 2))
            self.fields.append(SignatureBox(party.field, canvas.page_index, rect))

    def _label(self, canvas: TaggedCanvas, party: Party, left: float, width: float) -> None:
        setter = self._setter
        canvas.setFillColor(setter.style.paint("muted"))
        label = setter.fitted(party.label, "Inter-Medium", 7.6, width)
        canvas.write(left, BOX_HEIGHT + LABEL + 4, label, "Inter-Medium", 7.6)
        if party.signatory:
            text = setter.fitted(party.signatory, "Inter", 7.6, width)
            canvas.write(left, 3, text, "Inter", 7.6)
