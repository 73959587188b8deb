"""What-if in words: where each lever stands, what follows, and what changed against the deal. Shown to clients too."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import Problem
from omnidesk.domain.price_steps import PriceStep, price_steps
from omnidesk.domain.proposal import model_names
from omnidesk.domain.what_if.levers import Lever, LeverId, Settings, Unit, apply, levers
from omnidesk.domain.what_if.outcome import FIGURES, FigureId, Outcome, outcome
from omnidesk.domain.what_if.seek import DIRECTIONS
from omnidesk.formatting import Formatter
from omnidesk.i18n import _, marked
from omnidesk.wizard.context import Context
from omnidesk.wizard.needs import counted

Tendency = Literal["better", "worse", "same"]

LEVER_NAMES: Mapping[LeverId, str] = {
    "agents": marked("Agents"),
    "months": marked("Term"),
    "annual_billing": marked("Invoiced by the year"),
    "discount": marked("Discount"),
    "usage_growth": marked("Usage growth a month"),
    "usage_volume": marked("Usage against plan"),
    "usage": marked("Usage"),
    "performance": marked("Performance share"),
    "custom_development": marked("Custom development"),
    "benefit": marked("Benefit against plan"),
    "ramp": marked("Months to full benefit"),
    "stake": marked("FlameCoin stake"),
}
FIGURE_NAMES: Mapping[FigureId, str] = {
    "per_year": marked("Committed a year"),
    "committed_total": marked("Committed over the term"),
    "first_year_total": marked("In the first year of service"),
    "estimated_total": marked("Estimated on top"),
    "roi_percent": marked("Return on investment"),
    "payback_month": marked("Payback"),
    "npv": marked("Net present value"),
    "network_value": marked("Network value (an index)"),
}
MONEY: frozenset[FigureId] = frozenset({"per_year", "committed_total", "first_year_total", "estimated_total", "npv"})


Say = Callable[[str], str]
"""Translates a text: for the presenter into the window's language, for the client into the offer's."""


@dataclass(frozen=True)
class Speech:
    """How figures are said."""

    formatter: Formatter
    currency: str
    say: Say


@dataclass(frozen=True)
class LeverView:
    """One lever with its places as numbers for a slider, and in words."""

    lever: Lever
    name: str
    text: str
    say_place: Callable[[Decimal], str] = field(compare=False)

    @property
    def base(self) -> str:
        """Where the deal has it."""
        return self.say_place(self.lever.base)

    @property
    def minimum(self) -> str:
        """The one end of its way."""
        return self.say_place(self.lever.minimum)

    @property
    def maximum(self) -> str:
        """The other end of its way."""
        return self.say_place(self.lever.maximum)

    @property
    def is_switch(self) -> bool:
        """Whether it is only on or off."""
        return self.lever.unit == "switch"

    @property
    def is_fixed(self) -> bool:
        """Whether the deal leaves no choice."""
        return self.lever.minimum == self.lever.maximum


@dataclass(frozen=True)
class FigureView:
    """One figure now and before; ``change`` is empty where nothing changed, ``tendency`` as the client sees it."""

    id: FigureId
    name: str
    text: str
    before: str
    change: str
    tendency: Tendency


@dataclass(frozen=True)
class StepView:
    """One bar of the price's waterfall now, with the amount that it had before (None: it is new)."""

    step: PriceStep
    before: Decimal | None


