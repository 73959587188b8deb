"""A handwritten mark: curves follow every point, whatever hand and device drew them; the points stay as they are."""

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.ink import SHORTEST_STEP, THICKEST, THINNEST, curves, enough, extent, fitted
from omnidesk.domain.mark import Ink, InkPoint, Picture, TypedName, mark_sha256, method_of, read_mark, write_mark

POINT = st.builds(
    InkPoint, st.floats(0, 600).map(lambda x: round(x, 2)), st.floats(0, 200).map(lambda y: round(y, 2)),
    st.integers(0, 60_000), st.floats(0, 1).map(lambda p: round(p, 3)),
)  # fmt: skip
INK = st.builds(
    Ink, st.lists(st.lists(POINT, max_size=12).map(tuple), max_size=4).map(tuple), st.sampled_from(["pen", "mouse"])
)


def line(*places: tuple[float, float], pressure: float = 1.0) -> tuple[InkPoint, ...]:
    return tuple(InkPoint(x, y, 10 * number, pressure) for number, (x, y) in enumerate(places))


def test_a_curve_goes_through_its_points_and_joins_smoothly() -> None:
    places = ((0.0, 0.0), (40.0, 30.0), (80.0, 10.0), (120.0, 40.0))
    drawn = curves(Ink(strokes=(line(*places),)))
    assert [each.start for each in drawn] + [drawn[-1].end] == list(places)
    for one, two in itertools.pairwise(drawn):
        before = (one.end[0] - one.second[0], one.end[1] - one.second[1])
        after = (two.first[0] - two.start[0], two.first[1] - two.start[1])
        assert math.isclose(math.atan2(before[1], before[0]), math.atan2(after[1], after[0]), abs_tol=1e-9)


def test_more_pressure_is_a_thicker_line_and_a_fast_mouse_a_thinner_one() -> None:
    places = [(5.0 * number, 0.0) for number in range(20)]
    light, heavy = (curves(Ink((line(*places, pressure=p),), "pen"))[-1].width for p in (0.1, 0.9))
    assert light < heavy
    slow = Ink((tuple(InkPoint(x, y, 40 * n, 1.0) for n, (x, y) in enumerate(places)),))
    fast = Ink((tuple(InkPoint(x, y, 2 * n, 1.0) for n, (x, y) in enumerate(places)),))
    assert curves(fast)[-1].width < curves(slow)[-1].width


def test_a_dot_is_drawn_and_is_not_enough() -> None:
    (dot,) = curves(Ink(strokes=(line((7.0, 7.0)),)))
    assert dot.start == dot.end == (7.0, 7.0)
    assert not enough(Ink(strokes=(line((7.0, 7.0)),)))
    assert not enough(Ink(strokes=()))
    assert not enough(Ink(strokes=(line(*[(number % 2 * 9.0, 0.0) for number in range(40)]),)))
    assert enough(Ink(strokes=(line((0.0, 0.0), (60.0, 30.0)),)))


@given(INK)
def test_whatever_is_drawn_fits_its_place_and_is_kept_as_it_was(ink: Ink) -> None:
    assert read_mark(write_mark(ink)) == ink
    area = extent(ink)
    for each in fitted(ink, 100.0, 40.0):
        for x, y in (each.start, each.end):
            assert -1e-6 <= x <= 100 + 1e-6
            assert -1e-6 <= y <= 40 + 1e-6
        assert all(math.isfinite(value) for point in each[:4] for value in point)
    for each in curves(ink):
        assert THINNEST <= each.width <= THICKEST
        assert area.left - 1e-6 <= each.start[0] <= area.left + area.width + 1e-6
        slack = max(math.dist(each.start, each.end), SHORTEST_STEP) * 2
        assert math.dist(each.start, each.first) <= slack
        assert math.dist(each.end, each.second) <= slack


def test_a_mark_is_told_by_its_hash_and_its_kind() -> None:
    marks = (Ink(strokes=(line((1.0, 2.0)),)), TypedName("Anna"), Picture(b"\x89PNG"))
    assert [method_of(mark) for mark in marks] == ["drawn", "typed", "picture"]
    assert len({mark_sha256(mark) for mark in marks}) == 3
    assert [read_mark(write_mark(mark)) for mark in marks] == list(marks)
