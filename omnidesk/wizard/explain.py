"""Explain this number: how any amount on any screen came about, ready to read (domain rules §5).

Every amount that a step shows carries the id of its figure; ``explain`` answers for each of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from omnidesk.domain.derivations import derive
from omnidesk.domain.line import Derivation
from omnidesk.domain.money import LIST_CURRENCY
from omnidesk.formatting import Amount
from omnidesk.i18n import _, marked
from omnidesk.wizard.context import Context
from omnidesk.wizard.outcome import month_words, percent_words, rate_words


@dataclass(frozen=True)
class ExplanationStep:
    """One input of a figure; a ``value`` that is an ``Amount`` can be explained in turn."""

    name: str
    value: str


@dataclass(frozen=True)
class Explanation:
    """How one figure came about. ``source`` is the spec file and key, or the field of the deal, behind it."""

    figure: str
    title: str
    amount: str
    steps: tuple[ExplanationStep, ...]
    rule: str
    rounding: str
    source: str


def explain(context: Context, figure: str) -> Explanation | None:
    """Explain a figure by its id (``line:subscription:net``, ``payment:3``, ``roi:base:npv``), or return None."""
    found = derive(context.deal, context.catalog, context.quote, figure)
    if found is None:
        return None
    links = _links(context, figure)
    return Explanation(
        figure=figure,
        title=_title(context, figure, found),
        amount=_amount(context, figure, found.amount),
        steps=tuple(_step(context, links, name, value) for name, value in found.inputs if value != NO_RATE),
        rule=found.rule,
        rounding=found.rounding,
        source=found.source,
    )


def figures_of(context: Context, name: str) -> tuple[str, ...]:
    """The figures that a line, a total or a figure's own id stands for; empty where there is nothing of that name."""
    line = context.quote.line(name)
    if line is not None:
        figures = [each.figure for each in line.derivations]
        return tuple(f"line:{name}:{each}" for each in dict.fromkeys([*figures, "net"]))
    if any(each.figure == name for each in context.quote.derivations):
        return (f"total:{name}",)
    return (name,) if derive(context.deal, context.catalog, context.quote, name) else ()


NO_RATE = f"1 {LIST_CURRENCY} per {LIST_CURRENCY}"
"""The rate of a deal in the currency of the list prices, which says nothing."""
TOTALS = {
    "committed_total": marked("Committed over the term (TCV)"),
    "estimated_total": marked("Estimated over the term"),
    "recurring_total": marked("Recurring over the term"),
    "one_time_total": marked("One-time over the term"),
    "first_year_total": marked("Committed in the first year"),
    "acv": marked("Recurring a year (ACV)"),
    "arr": marked("Recurring a year (ARR)"),
    "mrr": marked("Recurring a month (MRR)"),
    "tax_total": marked("Tax on the committed total"),
    "list": marked("List price of what is committed"),
    "payable": marked("Payable with tax"),
}
_MEASURES = {
    "benefit": marked("Benefit over the term"),
    "cost": marked("Invoiced over the term"),
    "roi_percent": marked("Return on investment"),
    "payback_month": marked("Payback"),
    "npv": marked("Net present value"),
    "irr_percent": marked("Internal rate a year"),
}
_CASES = {"low": marked("low case"), "base": marked("base case"), "high": marked("high case")}
_FLAME = {
    "stake": marked("Stake"),
    "votes": marked("Votes"),
    "earned": marked("FLAME earned"),
    "referral_credit": marked("Referral credit"),
    "equivalent": marked("Stake at the reference rate"),
}
_PARTS = {"list": marked("list price"), "net": marked("net price")}


def _title(context: Context, figure: str, found: Derivation) -> str:
    kind, _colon, name = figure.partition(":")
    titles: dict[str, Callable[[Context, str], str]] = {
        "line": _line_title,
        "total": _total_title,
        "model": _model_title,
        "rest": lambda _context, _name: _("The smaller lines"),
        "plan": _plan_title,
        "year": _year_title,
        "tier": _tier_title,
        "flame": lambda _context, name: _(_FLAME[name]),
        "roi": _roi_title,
        "network": lambda _context, _name: _("Network value, an index"),
        "payment": _payment_title,
        "milestone": lambda _context, _name: _("Milestone: {name}").format(name=found.figure),
    }
    return titles[kind](context, name) if kind in titles else found.figure


def _line_title(context: Context, name: str) -> str:
    line_id, _colon, part = name.rpartition(":")
    line = context.quote.line(line_id)
    off = {each.name: each.label for each in line.discounts} if line else {}
    said = _(_PARTS[part]) if part in _PARTS else off.get(part, part).lower()
    return f"{line.label if line else line_id}: {said}"


def _payment_title(context: Context, name: str) -> str:
    payment = context.quote.payments[int(name) - 1]
    return _("{label}, invoiced {day}").format(label=payment.label, day=context.formatter.day(payment.date))