@dataclass(frozen=True)
class WhatIfView:
    """Where the levers stand and what follows. ``problems`` say why this could not be issued as it stands."""

    levers: tuple[LeverView, ...]
    figures: tuple[FigureView, ...]
    steps: tuple[StepView, ...]
    currency: str
    deal: Deal
    problems: tuple[Problem, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any lever stands elsewhere than in the deal."""
        return any(each.lever.turned for each in self.levers)


def view(
    context: Context, settings: Settings, *, before: Outcome | None = None, now: Outcome | None = None, say: Say = _
) -> WhatIfView:
    """What follows from turning the levers of the context's deal, said in the window's language or the client's.

    ``before`` and ``now`` save pricing again what is priced already: the deal itself, and what the levers make of it.
    """
    base = before or outcome(context.deal, context.catalog)
    now = now or outcome(apply(context.deal, context.catalog, settings), context.catalog)
    return WhatIfView(
        levers=tuple(lever_view(each, context, say) for each in levers(context.deal, context.catalog, settings)),
        figures=tuple(figure_view(each, now, base, context, say) for each in FIGURES),
        steps=_steps(now, base, context),
        currency=now.priced.currency,
        deal=now.deal,
        problems=now.priced.refusals,
    )


def lever_view(lever: Lever, context: Context, say: Say = _) -> LeverView:
    """One lever in words."""

    def say_place(value: Decimal) -> str:
        return place_words(lever.unit, value, context, say)

    return LeverView(lever=lever, name=say(LEVER_NAMES[lever.id]), text=say_place(lever.value), say_place=say_place)


def turned_words(context: Context, settings: Settings) -> str:
    """The levers that stand elsewhere than in the deal, each with its place."""
    views = (lever_view(each, context) for each in levers(context.deal, context.catalog, settings) if each.turned)
    return ", ".join(f"{view.name}: {view.text}" for view in views)


def place_words(unit: Unit, value: Decimal, context: Context, say: Say = _) -> str:
    """Where a lever stands, as a person says it."""
    match unit:
        case "switch":
            return say("yes") if value else say("no")
        case "percent":
            return context.formatter.percent(value)
        case "flame":
            return say("{count} FLAME").format(count=context.formatter.number(value))
        case _:
            return counted(int(value), unit, context)


def figure_view(figure: FigureId, now: Outcome, before: Outcome, context: Context, say: Say = _) -> FigureView:
    """One figure against what it was."""
    after, base = now.figures[figure], before.figures[figure]
    speech = Speech(context.formatter, now.priced.currency, say)
    moved = after - base if after is not None and base is not None else None
    return FigureView(
        id=figure,
        name=say(FIGURE_NAMES[figure]),
        text=figure_words(figure, after, speech),
        before=figure_words(figure, base, speech),
        change=_change(figure, moved, speech) if moved else "",
        tendency=_tendency(figure, after, base),
    )


def figure_words(figure: FigureId, value: Decimal | None, speech: Speech) -> str:
    """A figure with its unit; a dash where there is none."""
    if value is None:
        return "–"
    if figure in MONEY:
        return speech.formatter.money(value, speech.currency, short=True)
    if figure == "roi_percent":
        return speech.formatter.percent(value)
    if figure == "payback_month":
        return speech.say("month {month}").format(month=int(value))
    return speech.formatter.number(value)


def _change(figure: FigureId, moved: Decimal, speech: Speech) -> str:
    number = speech.formatter.number(moved)
    signed = f"+{number}" if moved > 0 else number
    if figure in MONEY:
        return speech.formatter.signed(moved, speech.currency)
    if figure == "payback_month":
        return speech.say("{months} months").format(months=signed)
    return speech.say("{points} points").format(points=signed) if figure == "roi_percent" else signed


def _tendency(figure: FigureId, after: Decimal | None, base: Decimal | None) -> Tendency:
    if after is None or base is None:
        return "same" if after == base else "worse" if after is None else "better"
    if after == base:
        return "same"
    return "better" if (after < base) == (DIRECTIONS[figure] == "at_most") else "worse"


def _steps(now: Outcome, before: Outcome, context: Context) -> tuple[StepView, ...]:
    then = {(step.kind, step.name, step.label): step.amount for step in _waterfall(before, context)}
    return tuple(StepView(step, then.get((step.kind, step.name, step.label))) for step in _waterfall(now, context))


def _waterfall(result: Outcome, context: Context) -> tuple[PriceStep, ...]:
    totals = result.priced.totals
    payable = totals.committed_total + totals.tax_total if totals else Decimal(0)
    return price_steps(result.priced, model_names(context.catalog), payable)
