"""The charts of a meeting: fan, ladder, curve and difference stay on their canvas, and say what they mean."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from omnidesk.charts.bars import Step, layout_difference
from omnidesk.charts.curve import Curve, layout_curve
from omnidesk.charts.display import Polygon, Rect
from omnidesk.charts.fan import Drift, layout_fan
from omnidesk.charts.ladder import Reach, RungBar, layout_ladder
from tests.charts.test_layouts import PEN, SIZE, amounts, assert_readable, gains, names, texts

LADDER = (
    RungBar("Cost reduction", Decimal(50), Decimal(100), "50% to 100%", used=True),
    RungBar("Efficiency", Decimal(100), Decimal(300), "100% to 300%", used=False),
    RungBar("Transformation", Decimal(1000), None, "1,000% or more", used=False),
)


def signed(value: Decimal) -> str:
    return f"{value:+,.0f}"


@given(st.integers(0, 12), st.data())
def test_the_fan_stays_readable(count: int, data: st.DataObject) -> None:
    columns = [data.draw(st.tuples(*[amounts] * count)) for _ in range(3)]
    p10, p50, p90 = zip(*(sorted(each) for each in zip(*columns, strict=True)), strict=True) if count else ((), (), ())
    months = tuple(range(3, 3 * count + 3, 3))
    drift = Drift(months, tuple(f"M{month}" for month in months), p10, p50, p90)
    assert_readable(layout_fan(drift, ("P10", "P50", "P90"), SIZE, PEN))


@given(amounts, amounts, amounts)
def test_the_ladder_stays_readable_wherever_the_return_lies(one: Decimal, other: Decimal, third: Decimal) -> None:
    low, base, high = sorted((one, other, third))
    chart = layout_ladder(LADDER, Reach(low, base, high, "Your base case"), 470, PEN)
    assert_readable(chart)
    assert {"50% to 100%", "1,000% or more", "Your base case"} <= {text.text for text in texts(chart)}


def test_rungs_that_a_deal_uses_stand_out() -> None:
    bars = [shape for shape in layout_ladder(LADDER, None, 470, PEN).shapes if isinstance(shape, Rect)]
    assert [bar.fill for bar in bars] == ["accent_pale", "accent_pale", "accent"], "the highest rung comes first"
    assert [bar.x for bar in bars] == sorted((bar.x for bar in bars), reverse=True)


@given(st.lists(gains, min_size=2, max_size=25), st.data())
def test_the_curve_stays_readable(values: list[Decimal], data: st.DataObject) -> None:
    points = tuple((Decimal(place), value) for place, value in enumerate(sorted(values)))
    at, value = data.draw(st.sampled_from(points))
    curve = Curve(points, at, value, data.draw(names))
    assert_readable(layout_curve(curve, lambda number: f"{number:,.0f}", SIZE, PEN))


@given(st.lists(st.builds(Step, names, amounts), max_size=9), gains)
def test_a_difference_stays_readable(changes: list[Step], start: Decimal) -> None:
    end = start + sum((each.amount for each in changes), Decimal(0))
    steps = [Step("From", start, "total"), *changes, Step("To", end, "total")]
    assert_readable(layout_difference(steps, signed, 470, PEN))


def test_changes_point_to_their_side_and_bear_their_sign() -> None:
    steps = [
        Step("From", Decimal(758_500), "total"),
        Step("Longer", Decimal(30_000)),
        Step("Discount", Decimal(-19_000)),
        Step("To", Decimal(769_500), "total"),
    ]
    chart = layout_difference(steps, signed, 470, PEN)
    words = {text.text for text in texts(chart)}
    assert {"+30,000", "-19,000", "€758,500", "€769,500"} <= words
    arrows = [shape.points for shape in chart.shapes if isinstance(shape, Polygon) and len(shape.points) == 5]
    assert [tip[0] > base[0] for base, _neck, tip, *_rest in arrows] == [True, False]
    gaps = [shape for shape in chart.shapes if isinstance(shape, Polygon) and shape.fill == "paper"]
    assert len(gaps) == 4, "both totals are broken: the scale does not start at zero"
    whole = [Step("From", Decimal(100), "total"), Step("More", Decimal(400)), Step("To", Decimal(500), "total")]
    large = layout_difference(whole, signed, 470, PEN)
    assert not [shape for shape in large.shapes if isinstance(shape, Polygon) and shape.fill == "paper"]
