"""What fits a budget, in words: each way with what it costs, what it takes and what it leaves unmet."""

from dataclasses import dataclass
from decimal import Decimal

from omnidesk.domain.deal import Deal
from omnidesk.domain.money import round_half_up
from omnidesk.domain.what_if.budget import Way, ways
from omnidesk.domain.what_if.levers import LeverId, Settings
from omnidesk.i18n import _
from omnidesk.wizard.context import Context
from omnidesk.wizard.needs import joined, subject
from omnidesk.wizard.what_if import lever_view


@dataclass(frozen=True)
class WayView:
    """One way. ``settings`` turns the levers there; None where it is another tier, which only ``deal`` has."""

    title: str
    text: str
    price: str
    settings: dict[LeverId, Decimal] | None
    deal: Deal


@dataclass(frozen=True)
class BudgetView:
    """The answer in one sentence, and the ways that lead there, the gentlest first."""

    answer: str
    ways: tuple[WayView, ...]
    fits: bool


def view(context: Context, settings: Settings, per_year: Decimal) -> BudgetView:
    """Answer what fits a yearly budget; takes up to two seconds, so screens ask for it off the UI thread."""
    found = ways(context.deal, context.catalog, settings, per_year)
    fits = any(way.reached for way in found)
    shown = tuple(_way_view(way, settings, context) for way in found)
    return BudgetView(answer=_answer(found, per_year, context), ways=shown, fits=fits)


def _answer(found: tuple[Way, ...], per_year: Decimal, context: Context) -> str:
    budget = context.formatter.money(per_year, context.deal.terms.currency, short=True)
    if not any(way.reached for way in found):
        return _("Nothing fits {budget} a year; this comes nearest.").format(budget=budget)
    if not found[0].turned and found[0].tier is None:
        return _("It fits {budget} a year as it is.").format(budget=budget)
    if found[0].tier is not None:
        return _("Within this tier nothing fits {budget} a year; a lower tier does.").format(budget=budget)
    return _("This fits {budget} a year; the first way gives up least.").format(budget=budget)


def _way_view(way: Way, settings: Settings, context: Context) -> WayView:
    tier = context.catalog.tier(way.tier)
    turned = [lever_view(each, context) for each in way.turned]
    moves = [
        _("{lever}: {place} instead of {before}").format(lever=each.name, place=each.text, before=each.base)
        for each in turned
    ]
    title = " · ".join(([tier.name] if tier else []) + moves) or _("As it is")
    return WayView(
        title=title,
        text=_explained(way, context),
        price=_price(way, context),
        settings=None if tier else {**settings, **{each.id: each.value for each in way.turned}},
        deal=way.outcome.deal,
    )


def _explained(way: Way, context: Context) -> str:
    sentences: list[str] = []
    if way.unmet:
        unmet = joined([subject(each, context.catalog) for each in way.unmet])
        sentences.append(_("It leaves unmet: {needs}.").format(needs=unmet))
    totals = way.outcome.priced.totals
    if totals and totals.estimated_total:
        estimated = context.formatter.money(
            round_half_up(totals.estimated_total, 0), way.outcome.priced.currency, short=True
        )
        sentences.append(_("{amount} over the term is estimated and comes on top.").format(amount=estimated))
    return " ".join(sentences)


def _price(way: Way, context: Context) -> str:
    price = way.outcome.figures["per_year"]
    return "–" if price is None else context.formatter.money(price, way.outcome.priced.currency, short=True)
