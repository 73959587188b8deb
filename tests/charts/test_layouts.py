"""Whatever the figures are, a chart's shapes stay on its canvas and its labels stay readable."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.charts.axis import ticks
from omnidesk.charts.bars import (
    Category,
    Step,
    Swing,
    layout_categories,
    layout_tornado,
    layout_waterfall,
)
from omnidesk.charts.columns import Period, Usage, layout_cash_flow, layout_usage
from omnidesk.charts.display import (
    Chart,
    Line,
    Pen,
    Picture,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Text,
    Weight,
    box_of,
)
from omnidesk.charts.fee import Fee, FeeMark, FeeNames, layout_fee
from omnidesk.charts.lines import Course, CourseNames, layout_course
from omnidesk.charts.mirror import mirrored
from omnidesk.charts.roadmap import Moment, Phase, Roadmap, layout_roadmap


def measure(text: str, size: float, weight: Weight) -> float:
    return len(text) * size * (0.62 if weight == "strong" else 0.56)


PEN = Pen(measure, lambda value: f"€{value:,.0f}", empty="Nothing entered yet", alt="A chart")
SIZE = (470.0, 160.0)
amounts = st.decimals(-5_000_000, 5_000_000, places=2)
gains = st.decimals(0, 5_000_000, places=2)
names = st.text("abcdefgh ÄÖß漢", min_size=0, max_size=40)
months = st.floats(0, 60, allow_nan=False)


def texts(chart: Chart) -> list[Text]:
    return [shape for shape in chart.shapes if isinstance(shape, Text)]


def corners(shape: Shape) -> list[tuple[float, float]]:
    match shape:
        case Rect() | Picture():
            return [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        case Line():
            return [(shape.x1, shape.y1), (shape.x2, shape.y2)]
        case Polyline() | Polygon():
            return list(shape.points)
        case Text():
            box = box_of(shape, measure)
            return [(box.left, box.top), (box.right, box.bottom)]


def assert_readable(chart: Chart) -> None:
    for shape in chart.shapes:
        for x, y in corners(shape):
            assert -5 <= x <= chart.width + 5 if not isinstance(shape, Text) else -0.1 <= x <= chart.width + 0.1, shape
            assert -0.6 <= y <= chart.height + 0.6, shape
    boxes = [box_of(text, measure) for text in texts(chart)]
    for index, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[index + 1 :])


def assert_no_line_runs_through_a_word(chart: Chart) -> None:
    upright = [line for line in chart.shapes if isinstance(line, Line) and line.x1 == line.x2]
    for box in (box_of(text, measure) for text in texts(chart)):
        assert not any(box.left < x.x1 < box.right and x.y1 < box.bottom and x.y2 > box.top for x in upright)


@given(st.lists(st.builds(Step, names, amounts, st.sampled_from(["change", "total"])), max_size=14))
def test_waterfall_stays_readable(steps: list[Step]) -> None:
    assert_readable(layout_waterfall(steps, 470, PEN))


@given(st.lists(st.builds(Swing, names, amounts, amounts), max_size=10), amounts)
def test_tornado_stays_readable(swings: list[Swing], base: Decimal) -> None:
    assert_readable(layout_tornado(swings, base, 470, PEN))


@given(st.lists(st.builds(Category, names, amounts), max_size=12))
def test_categories_stay_readable(categories: list[Category]) -> None:
    assert_readable(layout_categories(categories, 470, PEN))


@given(st.lists(st.builds(Period, names, amounts, gains), max_size=60))
def test_cash_flow_stays_readable(periods: list[Period]) -> None:
    assert_readable(layout_cash_flow(periods, ("Committed", "Estimated"), SIZE, PEN))


def test_a_single_series_needs_no_name() -> None:
    names = ("Committed", "Estimated")
    for estimated, named in ((Decimal(0), set[str]()), (Decimal(7), set(names))):
        chart = layout_cash_flow([Period("Q1", Decimal(100), estimated)], names, SIZE, PEN)
        assert {text.text for text in texts(chart)} & set(names) == named


@given(st.integers(0, 36), st.data())
def test_usage_stays_readable(count: int, data: st.DataObject) -> None:
    column = st.tuples(*[gains] * count)
    layers = tuple((data.draw(names), data.draw(column)) for _ in range(3))
    limit = data.draw(st.none() | gains)
    usage = Usage(tuple(f"M{index}" for index in range(count)), layers, limit, "Plan limit")
    assert_readable(layout_usage(usage, SIZE, PEN))


@given(st.integers(0, 60), st.data())
def test_course_stays_readable(count: int, data: st.DataObject) -> None:
    lines = [data.draw(st.tuples(*[amounts] * count)) for _ in range(4)]
    payback = data.draw(st.none() | st.integers(1, 60))
    course = Course(tuple(f"Month {index}" for index in range(count)), *lines, payback=payback)
    assert_readable(layout_course(course, CourseNames("Benefit", "Cost", "Paid back"), SIZE, PEN))


@given(
    st.lists(st.builds(Phase, names, months, months, months), max_size=6),
    st.lists(st.builds(Moment, names, months), max_size=9),
    st.lists(st.builds(Moment, names, months), max_size=9),
)
def test_roadmap_stays_readable(phases: list[Phase], milestones: list[Moment], payments: list[Moment]) -> None:
    axis = tuple((3.0 * quarter, f"Q{quarter}") for quarter in range(20))
    roadmap = Roadmap(tuple(phases), tuple(milestones), tuple(payments), axis)
    chart = layout_roadmap(roadmap, ("Milestones", "Payments"), 470, PEN)
    assert_readable(chart)
    assert_no_line_runs_through_a_word(chart)
    assert_readable(mirrored(chart))
    twice = mirrored(mirrored(chart))
    assert [type(shape) for shape in twice.shapes] == [type(shape) for shape in chart.shapes]
    for shape, again in zip(chart.shapes, twice.shapes, strict=True):
        flat = [each for corner in corners(shape) for each in corner]
        assert [each for corner in corners(again) for each in corner] == pytest.approx(flat, abs=1e-6)


def test_words_of_moments_keep_apart() -> None:
    moments = tuple(Moment("25%", at) for at in (1.0, 2.1, 3.2, 4.3))
    chart = layout_roadmap(Roadmap((), moments, (), ((0.0, "May"), (20.0, ""))), ("Milestones", "Payments"), 470, PEN)
    boxes = sorted((box_of(text, measure) for text in texts(chart) if text.text == "25%"), key=lambda box: box.left)
    beside = [(one, other) for one, other in pairwise(boxes) if one.top == other.top]
    assert all(other.left - one.right >= 5 for one, other in beside)


@given(st.lists(gains, min_size=3, max_size=3), gains, st.none() | gains, st.none() | gains)
def test_fee_stays_readable(cases: list[Decimal], percent: Decimal, floor: Decimal | None, cap: Decimal | None) -> None:
    percent = percent / 100_000
    low = Decimal(0) if floor is None else floor
    marks = tuple(
        FeeMark(name, amount, min(max(percent * amount / 100, low), amount if cap is None else cap))
        for name, amount in zip(("Low", "Base", "High"), cases, strict=True)
    )
    assert_readable(layout_fee(Fee(percent, marks, floor, cap), FeeNames("Floor", "Cap"), SIZE, PEN))


def test_a_fee_is_level_where_floor_and_cap_hold_it() -> None:
    # 10% of the amount, never below 20,000 nor above 80,000: bends at 200,000 and 800,000.
    cases = ((100_000, 20_000), (500_000, 50_000), (1_000_000, 80_000))
    marks = tuple(FeeMark(str(amount), Decimal(amount), Decimal(fee)) for amount, fee in cases)
    chart = layout_fee(Fee(Decimal(10), marks, Decimal(20_000), Decimal(80_000)), FeeNames("Floor", "Cap"), SIZE, PEN)
    (line,) = (shape for shape in chart.shapes if isinstance(shape, Polyline))
    heights = [y for _, y in line.points]
    assert heights[0] == heights[1] > heights[2] == heights[3]
    assert {"Floor €20,000", "Cap €80,000"} <= {text.text for text in texts(chart)}


def test_a_share_without_amounts_says_so() -> None:
    chart = layout_fee(Fee(Decimal(8), ()), FeeNames("Floor", "Cap"), SIZE, PEN)
    assert [text.text for text in texts(chart)] == ["Nothing entered yet"]


@given(amounts, amounts)
def test_ticks_are_round_and_hold_the_range(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    marks = ticks(low, high)
    assert marks[0] <= low
    assert marks[-1] >= high
    assert 2 <= len(marks) <= 8
    step = marks[1] - marks[0]
    assert step.normalize().as_tuple().digits in ((1,), (2,), (2, 5), (5,))


def test_waterfall_starts_each_step_where_the_last_one_ended() -> None:
    # 1,000 list, 250 off, 750 net: the discount's bar ends where the total's does.
    steps = [Step("List", Decimal(1000)), Step("Discount", Decimal(-250)), Step("Net", Decimal(750), "total")]
    chart = layout_waterfall(steps, 470, PEN)
    listed, discount, net = (shape for shape in chart.shapes if isinstance(shape, Rect))
    assert listed.x == net.x
    assert round(discount.x + discount.width, 3) == round(listed.x + listed.width, 3)
    assert round(discount.x, 3) == round(net.x + net.width, 3)
    assert round(net.width / listed.width, 3) == 0.75
    assert [text.text for text in texts(chart)] == ["List", "€1,000", "Discount", "€-250", "Net", "€750"]


def test_empty_figures_give_a_note_and_no_axis() -> None:
    nothing: list[Callable[[], Chart]] = [
        lambda: layout_waterfall([], 300, PEN),
        lambda: layout_tornado([], Decimal(0), 300, PEN),
        lambda: layout_categories([], 300, PEN),
        lambda: layout_cash_flow([], ("a", "b"), SIZE, PEN),
        lambda: layout_usage(Usage((), ()), SIZE, PEN),
        lambda: layout_course(Course((), (), (), (), ()), CourseNames("", "", ""), SIZE, PEN),
        lambda: layout_roadmap(Roadmap((), (), (), ()), ("", ""), 300, PEN),
    ]
    for layout in nothing:
        assert [text.text for text in texts(layout())] == ["Nothing entered yet"]


def test_limit_is_named_where_no_column_hides_it() -> None:
    rising = tuple(Decimal(amount) for amount in (10, 20, 30, 90, 100, 110))
    usage = Usage(tuple("abcdef"), (("Calls", rising),), Decimal(80), "Limit")
    chart = layout_usage(usage, SIZE, PEN)
    [limit] = [text for text in texts(chart) if text.text == "Limit €80"]
    assert limit.anchor == "start"
    assert limit.x < chart.width / 2


def test_payback_is_marked_on_its_month() -> None:
    benefit = tuple(Decimal(100 * month) for month in range(1, 13))
    cost = (Decimal(600),) * 12
    course = Course(tuple(str(m) for m in range(1, 13)), benefit, benefit, benefit, cost, payback=6)
    chart = layout_course(course, CourseNames("Benefit", "Cost", "Paid back in month 6"), SIZE, PEN)
    assert "Paid back in month 6" in [text.text for text in texts(chart)]
    mark = next(shape for shape in chart.shapes if isinstance(shape, Rect))
    months_line = [shape for shape in chart.shapes if isinstance(shape, Polyline)][1]
    x, y = months_line.points[5]
    assert (mark.x + mark.width / 2, mark.y + mark.height / 2) == (x, y)


def test_a_line_that_ends_on_the_axis_is_named_above_it() -> None:
    nothing, cost = (Decimal(0),) * 6, tuple(Decimal(100 * month) for month in range(1, 7))
    course = Course(tuple(str(month) for month in range(1, 7)), nothing, nothing, nothing, cost)
    chart = layout_course(course, CourseNames("Benefit", "Cost", ""), SIZE, PEN)
    (name,) = (text for text in texts(chart) if text.text.startswith("Benefit"))
    benefit = next(shape for shape in chart.shapes if isinstance(shape, Polyline) and shape.stroke == "accent")
    assert name.y <= benefit.points[0][1] - 3
