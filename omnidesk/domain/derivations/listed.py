"""How a tier's price, the cost of a usage plan and what FlameCoin gives came about."""

from decimal import Decimal

from omnidesk.domain.deal import money_of
from omnidesk.domain.derivations.basis import NOT_ROUNDED, Basis, sum_of
from omnidesk.domain.line import Derivation
from omnidesk.domain.money import LIST_CURRENCY, Money, plain
from omnidesk.domain.pricing import HALF_UP
from omnidesk.domain.usage import UsageForecast, plan_forecasts


def tier_figure(basis: Basis, name: str) -> Derivation | None:
    """``<tier>:year`` or ``<tier>:month``: a tier's list price in the deal's currency, or the negotiated one."""
    tier_id, _, period = name.partition(":")
    tier, money = basis.catalog.tier(tier_id), money_of(basis.deal.terms)
    if tier is None:
        return None
    if tier.price.negotiated:
        base = basis.deal.terms.negotiated_base_per_year
        return None if base is None else _negotiated(name, base)
    key = {"year": "annual", "month": "monthly"}.get(period, "")
    price: Decimal | None = getattr(tier.price, key, None) if key else None
    if price is None or money is None:
        return None
    return _listed(name, price, f"specs/tiers.yaml: tiers.{tier.id}.price.{key}", money)


def _listed(name: str, price: Decimal, source: str, money: Money) -> Derivation:
    if money.currency == LIST_CURRENCY:
        inputs, rule = (("list price", plain(price)),), "the list price as it stands"
    else:
        rate = f"{plain(money.stated_rate)} {money.currency} per {LIST_CURRENCY}"
        inputs, rule = (("list price in USD", plain(price)), ("rate", rate)), "list price × rate"
    return Derivation(
        figure=name, amount=money.from_list(price), inputs=inputs, rule=rule, rounding=HALF_UP, source=source
    )


def _negotiated(name: str, base: Decimal) -> Derivation:
    return Derivation(
        figure=name,
        amount=base,
        inputs=(("negotiated a year", plain(base)),),
        rule="the price that was agreed for this deal",
        rounding=NOT_ROUNDED,
        source="terms.negotiated_base_per_year",
    )


def plan_figure(basis: Basis, name: str) -> Derivation | None:
    """``<plan>``: what the expected volume costs under a usage plan; ``saved:<plan>``: how much less it would be."""
    usage, pricing, chosen = basis.deal.models.usage, basis.pricing, basis.priced.usage
    if usage is None or pricing is None or chosen is None:
        return None
    saved, plan_id = name.startswith("saved:"), name.removeprefix("saved:")
    forecasts = plan_forecasts(usage, basis.catalog.usage, pricing)
    found = next((each for each in forecasts if each.plan.id == plan_id), None)
    if found is None:
        return None
    if saved:
        inputs = ((chosen.plan.name, plain(chosen.total)), (found.plan.name, plain(found.total)))
        return sum_of(name, chosen.total - found.total, inputs, "cost of the plan in force − cost of this plan")
    return _plan(found)


def _plan(forecast: UsageForecast) -> Derivation:
    plan, months = forecast.plan, forecast.months
    return Derivation(
        figure=plan.id,
        amount=forecast.total,
        inputs=(
            ("included a month", str(plan.included)),
            ("overage per interaction", f"{plain(plan.overage)} {LIST_CURRENCY}"),
            ("interactions over the term", str(sum(month.interactions for month in months))),
            ("months beyond the plan", str(sum(month.overage > 0 for month in months))),
        ),
        rule="each month: max(0, interactions − included) × overage rate",
        rounding=f"each month's overage {HALF_UP}",
        source=f"specs/usage.yaml: plans.{plan.id}",
    )


def flame_figure(basis: Basis, name: str) -> Derivation | None:
    """``votes``, ``earned``, ``referral_credit`` and ``equivalent``: what stake and rewards give."""
    coin, flame, spec = basis.deal.models.flamecoin, basis.priced.flame, basis.catalog.flamecoin
    if coin is None:
        return None
    stake = ("stake", str(coin.stake))
    rows = {
        "stake": (Decimal(coin.stake), (), "the stake of this deal", "models.flamecoin.stake"),
        "votes": (
            Decimal(flame.votes),
            (stake, ("votes per FLAME", str(spec.votes_per_flame))),
            "stake × votes per FLAME",
            "specs/flamecoin.yaml: votes_per_flame",
        ),
        "earned": (
            Decimal(flame.earned),
            (
                ("case studies", str(coin.case_studies)),
                ("FLAME per case study", str(spec.flame_per_case_study)),
                ("community contribution", str(coin.community)),
            ),
            "case studies × FLAME per case study + community contribution",
            "specs/flamecoin.yaml: flame_per_case_study",
        ),
        "referral_credit": (
            flame.referral_credit,
            (*((each.name, plain(each.first_year_value)) for each in coin.referrals),
             ("percent", plain(spec.referral_percent))),
            "sum of each first-year value × percent / 100; outside every total",
            "specs/flamecoin.yaml: referral_percent",
        ),
    }  # fmt: skip
    if name == "equivalent" and flame.equivalent is not None and coin.reference_rate is not None:
        inputs = (stake, ("reference rate", plain(coin.reference_rate)))
        rows[name] = (flame.equivalent, inputs, "stake × reference rate, for orientation", "models.flamecoin")
    if name not in rows:
        return None
    amount, inputs, rule, source = rows[name]
    rounding = HALF_UP if name in ("referral_credit", "equivalent") else NOT_ROUNDED
    return Derivation(figure=name, amount=amount, inputs=inputs, rule=rule, rounding=rounding, source=source)
