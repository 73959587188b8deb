"""How return, payback, present value, internal rate, percentiles and the network's index came about."""

from decimal import Decimal

from omnidesk.domain.cash_flow import amount_in
from omnidesk.domain.derivations.basis import NOT_ROUNDED, Basis, Inputs
from omnidesk.domain.line import Derivation
from omnidesk.domain.money import percent_text, plain
from omnidesk.domain.named import by_id
from omnidesk.domain.performance import Scenario, shares_of
from omnidesk.domain.pricing import HALF_UP
from omnidesk.domain.roi import Roi, ScenarioResult, network_value, project

PERCENTILES = {"p10": 10, "p50": 50, "p90": 90}
_RULES = {
    "benefit": "sum over the months of yearly amount / 12 × min(1, month / ramp)",
    "cost": "sum of all invoices of the term, committed and estimated, shares of value in this case",
    "roi_percent": "(benefit − cost) / cost × 100",
    "payback_month": "first month from which the benefit so far covers the cost so far, to the end of the term",
    "npv": "sum over the months of (benefit − cost) / (1 + rate) ^ (month / 12), months from 0",
    "irr_percent": "the yearly rate at which the present value is 0; only where the flows change sign once",
}
_CASES: dict[str, Scenario] = {"low": "low", "base": "base", "high": "high"}
_ROUNDING = {"roi_percent": "half-up to two decimals", "irr_percent": "to two decimals", "payback_month": NOT_ROUNDED}


def roi_figure(basis: Basis, name: str) -> Derivation | None:
    """``<case>:<measure>`` for low, base and high, or ``p10``, ``p50``, ``p90``."""
    roi = project(basis.deal, basis.catalog, priced=basis.priced)
    if roi is None:
        return None
    if name in PERCENTILES:
        return _percentile(basis, roi, name)
    case, _, measure = name.partition(":")
    found = _CASES.get(case)
    amount = getattr(roi.scenarios[found], measure, None) if found and measure in _RULES else None
    if found is None or amount is None:
        return None
    return Derivation(
        figure=name,
        amount=Decimal(amount),
        inputs=_inputs(basis, roi, found, measure),
        rule=_RULES[measure],
        rounding=_ROUNDING.get(measure, HALF_UP),
        source=_source(basis, measure),
    )


def _inputs(basis: Basis, roi: Roi, case: Scenario, measure: str) -> Inputs:
    result = roi.scenarios[case]
    sums = (("benefit over the term", plain(result.benefit)), ("cost over the term", plain(result.cost)))
    rows: dict[str, Inputs] = {
        "benefit": _benefits(basis, case),
        "cost": _costs(basis, result),
        "roi_percent": sums,
        "payback_month": _crossing(result),
        "npv": (*sums, ("rate a year", percent_text(roi.discount_rate_percent)), ("months", _months(result))),
        "irr_percent": (*sums, ("months", _months(result))),
    }
    return rows[measure]


def _months(result: ScenarioResult) -> str:
    return str(len(result.cumulative_cost))


def _benefits(basis: Basis, case: Scenario) -> Inputs:
    ladder = basis.catalog.scaling.value_ladder
    rows: list[tuple[str, str]] = []
    for benefit in basis.deal.value.benefits:
        rung = by_id(ladder, benefit.driver)
        name = rung.name if rung else benefit.driver
        rows.append((f"{name}, a year", plain(amount_in(benefit, case))))
        rows.append((f"{name}, ramp in months", str(benefit.ramp_months)))
    return tuple(rows)


def _costs(basis: Basis, result: ScenarioResult) -> Inputs:
    committed = sum((pay.amount for pay in basis.priced.payments if pay.kind != "estimated"), Decimal(0))
    return (("committed", plain(committed)), ("estimated in this case", plain(result.cost - committed)))


def _crossing(result: ScenarioResult) -> Inputs:
    month = result.payback_month
    if month is None:
        return ()
    return (
        (f"benefit to month {month}", plain(result.cumulative_benefit[month - 1])),
        (f"cost to month {month}", plain(result.cumulative_cost[month - 1])),
    )


def _source(basis: Basis, measure: str) -> str:
    if measure == "npv":
        own = basis.deal.value.discount_rate_percent is not None
        return "value.discount_rate_percent" if own else "specs/policy.yaml: discount_rate_percent"
    return {"benefit": "value.benefits", "cost": "the payments of this quote"}.get(measure, "benefits and payments")


def _percentile(basis: Basis, roi: Roi, name: str) -> Derivation | None:
    found = roi.monte_carlo
    amount: Decimal | None = getattr(found, name)
    if amount is None:
        return None
    performance = basis.deal.models.performance
    shares = len(shares_of(performance)) if performance else 0
    return Derivation(
        figure=name,
        amount=amount,
        inputs=(
            ("runs", str(found.runs)),
            ("seed", str(found.seed)),
            ("benefits drawn", str(len(basis.deal.value.benefits))),
            ("shares of value drawn", str(shares)),
        ),
        rule=f"return of each run; the smallest that {PERCENTILES[name]}% of the runs do not exceed",
        rounding="half-up to two decimals",
        source="specs/policy.yaml: monte_carlo_runs",
    )


def network_figure(basis: Basis, name: str) -> Derivation | None:
    """``value``: the network's index, which is no money."""
    network = basis.deal.value.network
    amount = network_value(network)
    if network is None or amount is None or name != "value":
        return None
    return Derivation(
        figure="network_value",
        amount=amount,
        inputs=(
            ("agents n", str(network.agents)),
            ("connectivity k", plain(network.connectivity)),
            ("specialization s", plain(network.specialization)),
            ("years t", plain(network.years)),
        ),
        rule=basis.catalog.scaling.network.equation,
        rounding="half-up to six decimals",
        source="specs/scaling.yaml: network.equation",
    )
