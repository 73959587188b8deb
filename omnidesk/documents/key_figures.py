"""A row of key figures: each large in the serif over a word of what it is, on a tinted ground."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

from omnidesk.documents.paragraph import TaggedParagraph
from omnidesk.documents.style import Role
from omnidesk.documents.tagged import canvas_of
from omnidesk.documents.text import Run, Typesetter

GAP = 6.0
PADDING = 10.0


class KeyFigures(Flowable):
    """Up to four figures side by side, as wide together as the column; each is a formatted value and its label.

    Where one is too wide for its tile all are set smaller, down to the size of the text.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]], setter: Typesetter) -> None:
        super().__init__()
        style = setter.style
        self._style = style
        self.spaceBefore, self.spaceAfter = 2 * style.gap, 3 * style.gap
        self._tile = (style.column - GAP * (len(pairs) - 1)) / max(len(pairs), 1)
        room = self._tile - 2 * PADDING
        self._tiles: list[tuple[TaggedParagraph, TaggedParagraph]] = []
        for words, (_, label) in zip(_figures([value for value, _ in pairs], setter, room), pairs, strict=True):
            name = setter.paragraph(label, role="figure_label")
            name.wrap(room, 0)
            self._tiles.append((words, name))
        self.width = style.column
        self.height = max((words.height + name.height for words, name in self._tiles), default=0.0) + 2 * PADDING

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's signature
        """Return the row's size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the grounds, then each figure over its label."""
        canvas = canvas_of(self)
        for index, (words, name) in enumerate(self._tiles):
            left = index * (self._tile + GAP)
            with canvas.artifact():
                canvas.setFillColor(self._style.paint("tint"))
                canvas.rect(left, 0, self._tile, self.height, stroke=0, fill=1)
            top = self.height - PADDING
            words.drawOn(canvas, left + PADDING, top - words.height)
            name.drawOn(canvas, left + PADDING, top - words.height - name.height)


def _figures(values: Sequence[str], setter: Typesetter, room: float) -> list[TaggedParagraph]:
    """Set every value in the largest size in which each takes one line; the smallest size may take more."""
    sizes: tuple[Role, ...] = ("figure", "figure_small", "figure_least", "strong")
    made: list[TaggedParagraph] = []
    for role in sizes:
        made = [setter.paragraph(Run(value, colour=setter.style.accent), role=role) for value in values]
        if all(words.wrap(room, 0)[1] <= setter.style.role(role).leading for words in made):
            break
    return made
