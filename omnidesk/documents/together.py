"""Keeps a heading with what it heads, without leaving half a page empty before a long table."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

LEAST = 96.0
"""Points of a long table or text that have to follow its heading on the page."""
TOO_HIGH = float(0xFFFFFF)


class Together(Flowable):
    """Headings (and whatever else stays with what follows) and the flowable after them.

    They go on the page together where all of them fit; otherwise with a first part of the last one; otherwise they all
    begin the next page.
    """

    def __init__(self, flowables: Sequence[Flowable], maxHeight: float | None = None) -> None:  # noqa: ARG002 - reportlab
        super().__init__()
        self._content = list(flowables)

    def getSpaceBefore(self) -> float:
        """Return the space before the first part."""
        return self._content[0].getSpaceBefore()

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab's signature
        """Ask to be split in any case: only the parts are drawn."""
        return aW, TOO_HIGH

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Return the parts as they go on this page; nothing where they have to begin the next."""
        *heads, last = self._content
        above = height_of(heads, aW)
        between = max(heads[-1].getSpaceAfter(), last.getSpaceBefore()) if heads else 0.0
        room = aH - above - between
        if height_of([last], aW) <= room or self._at_top():
            return self._content
        pieces = last.splitOn(self.canv, aW, room) if room >= LEAST else []
        if len(pieces) > 1 and pieces[0].wrapOn(self.canv, aW, room)[1] >= LEAST / 2:
            return [*heads, *pieces]
        return []

    def _at_top(self) -> bool:
        return bool(getattr(getattr(self, "_frame", None), "_atTop", True))


def height_of(flowables: Sequence[Flowable], width: float) -> float:
    """Return the height of flowables below one another, with the space between them."""
    total, after = 0.0, 0.0
    for place, flowable in enumerate(flowables):
        total += flowable.wrap(width, TOO_HIGH)[1] + (max(after, flowable.getSpaceBefore()) if place else 0.0)
        after = flowable.getSpaceAfter()
    return total