def _total_title(context: Context, name: str) -> str:
    if name in TOTALS:
        return _(TOTALS[name])
    wanted = name.removeprefix("discount:")
    return next((off.label for line in context.quote.lines for off in line.discounts if off.name == wanted), wanted)


def _model_title(context: Context, name: str) -> str:
    catalog = context.catalog
    names = {
        "subscription": catalog.subscription.name,
        "usage": catalog.usage.name,
        "performance": catalog.performance.name,
        "custom_development": catalog.development.name,
    }
    return _("{model} over the term").format(model=names.get(name, name))


def _plan_title(context: Context, name: str) -> str:
    names = {plan.id: plan.name for plan in context.catalog.usage.plans}
    plan_id = name.removeprefix("saved:")
    words = _("{plan} plan: less than the plan in force") if plan_id != name else _("{plan} plan over the term")
    return words.format(plan=names.get(plan_id, plan_id))


def _year_title(context: Context, name: str) -> str:
    number, kind, *line_id = name.split(":", 2)
    line = context.quote.line(line_id[0]) if line_id else None
    if line is not None:
        return _("{line}, year {number}").format(line=line.label, number=number)
    words = _("Year {number}, committed") if kind == "committed" else _("Year {number}, estimated")
    return words.format(number=number)


def _tier_title(context: Context, name: str) -> str:
    tier_id, _colon, period = name.partition(":")
    tier = context.catalog.tier(tier_id)
    words = _("{tier}, price a month") if period == "month" else _("{tier}, price a year")
    return words.format(tier=tier.name if tier else tier_id)


def _roi_title(_context: Context, name: str) -> str:
    case, _colon, measure = name.partition(":")
    if not measure:
        return _("Return on investment, {percentile}").format(percentile=name.upper())
    return f"{_(_MEASURES[measure])}, {_(_CASES[case])}"


_RETURNS: dict[str, Callable[[Context, Decimal], str]] = {
    "payback_month": lambda _context, month: month_words(int(month)),
    "irr_percent": rate_words,
    **dict.fromkeys(("roi_percent", "p10", "p50", "p90"), percent_words),
}


def _amount(context: Context, figure: str, amount: Decimal) -> str:
    """The amount as the screens show it: money, a percentage, a month, or a plain number."""
    measure = figure.rpartition(":")[2]
    if figure.startswith("roi:") and measure in _RETURNS:
        return _RETURNS[measure](context, amount)
    if figure in ("network:value", "flame:votes"):
        return context.formatter.number(amount)
    if figure in ("flame:stake", "flame:earned"):
        return f"{context.formatter.number(amount)} FLAME"
    return context.money(amount)


def _step(context: Context, links: dict[str, str], name: str, value: str) -> ExplanationStep:
    off = {each.name: each.label for line in context.quote.lines for each in line.discounts}
    label = off.get(name, name)
    words = _readable(context, value)
    link = links.get(name)
    if link is None or not _leads_to(context, link, value):
        return ExplanationStep(_capital(label), words)
    return ExplanationStep(_capital(label), Amount(words, link))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _readable(context: Context, value: str) -> str:
    """A bare figure with its digits grouped; any other text as it is."""
    number = _number(value)
    places = len(value.partition(".")[2])
    return value if number is None else context.formatter.number(number, decimals=places)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _leads_to(context: Context, link: str, value: str) -> bool:
    """Whether the figure behind a link is the input's own value; a projection's and a tax's always are."""
    if link.startswith(("roi:", "tax:")):
        return True
    found = derive(context.deal, context.catalog, context.quote, link)
    return found is not None and found.amount == _number(value)


def _links(context: Context, figure: str) -> dict[str, str]:
    """The figures behind the inputs of a figure, by the inputs' names."""
    kind, _colon, name = figure.partition(":")
    quote = context.quote
    if kind == "line":
        line_id = name.rpartition(":")[0]
        line = quote.line(line_id)
        offs = [each.name for each in line.discounts] if line else []
        return {part: f"line:{line_id}:{part}" for part in ("list", *offs)}
    if kind == "roi":
        case = name.partition(":")[0]
        return {
            "benefit over the term": f"roi:{case}:benefit",
            "cost over the term": f"roi:{case}:cost",
            "committed": "total:committed_total",
        }
    part = "list" if figure == "total:list" else "net"
    return {
        **{line.label: f"line:{line.id}:{part}" for line in quote.lines},
        **{pay.label: f"payment:{number}" for number, pay in enumerate(quote.payments, start=1) if kind == "year"},
        **{tax.label: f"tax:{place}" for place, tax in enumerate(quote.taxes)},
        "recurring total": "total:recurring_total",
        "committed total": "total:committed_total",
        "tax": "total:tax_total",
        "ACV": "total:acv",
        "ARR": "total:arr",
    }
