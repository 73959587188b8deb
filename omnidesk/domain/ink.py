"""From strokes to curves: how a handwritten mark is drawn, the same on the screen and on paper.

The points stay as they are. Only for drawing, a Catmull-Rom curve (centripetal, so that it neither loops nor
overshoots between close points) goes through them, as Béziers that every painter knows.
"""

import itertools
import math
from collections.abc import Sequence
from typing import NamedTuple

from omnidesk.domain.mark import Ink, InkPoint

SHORTEST_STEP = 0.75
"""Pixels between two points that are drawn; what lies closer is the tremble of the device."""
THINNEST, THICKEST = 1.1, 3.1
"""Width of the line at no and at full pressure, in pixels of the pad."""
FAST = 2.2
"""Pixels a millisecond at which a mouse, that knows no pressure, draws its thinnest line."""
LEAST_LENGTH, LEAST_WIDTH = 60.0, 24.0
"""A mark with less ink, in pixels of the pad, is a slip of the hand."""

Place = tuple[float, float]


class Curve(NamedTuple):
    """A Bézier with the width of its line; one whose ends are the same is a dot."""

    start: Place
    first: Place
    second: Place
    end: Place
    width: float


class Extent(NamedTuple):
    """The smallest rectangle around the points."""

    left: float
    top: float
    width: float
    height: float


def curves(ink: Ink) -> tuple[Curve, ...]:
    """Every stroke as Béziers, in the order of drawing; the pad's pixels, y downwards."""
    pen = ink.device == "pen"
    return tuple(curve for stroke in ink.strokes if stroke for curve in _stroke(_steady(stroke), pen))


def fitted(ink: Ink, width: float, height: float) -> tuple[Curve, ...]:
    """The curves scaled to ``width`` and ``height`` with their proportions kept, in the middle; never enlarged much."""
    area = extent(ink)
    scale = min(width / max(area.width, 1.0), height / max(area.height, 1.0), 1.5)
    left, top = (width - area.width * scale) / 2, (height - area.height * scale) / 2

    def place(point: Place) -> Place:
        return left + (point[0] - area.left) * scale, top + (point[1] - area.top) * scale

    thin = max(scale, 0.42)
    return tuple(
        Curve(place(each.start), place(each.first), place(each.second), place(each.end), each.width * thin)
        for each in curves(ink)
    )


def extent(ink: Ink) -> Extent:
    """The smallest rectangle around every point; empty at the origin without points."""
    points = [point for stroke in ink.strokes for point in stroke]
    if not points:
        return Extent(0.0, 0.0, 0.0, 0.0)
    left, top = min(point.x for point in points), min(point.y for point in points)
    return Extent(left, top, max(point.x for point in points) - left, max(point.y for point in points) - top)


def enough(ink: Ink) -> bool:
    """Whether this is a mark that somebody drew, and not a slip of the hand."""
    length = sum(_distance(one, two) for stroke in ink.strokes for one, two in itertools.pairwise(stroke))
    area = extent(ink)
    return length >= LEAST_LENGTH and max(area.width, area.height) >= LEAST_WIDTH


def _stroke(points: Sequence[InkPoint], pen: bool) -> list[Curve]:
    widths = _widths(points, pen)
    places = [(point.x, point.y) for point in points]
    if len(places) == 1:
        return [Curve(places[0], places[0], places[0], places[0], widths[0])]
    around = [places[0], *places, places[-1]]
    joints = zip(around, places, places[1:], around[3:], strict=False)
    middles = [(one + two) / 2 for one, two in itertools.pairwise(widths)]
    return [_bezier(*joint, width) for joint, width in zip(joints, middles, strict=True)]


def _bezier(before: Place, start: Place, end: Place, after: Place, width: float) -> Curve:
    """The piece of a centripetal Catmull-Rom curve between ``start`` and ``end``."""
    into, own, out = (math.sqrt(math.dist(one, two)) for one, two in ((before, start), (start, end), (end, after)))
    return Curve(start, _control(before, start, end, into, own), _control(after, end, start, out, own), end, width)


def _control(far: Place, near: Place, other: Place, outside: float, inside: float) -> Place:
    """The control point beside ``near``; where the curve begins or ends, it is the point itself."""
    if outside == 0:
        return near
    weight = 2 * outside**2 + 3 * outside * inside + inside**2
    share = 3 * outside * (outside + inside)
    x, y = (
        (outside**2 * other[axis] - inside**2 * far[axis] + weight * near[axis]) / share for axis in (0, 1)
    )  # fmt: skip
    return x, y


def _widths(points: Sequence[InkPoint], pen: bool) -> list[float]:
    """The line's width at each point, by pressure or else by speed, without sudden steps."""
    force = points[0].pressure if pen else 0.6
    found: list[float] = []
    for index, point in enumerate(points):
        aim = point.pressure if pen else _calm(points[max(index - 1, 0)], point)
        force += (aim - force) * (0.6 if pen else 0.3)
        found.append(THINNEST + (THICKEST - THINNEST) * min(max(force, 0.0), 1.0))
    return found


def _calm(before: InkPoint, point: InkPoint) -> float:
    speed = _distance(before, point) / max(point.at - before.at, 1)
    return max(0.0, 1.0 - speed / FAST)


def _steady(stroke: Sequence[InkPoint]) -> list[InkPoint]:
    """The points that are far enough from each other, the last one always."""
    kept = [stroke[0]]
    for point in stroke[1:]:
        if _distance(kept[-1], point) >= SHORTEST_STEP:
            kept.append(point)
    last = stroke[-1]
    if len(kept) > 1 and kept[-1] != last:
        kept[-1] = last
    return kept


def _distance(one: InkPoint, two: InkPoint) -> float:
    return math.dist((one.x, one.y), (two.x, two.y))
