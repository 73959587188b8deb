"""Any deal an account manager could make, for property tests: all models, all currencies, terms long and short."""

import datetime
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import strategies as st

from omnidesk.domain.deal import Deal

RATES = {"USD": None, "EUR": "0.92345", "JPY": "149.505", "KWD": "0.30712"}


def money(low: int, high: int) -> st.SearchStrategy[str]:
    return st.integers(low * 100, high * 100).map(lambda cents: str(Decimal(cents).scaleb(-2)))


def estimates() -> st.SearchStrategy[dict[str, str]]:
    return st.tuples(money(0, 10**6), money(0, 10**6), money(0, 10**6)).map(
        lambda three: dict(zip(("low", "base", "high"), sorted(three, key=Decimal), strict=True))
    )


def shares() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"percent": st.sampled_from(["5", "7.5", "12.34", "15"])}).flatmap(
        lambda base: estimates().map(lambda amounts: {**base, "incremental_revenue": amounts})
    )


def developments() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "discovery_fee": money(15000, 50000),
            "discovery_weeks": st.integers(2, 4),
            "development_fee": money(50000, 500000),
            "development_weeks": st.integers(8, 24),
            "deployment_fee": money(25000, 100000),
            "deployment_weeks": st.integers(4, 8),
            "maintenance_percent": st.sampled_from([None, "15", "18.5", "20"]),
        }
    )


def add_ons() -> st.SearchStrategy[list[dict[str, Any]]]:
    training = st.fixed_dictionaries(
        {"id": st.just("training_sessions"), "quantity": st.integers(1, 9), "unit_price": money(1, 5000)}
    )
    agents = st.fixed_dictionaries(
        {
            "id": st.just("additional_agents"),
            "quantity": st.integers(1, 80),
            "unit_price": money(1, 500),
            "recurring": st.just(True),
        }
    )
    return st.tuples(st.booleans(), st.booleans(), training, agents).map(
        lambda four: [*([four[2]] if four[0] else []), *([four[3]] if four[1] else [])]
    )


def usages() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "volumes": st.dictionaries(
                st.sampled_from(["api_calls", "data_processed", "reasoning_cycles"]), st.integers(0, 3 * 10**6)
            ),
            "monthly_growth_percent": st.sampled_from(["0", "2", "-3.5", "7.25"]),
        }
    )


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    currency = draw(st.sampled_from(list(RATES)))
    tier = draw(st.sampled_from(["seeker", "apprentice", "architect", "sovereign"]))
    minimum = {"seeker": 1, "apprentice": 12, "architect": 24, "sovereign": 36}[tier]
    months = draw(st.integers(minimum, 61))
    monthly_allowed = tier in ("seeker", "apprentice")
    billing = draw(st.sampled_from(["monthly"] if months < 12 else ["annual", "monthly"][: 1 + monthly_allowed]))
    start = draw(st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31)))
    rate = RATES[currency]
    discounts = draw(
        st.fixed_dictionaries(
            {
                "discretionary_percent": st.sampled_from(["0", "3.33", "9.99", "33.3"]),
                "discretionary_reason": st.just("Because"),
            }
        )
    )
    models: dict[str, Any] = {"subscription": {"add_ons": draw(add_ons()), "discounts": discounts}}
    if draw(st.booleans()):
        models["usage"] = draw(usages())
    if draw(st.booleans()):
        models["performance"] = {"revenue_share": draw(shares())}
    if draw(st.booleans()):
        models["custom_development"] = draw(developments())
    tree = {
        "client": {"name": draw(st.text(max_size=20).filter(str.isprintable))},
        "tier": tier,
        "terms": {
            "currency": currency,
            "effective_date": start,
            "months": months,
            "billing": billing,
            "negotiated_base_per_year": "987654.32" if tier == "sovereign" else None,
            "fx": {"rate": rate, "date": "2026-01-15"} if rate else None,
            "taxes": [{"label": "VAT", "percent": "8.1"}],
        },
        "models": models,
        "value": {
            "benefits": [
                {"driver": "cost_reduction", "yearly": draw(estimates()), "ramp_months": draw(st.integers(1, 18))}
            ]
        },
    }
    return msgspec.convert(tree, Deal)
