"""How single payments, milestones and the sums of a contract year came about."""

from decimal import Decimal

from omnidesk.domain.derivations.basis import Basis, stated, sum_of
from omnidesk.domain.line import Derivation, LineItem, Payment
from omnidesk.domain.money import LIST_CURRENCY, plain
from omnidesk.domain.performance import Share, share_years, shares_of
from omnidesk.domain.pricing import HALF_UP, Pricing
from omnidesk.domain.schedule import schedule_years

LARGEST_REMAINDER = "largest remainder, so that the parts add up to the line"


def payment_figure(basis: Basis, name: str) -> Derivation | None:
    """``<number>``: a payment of the quote in its order, from 1."""
    payments, pricing = basis.priced.payments, basis.pricing
    if pricing is None or not name.isdigit() or not 1 <= int(name) <= len(payments):
        return None
    payment = payments[int(name) - 1]
    line = basis.priced.line(payment.line)
    if line is None:
        return None
    share = next((each for each in _shares(basis) if each.line_id == line.id), None)
    if share is not None:
        return _share_year(share, payment, pricing)
    if line.id == "usage":
        return _usage_month(basis, payment, pricing)
    return _milestone_payment(basis, payment) if line.id == "development" else _part(basis, payment, line)


def _shares(basis: Basis) -> tuple[Share, ...]:
    performance = basis.deal.models.performance
    return shares_of(performance) if performance else ()


def _part(basis: Basis, payment: Payment, line: LineItem) -> Derivation:
    siblings = [each for each in basis.priced.payments if each.line == line.id]
    covers = "1 month" if payment.months == 1 else f"{payment.months} months"
    return Derivation(
        figure=payment.label,
        amount=payment.amount,
        inputs=(
            (line.label, plain(line.net)),
            ("payment", f"{siblings.index(payment) + 1} of {len(siblings)}"),
            ("covers", covers if payment.months else "everything on its day"),
        ),
        rule="the line's net, split over its invoices by the months that each covers",
        rounding=LARGEST_REMAINDER,
        source=line.derivations[0].source if line.derivations else "the net of the line",
    )


def _share_year(share: Share, payment: Payment, pricing: Pricing) -> Derivation:
    months = next((months for date, months in share_years(pricing) if date == payment.date), 12)
    return Derivation(
        figure=payment.label,
        amount=payment.amount,
        inputs=(
            ("percent", plain(share.percent)),
            ("base case a year", plain(share.amounts.base)),
            ("floor a year", stated(share.floor)),
            ("cap a year", stated(share.cap)),
            ("months", str(months)),
        ),
        rule="min(cap, max(floor, percent × amount)) × months / 12",
        rounding=f"once, {HALF_UP}",
        source=f"{share.field}; range in specs/performance.yaml: shares.{share.kind}.percent",
    )


def _usage_month(basis: Basis, payment: Payment, pricing: Pricing) -> Derivation | None:
    usage = basis.priced.usage
    if usage is None or payment.date not in pricing.month_starts:
        return None
    month = usage.months[pricing.month_starts.index(payment.date) - 1]
    rate = (("rate", f"{plain(pricing.money.stated_rate)} {pricing.money.currency} per {LIST_CURRENCY}"),)
    return Derivation(
        figure=payment.label,
        amount=payment.amount,
        inputs=(
            ("interactions", str(month.interactions)),
            ("included a month", str(usage.plan.included)),
            ("overage per interaction", f"{plain(usage.plan.overage)} {LIST_CURRENCY}"),
            *(rate if pricing.money.currency != LIST_CURRENCY else ()),
        ),
        rule="(interactions − included) × overage rate",
        rounding=f"once a month, {HALF_UP}",
        source=f"specs/usage.yaml: plans.{usage.plan.id}",
    )


def _milestone_payment(basis: Basis, payment: Payment) -> Derivation | None:
    found = enumerate(basis.priced.milestones)
    places = [
        place
        for place, each in found
        if (each.date, each.amount) == (payment.date, payment.amount) and payment.label.endswith(each.name)
    ]
    return milestone_figure(basis, str(places[0])) if places else None


def milestone_figure(basis: Basis, name: str) -> Derivation | None:
    """``<place>``: a milestone of the quote in order of date, from 0."""
    milestones, line = basis.priced.milestones, basis.priced.line("development")
    if line is None or not name.isdigit() or int(name) >= len(milestones):
        return None
    milestone = milestones[int(name)]
    own = basis.deal.models.custom_development
    by_hand = own is not None and own.milestones is not None
    return Derivation(
        figure=milestone.name,
        amount=milestone.amount,
        inputs=(
            (line.label, plain(line.net)),
            ("percent", plain(milestone.percent)),
            ("percent of all milestones", plain(sum((each.percent for each in milestones), Decimal(0)))),
        ),
        rule="fees of the three phases × percent / percent of all milestones",
        rounding=LARGEST_REMAINDER,
        source="models.custom_development.milestones" if by_hand else "specs/development.yaml: milestones",
    )


def year_figure(basis: Basis, name: str) -> Derivation | None:
    """``<number>:committed``, ``<number>:estimated`` or ``<number>:estimated:<line id>``: sums of a contract year."""
    if basis.pricing is None:
        return None
    number, kind, *line = name.split(":", 2)
    labels = {each.id: each.label for each in basis.priced.lines}
    years = schedule_years(basis.priced.payments, labels, basis.pricing)
    year = next((each for each in years if str(each.number) == number), None)
    if year is None or kind not in ("committed", "estimated"):
        return None
    if kind == "committed":
        inputs = tuple((pay.label, plain(pay.amount)) for pay in year.committed)
        return sum_of(name, year.committed_total, inputs, "sum of the committed payments invoiced in this year")
    if not line:
        inputs = tuple((row.label, plain(row.amount)) for row in year.estimated)
        return sum_of(name, year.estimated_total, inputs, "sum of the estimated payments of this year, never committed")
    row = next((each for each in year.estimated if each.line == line[0]), None)
    if row is None:
        return None
    inputs = (("invoices", str(row.payments)), ("on average", plain(_average(row.amount, row.payments, basis))))
    return sum_of(name, row.amount, inputs, f"sum of the {row.label.lower()} payments of this year")


def _average(amount: Decimal, count: int, basis: Basis) -> Decimal:
    return basis.pricing.money.round(amount / count) if basis.pricing and count else amount
