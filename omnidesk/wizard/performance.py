"""The performance editor: shares with low, base and high values, bonuses, and what a contract will need."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from omnidesk.charts.fee import Fee, FeeMark
from omnidesk.domain.deal import Deal
from omnidesk.domain.money import percent_of
from omnidesk.domain.performance import (
    Estimate,
    OutcomeBonus,
    Performance,
    RevenueShare,
    SavingsShare,
    Share,
    ShareSpec,
    shares_of,
    yearly_fee,
)
from omnidesk.formatting import Amount
from omnidesk.i18n import _
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import Form, add_row, at, entries, put

FIELD = "models.performance"
BONUSES = f"{FIELD}.outcome_bonuses"
AMOUNTS = {"revenue_share": "incremental_revenue", "savings_share": "documented_savings"}
"""The deal's field for the yearly amounts of each kind of share."""


@dataclass(frozen=True)
class ShareView:
    """One kind of share: on or off, what is measured and how, and its fee over the term at the base case.

    ``fee`` is what a year costs at any amount; ``held`` says where cap or floor holds a case.
    """

    id: str
    name: str
    about: str
    on: bool
    amount: str
    fee: Fee
    held: str


@dataclass(frozen=True)
class PerformanceView:
    """Everything the editor shows. ``bonuses`` are the amounts of the outcome bonuses, ready to read."""

    form: Form
    shares: tuple[ShareView, ...]
    bonuses: tuple[str, ...]
    audit_rights: bool
    audit_problem: str


def view(context: Context) -> PerformanceView | None:
    """What the editor shows; None while the deal has no performance model."""
    performance = context.deal.models.performance
    if performance is None:
        return None
    lines = (line for line in context.quote.lines if line.model == "performance")
    stands = (performance, context.deal.terms, *lines)
    return context.kept(FIELD, partial(_view, context, performance), *stands, *context.told(FIELD))


def _view(context: Context, performance: Performance) -> PerformanceView:
    form = entries(context, _paths(performance), _ranges(context))
    return PerformanceView(
        form=form,
        shares=tuple(_share(context, spec) for spec in context.catalog.performance.shares),
        bonuses=tuple(
            context.figure(bonus.amount, f"line:performance:bonus:{number}:net")
            for number, bonus in enumerate(performance.outcome_bonuses, start=1)
        ),
        audit_rights=bool(performance.mutual_audit_rights),
        audit_problem=form[f"{FIELD}.mutual_audit_rights"].problem,
    )


def switch_share(deal: Deal, kind: str, on: bool) -> Deal:
    """Agree on a share at the lowest percentage of its range, or take it out."""
    if at(deal, FIELD) is None or kind not in AMOUNTS:
        return deal
    return put(deal, f"{FIELD}.{kind}", _fresh(kind) if on else None)


def _fresh(kind: str) -> RevenueShare | SavingsShare:
    nothing = Estimate(low=Decimal(0), base=Decimal(0), high=Decimal(0))
    if kind == "revenue_share":
        return RevenueShare(percent=Decimal(5), incremental_revenue=nothing)
    return SavingsShare(percent=Decimal(10), documented_savings=nothing)


def add_bonus(deal: Deal) -> Deal:
    """Add a bonus due after the first year; its KPI is still to be named."""
    return add_row(deal, BONUSES, OutcomeBonus(kpi="", target="", amount=Decimal(0), month=12))


def _paths(performance: Performance) -> Iterator[str]:
    for kind, amounts in AMOUNTS.items():
        if getattr(performance, kind) is not None:
            yield f"{FIELD}.{kind}.percent"
            yield from (f"{FIELD}.{kind}.{amounts}.{case}" for case in ("low", "base", "high"))
            yield from (f"{FIELD}.{kind}.{name}" for name in ("cap_per_year", "floor_per_year"))
    for place in range(len(performance.outcome_bonuses)):
        yield from (f"{BONUSES}.{place}.{name}" for name in ("kpi", "target", "amount", "month"))
    yield from (f"{FIELD}.{name}" for name in ("baseline", "attribution", "mutual_audit_rights"))


def _ranges(context: Context) -> dict[str, str]:
    words = _("{low} to {high}%")
    ranges = {
        f"{FIELD}.{spec.id}.percent": words.format(low=spec.percent.minimum, high=spec.percent.maximum)
        for spec in context.catalog.performance.shares
    }
    months = context.deal.terms.months
    if months and context.deal.models.performance:
        for place in range(len(context.deal.models.performance.outcome_bonuses)):
            ranges[f"{BONUSES}.{place}.month"] = _("1 to {months}").format(months=months)
    return ranges


def _share(context: Context, spec: ShareSpec) -> ShareView:
    line = context.quote.line(f"performance:{spec.id}")
    return ShareView(
        id=spec.id,
        name=spec.name,
        about=f"{spec.measurement}, {spec.verification.lower()}",
        on=at(context.deal, f"{FIELD}.{spec.id}") is not None,
        amount=Amount(_("{amount} estimated").format(amount=context.money(line.net)), f"line:{line.id}:net")
        if line
        else "",
        fee=_fee(context, spec.id),
        held=_held(context, spec.id),
    )


def _agreed(context: Context, kind: str) -> Share | None:
    performance = context.deal.models.performance
    return next((each for each in shares_of(performance) if each.kind == kind), None) if performance else None


def _fee(context: Context, kind: str) -> Fee:
    """The fee of a full year at any amount, with the three cases marked on it."""
    share = _agreed(context, kind)
    if share is None:
        return Fee(Decimal(0), ())
    names = {"low": _("Low"), "base": _("Base"), "high": _("High")}
    marks: list[FeeMark] = []
    for case, name in names.items():
        amount: Decimal = getattr(share.amounts, case)
        fee = yearly_fee(share, amount)
        marks.append(FeeMark(name, amount, Decimal(fee.numerator) / Decimal(fee.denominator)))
    return Fee(share.percent, tuple(marks), share.floor, share.cap)


def _held(context: Context, kind: str) -> str:
    """Which cases cap and floor hold, in words."""
    share = _agreed(context, kind)
    if share is None or (share.cap is None and share.floor is None):
        return ""
    names = {"low": _("low"), "base": _("base"), "high": _("high")}
    free = {case: percent_of(share.percent, getattr(share.amounts, case)) for case in names}
    capped = [name for case, name in names.items() if share.cap is not None and free[case] > share.cap]
    lifted = [name for case, name in names.items() if share.floor is not None and free[case] < share.floor]
    told = [
        _("The cap holds the {cases} case.").format(cases=", ".join(capped)) if capped else "",
        _("The floor lifts the {cases} case.").format(cases=", ".join(lifted)) if lifted else "",
    ]
    return " ".join(each for each in told if each) or _("Neither cap nor floor changes any case.")
