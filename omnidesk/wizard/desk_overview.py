"""The overview: what is in the pipeline, where deals stall, what is given away, what comes near. No Qt, no store.

Every figure is of one currency. Committed and estimated amounts stand beside each other and are never added.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from omnidesk.charts.bars import Category
from omnidesk.charts.columns import Period
from omnidesk.domain.lifecycle import STAGES
from omnidesk.domain.pipeline import Amounts, DealGroup, Pipeline, WaitingGroup, amounts, median_days, pipelines
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard.desk_board import DeskTerms
from omnidesk.wizard.desk_explain import DESK, explained
from omnidesk.wizard.desk_lines import (
    DeskLine,
    ListedDue,
    ListedMilestone,
    expiring_line,
    milestone_line,
    renewal_line,
    success_line,
    waiting_line,
)
from omnidesk.wizard.desk_words import WON, ListedDeal, beside, days_since, deals_words, stage_name
from omnidesk.wizard.explain import Explanation

MONTHS = 9
"""As many months have a column; what begins before or after them is gathered in one column each."""
RUNNING = ("accepted", "active")
"""Stages in which a milestone is work and no longer a plan."""


@dataclass(frozen=True)
class DeskFigures:
    """What the overview is made from."""

    groups: Sequence[DealGroup] = ()
    waiting: Sequence[WaitingGroup] = ()
    longest: Sequence[ListedDeal] = ()
    expiring: Sequence[ListedDeal] = ()
    milestones: Sequence[ListedMilestone] = ()
    success: Sequence[ListedDue] = ()
    renewals: Sequence[ListedDue] = ()


@dataclass(frozen=True)
class Headline:
    """One figure with its name and a note."""

    name: str
    value: str
    note: str


@dataclass(frozen=True)
class CurrencyRow:
    """The pipeline of one currency, for the table in which all stand side by side."""

    currency: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """Everything on the overview; ``currency`` is the one whose amounts are drawn."""

    currency: str
    currencies: tuple[CurrencyRow, ...]
    headlines: tuple[Headline, ...]
    weights: str
    tiers: tuple[Period, ...]
    months: tuple[Period, ...]
    stalls: tuple[Category, ...]
    longest: tuple[DeskLine, ...]
    discounts: tuple[Category, ...]
    expiring: tuple[DeskLine, ...]
    milestones: tuple[DeskLine, ...]
    success: tuple[DeskLine, ...]
    renewals: tuple[DeskLine, ...]
    explanations: Mapping[str, Explanation]

    @property
    def empty(self) -> bool:
        """Whether there is no deal at all."""
        return not self.currency


def overview(figures: DeskFigures, terms: DeskTerms, currency: str = "") -> Overview:
    """Describe the overview in a currency; in the one with the most deals where it has none in that one."""
    counts: dict[str, int] = {}
    for group in figures.groups:
        counts[group.currency] = counts.get(group.currency, 0) + group.deals
    ranked = sorted(counts, key=lambda each: (-counts[each], each))
    chosen = currency if currency in counts else (ranked[0] if ranked else "")
    own = [group for group in figures.groups if group.currency == chosen]
    weights = terms.policy.stage_weights.value
    found = {each.currency: each for each in pipelines(figures.groups, weights)}
    return Overview(
        currency=chosen,
        currencies=tuple(_currency_row(each, found.get(each), figures.groups, terms) for each in ranked),
        headlines=_headlines(own, chosen, terms) if chosen else (),
        weights=_weight_words(weights, terms),
        tiers=_tiers(found.get(chosen), terms),
        months=_months(found.get(chosen), terms),
        stalls=_stalls(figures.waiting, terms),
        longest=tuple(waiting_line(deal, terms) for deal in figures.longest),
        discounts=_discounts(own, terms),
        expiring=tuple(expiring_line(deal, terms) for deal in figures.expiring),
        milestones=tuple(milestone_line(each, terms) for each in figures.milestones),
        success=tuple(success_line(each, terms) for each in figures.success),
        renewals=tuple(renewal_line(each, terms) for each in figures.renewals),
        explanations=explained(own, _offered(own), RUNNING, chosen, terms) if chosen else {},
    )


def _headlines(own: Sequence[DealGroup], currency: str, terms: DeskTerms) -> tuple[Headline, ...]:
    weights = terms.policy.stage_weights.value
    pipeline = amounts([group for group in own if group.stage in weights], weights)
    won = amounts([group for group in own if group.stage in RUNNING], {})
    given = amounts(_offered(own), {})
    percent = given.discount_percent

    def money(amount: Decimal) -> str:
        return terms.formatter.compact(amount, currency)

    weighted, share = _("{amount} weighted"), _("{amount} off a list price of {list}")
    open_count = terms.formatter.number(pipeline.unpriced)
    unpriced = _("{count} not priced yet").format(count=open_count) if pipeline.unpriced else ""
    return (
        Headline(
            _("Committed pipeline"),
            Amount(money(pipeline.committed), f"{DESK}committed"),
            beside((weighted.format(amount=money(pipeline.weighted_committed)), unpriced)),
        ),
        Headline(
            _("Estimated beside it"),
            Amount(money(pipeline.estimated), f"{DESK}estimated"),
            weighted.format(amount=money(pipeline.weighted_estimated)),
        ),
        Headline(
            _("Won and running"), Amount(money(won.committed), f"{DESK}won"), deals_words(won.deals, terms.formatter)
        ),
        Headline(
            _("Discount we give"),
            "–" if percent is None else Amount(terms.formatter.percent(percent), f"{DESK}discount"),
            "" if percent is None else share.format(amount=money(given.discount), list=money(given.list)),
        ),
    )


def _offered(groups: Sequence[DealGroup]) -> list[DealGroup]:
    """The deals whose discount a client has seen: issued ones and those that were won."""
    return [group for group in groups if group.stage in ("issued", *WON)]


def _currency_row(
    currency: str, pipeline: Pipeline | None, groups: Sequence[DealGroup], terms: DeskTerms
) -> CurrencyRow:
    whole: Amounts = pipeline.whole if pipeline else amounts([], {})
    percent = amounts(_offered([each for each in groups if each.currency == currency]), {}).discount_percent
    sums = (whole.committed, whole.weighted_committed, whole.estimated, whole.weighted_estimated)
    return CurrencyRow(
        currency,
        (
            currency,
            terms.formatter.number(whole.deals),
            *(terms.formatter.money(amount.quantize(Decimal(1)), currency, short=True) for amount in sums),
            "–" if percent is None else terms.formatter.percent(percent),
        ),
    )


def _weight_words(weights: Mapping[str, Decimal], terms: DeskTerms) -> str:
    parts = [f"{stage_name(stage).lower()} {terms.formatter.percent(each)}" for stage, each in weights.items()]
    return _("Open deals, weighted: {weights}.").format(weights=", ".join(parts))


def _tiers(pipeline: Pipeline | None, terms: DeskTerms) -> tuple[Period, ...]:
    if pipeline is None:
        return ()
    names: dict[str | None, str] = {**terms.tiers, None: _("No tier")}
    return tuple(
        Period(name, found.weighted_committed, found.weighted_estimated)
        for tier, name in names.items()
        if (found := pipeline.tiers.get(tier)) is not None
    )


def _months(pipeline: Pipeline | None, terms: DeskTerms) -> tuple[Period, ...]:
    """The months from this one on; what should have begun before, begins later or has no day stands at the ends."""
    if pipeline is None:
        return ()
    first = terms.today.replace(day=1)
    days = [_month_after(first, place) for place in range(MONTHS)]
    labels = {f"{day:%Y-%m}": terms.formatter.month(day) for day in days}
    ends = {"before": _("Earlier"), "after": _("Later"), "open": _("No date")}
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for month, found in pipeline.months.items():
        place = "open" if month is None else month if month in labels else "before" if month < min(labels) else "after"
        committed, estimated = sums.get(place, (Decimal(0), Decimal(0)))
        sums[place] = (committed + found.weighted_committed, estimated + found.weighted_estimated)
    names = {"before": ends["before"], **labels, "after": ends["after"], "open": ends["open"]}
    nothing = (Decimal(0), Decimal(0))
    return tuple(
        Period(name, *sums.get(place, nothing)) for place, name in names.items() if place in sums or place in labels
    )


def _month_after(first: datetime.date, months: int) -> datetime.date:
    years, month = divmod(first.month - 1 + months, 12)
    return datetime.date(first.year + years, month + 1, 1)


def _stalls(waiting: Sequence[WaitingGroup], terms: DeskTerms) -> tuple[Category, ...]:
    """The middle waiting time by stage, in days."""
    times: dict[str, list[tuple[int, int]]] = {}
    for group in waiting:
        times.setdefault(group.stage, []).append((days_since(group.since, terms.today), group.deals))
    found = [(stage, median_days(times[stage])) for stage in STAGES if stage in times]
    return tuple(Category(stage_name(stage), Decimal(days)) for stage, days in found if days is not None)


def _discounts(own: Sequence[DealGroup], terms: DeskTerms) -> tuple[Category, ...]:
    """The discount by tier, in percent of the list price."""
    by_tier: dict[str, list[DealGroup]] = {}
    for group in _offered(own):
        by_tier.setdefault(group.tier or "", []).append(group)
    found = [
        (name, amounts(by_tier[tier], {}).discount_percent) for tier, name in terms.tiers.items() if tier in by_tier
    ]
    return tuple(Category(name, percent) for name, percent in found if percent is not None)
