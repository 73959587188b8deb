"""What the expected benefits come to: return by scenario, payback, present value, percentiles and the charts' figures.

It takes some 150 ms, so a window asks for it off its own thread.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.charts.bars import Swing, swings_of
from omnidesk.charts.fan import Drift, drift_of
from omnidesk.charts.ladder import Reach, RungBar, reach_of, rungs_of
from omnidesk.charts.lines import Course, course_of
from omnidesk.domain.monte_carlo import fan
from omnidesk.domain.roi import TELLING_RATE, Roi, ScenarioResult, telling_percent
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard.context import Context
from omnidesk.wizard.value import CASES, typical_of


@dataclass(frozen=True)
class Figure:
    """One headline: its name, the figure, a note under it, and whether that note is a caution."""

    name: str
    value: str
    note: str = ""
    caution: bool = False


@dataclass(frozen=True)
class ScenarioRow:
    """One measure in the low, base and high case."""

    name: str
    cases: tuple[str, str, str]


@dataclass(frozen=True)
class Outcome:
    """All results; ``base`` is the return that the tornado turns around, None where there is no cost."""

    figures: tuple[Figure, ...]
    scenarios: tuple[ScenarioRow, ...]
    percentiles: tuple[Figure, ...]
    course: Course
    drift: Drift
    rungs: tuple[RungBar, ...]
    reach: Reach | None
    swings: tuple[Swing, ...]
    base: Decimal | None
    simulated: str


def outcome(context: Context) -> Outcome | None:
    """The projection; None while the deal has no price or no benefit."""
    roi = context.roi if context.deal.value.benefits else None
    if roi is None:
        return None
    base = roi.scenarios["base"]
    return Outcome(
        figures=_figures(context, roi),
        scenarios=_scenarios(context, roi),
        percentiles=(
            Figure(_("P10"), _percent(context, roi.monte_carlo.p10, "p10"), _("9 of 10 runs reach it")),
            Figure(_("P50"), _percent(context, roi.monte_carlo.p50, "p50"), _("half of the runs reach it")),
            Figure(_("P90"), _percent(context, roi.monte_carlo.p90, "p90"), _("1 of 10 runs reaches it")),
        ),
        course=course_of(roi, [context.formatter.month(start) for start in _month_starts(context)]),
        drift=_drift(context, roi),
        rungs=rungs_of(context.deal.value, context.catalog.scaling.value_ladder, typical_of),
        reach=reach_of(roi, lambda base: _("Base case: {roi}").format(roi=percent_words(context, base))),
        swings=swings_of(roi),
        base=base.roi_percent,
        simulated=_("{runs} seeded runs over all low, base and high cases").format(
            runs=context.formatter.number(roi.monte_carlo.runs)
        ),
    )


def _figures(context: Context, roi: Roi) -> tuple[Figure, ...]:
    base = roi.scenarios["base"]
    rate = context.formatter.percent(roi.discount_rate_percent)
    return (
        Figure(
            _("Return on investment"), _percent(context, base.roi_percent, "base:roi_percent"), *_typical(roi, base)
        ),
        Figure(_("Payback"), _payback(base, "base"), _("of {months} months").format(months=len(base.cumulative_cost))),
        Figure(
            _("Net present value"), context.figure(base.npv, "roi:base:npv"), _("at {rate} a year").format(rate=rate)
        ),
        Figure(_("Internal rate"), _internal_rate(context, base.irr_percent, "base:irr_percent"), _irr_note(base)),
    )


def _typical(roi: Roi, base: ScenarioResult) -> tuple[str, bool]:
    if roi.typical is None:
        return "", False
    words = f"{roi.typical.name}: {typical_of(roi.typical)}"
    if base.in_typical_range is False:
        return _("Outside the range. {words}").format(words=words), True
    return words, False


def _irr_note(base: ScenarioResult) -> str:
    if base.irr_percent is None:
        return _("these months have no single rate")
    return _("a year, base case")


def _payback(result: ScenarioResult, case: str) -> str:
    if result.payback_month is None:
        return _("none")
    return Amount(month_words(result.payback_month), f"roi:{case}:payback_month")


def _percent(context: Context, value: Decimal | None, figure: str) -> str:
    return "–" if value is None else Amount(percent_words(context, value), f"roi:{figure}")


def _internal_rate(context: Context, value: Decimal | None, figure: str) -> str:
    return "–" if value is None else Amount(rate_words(context, value), f"roi:{figure}")


def month_words(month: int) -> str:
    """A month of the term as the step shows it."""
    return _("Month {month}").format(month=month)


def percent_words(context: Context, value: Decimal) -> str:
    """A return in percent, with the digits that a meeting tells it with too."""
    return context.formatter.percent(telling_percent(value))


def rate_words(context: Context, value: Decimal) -> str:
    """An internal rate as the step shows it: to the digit only as far as it tells something."""
    if value <= TELLING_RATE:
        return percent_words(context, value)
    return _("Above {rate}").format(rate=context.formatter.percent(TELLING_RATE))


def _scenarios(context: Context, roi: Roi) -> tuple[ScenarioRow, ...]:
    def row(name: str, measure: str, word: Callable[[ScenarioResult, str], str]) -> ScenarioRow:
        low, base, high = (word(roi.scenarios[case], f"{case}:{measure}") for case in CASES)
        return ScenarioRow(name, (low, base, high))

    def money(result: ScenarioResult, figure: str) -> str:
        return context.figure(getattr(result, figure.partition(":")[2]), f"roi:{figure}")

    def percent(result: ScenarioResult, figure: str) -> str:
        return _percent(context, getattr(result, figure.partition(":")[2]), figure)

    return (
        row(_("Benefit over the term"), "benefit", money),
        row(_("Invoiced, with estimates"), "cost", money),
        row(_("Return on investment"), "roi_percent", percent),
        row(_("Payback"), "payback_month", lambda result, figure: _payback(result, figure.partition(":")[0])),
        row(_("Net present value"), "npv", money),
        row(
            _("Internal rate a year"),
            "irr_percent",
            lambda result, figure: _internal_rate(context, result.irr_percent, figure),
        ),
    )


def _month_starts(context: Context) -> Sequence[datetime.date]:
    return context.pricing.month_starts[:-1] if context.pricing else ()


def _drift(context: Context, roi: Roi) -> Drift:
    """The simulated runs through the term; empty where there is no cost to hold a return against."""
    pricing, found = context.pricing, roi.monte_carlo
    if pricing is None or found.p50 is None:
        return Drift((), (), (), (), ())
    spread = fan(context.deal, context.quote, pricing, seed=found.seed, runs=found.runs)
    return drift_of(spread, pricing.month_starts, context.formatter.month)
