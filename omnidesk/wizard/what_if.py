"""What-if in words: where each lever stands, what follows, and what changed against the deal. Shown to clients too."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import Problem
from omnidesk.domain.money import round_half_up
from omnidesk.domain.price_steps import PriceStep, price_steps, step_changes
from omnidesk.domain.proposal import model_names
from omnidesk.domain.prose import counted
from omnidesk.domain.remembered import remembered
from omnidesk.domain.roi import telling_percent
from omnidesk.domain.what_if.levers import Lever, LeverId, Settings, Unit, apply, levers
from omnidesk.domain.what_if.outcome import FIGURES, FigureId, Outcome, outcome
from omnidesk.domain.what_if.seek import DIRECTIONS
from omnidesk.formatting import MINUS, Formatter
from omnidesk.i18n import _, marked
from omnidesk.wizard.context import Context

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
PROJECTED: frozenset[FigureId] = frozenset({"estimated_total", "npv"})
"""Amounts that rest on estimates."""


Say = Callable[[str], str]
"""Translates a text: for the presenter into the window's language, for the client into the offer's."""
Count = Callable[[str, str, Decimal | int], str]
"""Translates a text around a ``{number}``, given for one and for many, and writes the number into it."""


@dataclass(frozen=True)
class Tongue:
    """Says texts and counts; by itself in the window's language."""

    say: Say = _
    counting: Count | None = None

    def count(self, one: str, many: str, number: Decimal | int, formatter: Formatter) -> str:
        """A text around a ``{number}``, in the form that the number takes."""
        if self.counting is not None:
            return self.counting(one, many, number)
        return self.say(one if number == 1 else many).format(number=formatter.number(number))


WINDOW = Tongue()


@dataclass(frozen=True)
class Speech:
    """How figures are said."""

    formatter: Formatter
    currency: str
    tongue: Tongue = WINDOW


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
class PriceView:
    """The committed total before and now, with the steps of its waterfall; ``changes`` lead from one to the other."""

    before: Decimal
    now: Decimal
    steps: tuple[PriceStep, ...]
    changes: tuple[PriceStep, ...]


@dataclass(frozen=True)
class WhatIfView:
    """Where the levers stand and what follows; no price where there is none.

    ``problems`` say why this could not be issued as it stands.
    """

    levers: tuple[LeverView, ...]
    figures: tuple[FigureView, ...]
    price: PriceView | None
    currency: str
    deal: Deal
    problems: tuple[Problem, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any lever stands elsewhere than in the deal."""
        return any(each.lever.turned for each in self.levers)


def view(
    context: Context,
    settings: Settings,
    *,
    before: Outcome | None = None,
    now: Outcome | None = None,
    tongue: Tongue = WINDOW,
) -> WhatIfView:
    """What follows from turning the levers of the context's deal, said in the window's language or the client's.

    ``before`` and ``now`` save pricing again what is priced already: the deal itself, and what the levers make of it.
    """
    base = before or outcome(context.deal, context.catalog)
    now = now or outcome(apply(context.deal, context.catalog, settings), context.catalog)
    return WhatIfView(
        levers=tuple(lever_view(each, context, tongue) for each in levers(context.deal, context.catalog, settings)),
        figures=tuple(figure_view(each, now, base, context, tongue) for each in FIGURES),
        price=_price(now, base, context),
        currency=now.priced.currency,
        deal=now.deal,
        problems=now.priced.refusals,
    )


def lever_view(lever: Lever, context: Context, tongue: Tongue = WINDOW) -> LeverView:
    """One lever in words."""

    def say_place(value: Decimal) -> str:
        return place_words(lever.unit, value, context, tongue)

    return LeverView(
        lever=lever, name=tongue.say(LEVER_NAMES[lever.id]), text=say_place(lever.value), say_place=say_place
    )


def turned_words(context: Context, settings: Settings) -> str:
    """The levers that stand elsewhere than in the deal, each with its place."""
    views = (lever_view(each, context) for each in levers(context.deal, context.catalog, settings) if each.turned)
    return ", ".join(f"{view.name}: {view.text}" for view in views)


def place_words(unit: Unit, value: Decimal, context: Context, tongue: Tongue = WINDOW) -> str:
    """Where a lever stands, as a person says it."""
    match unit:
        case "switch":
            return tongue.say("yes") if value else tongue.say("no")
        case "percent":
            return context.formatter.percent(value)
        case "flame":
            return tongue.say("{count} FLAME").format(count=context.formatter.number(value))
        case _:
            return tongue.count(*counted(unit), int(value), context.formatter)


def figure_view(
    figure: FigureId, now: Outcome, before: Outcome, context: Context, tongue: Tongue = WINDOW
) -> FigureView:
    """One figure against what it was."""
    after, base = (_shown(figure, each.figures[figure]) for each in (now, before))
    speech = Speech(context.formatter, now.priced.currency, tongue)
    moved = after - base if after is not None and base is not None else None
    return FigureView(
        id=figure,
        name=tongue.say(FIGURE_NAMES[figure]),
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
        return speech.formatter.money(_shown(figure, value) or Decimal(0), speech.currency, short=True)
    if figure == "roi_percent":
        return speech.formatter.percent(_shown(figure, value) or 0)
    if figure == "payback_month":
        return speech.tongue.say("month {month}").format(month=int(value))
    return speech.formatter.number(value)


def _shown(figure: FigureId, value: Decimal | None) -> Decimal | None:
    """A figure with the digits that tell something: what is projected has none after the point."""
    if value is None:
        return None
    if figure in PROJECTED:
        return round_half_up(value, 0)
    return telling_percent(value) if figure == "roi_percent" else value


def _change(figure: FigureId, moved: Decimal, speech: Speech) -> str:
    formatter, sign = speech.formatter, "+" if moved > 0 else MINUS
    if figure in MONEY:
        return sign + formatter.money(abs(moved), speech.currency, short=True)
    if figure == "payback_month":
        return sign + speech.tongue.count("{number} month", "{number} months", abs(moved), formatter)
    if figure == "roi_percent":
        return sign + speech.tongue.count("{number} point", "{number} points", abs(moved), formatter)
    return sign + formatter.number(abs(moved))


def _tendency(figure: FigureId, after: Decimal | None, base: Decimal | None) -> Tendency:
    if after is None or base is None:
        return "same" if after == base else "worse" if after is None else "better"
    if after == base:
        return "same"
    return "better" if (after < base) == (DIRECTIONS[figure] == "at_most") else "worse"


def _price(now: Outcome, before: Outcome, context: Context) -> PriceView | None:
    if now.priced.totals is None or before.priced.totals is None:
        return None
    steps = _waterfall(now, context.catalog)
    changes = step_changes(_waterfall(before, context.catalog), steps)
    return PriceView(before.priced.totals.committed_total, now.priced.totals.committed_total, steps, changes)


@remembered
def _waterfall(result: Outcome, catalog: Catalog) -> tuple[PriceStep, ...]:
    totals = result.priced.totals
    payable = totals.committed_total + totals.tax_total if totals else Decimal(0)
    return price_steps(result.priced, model_names(catalog), payable)
