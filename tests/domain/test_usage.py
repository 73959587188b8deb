"""Usage: growth, rounding, plans and overage, worked out by hand."""

from decimal import Decimal
from typing import Any

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.quote import quote
from omnidesk.domain.usage import Usage, interactions_by_month
from tests.domain.deals import APPRENTICE, ARCHITECT, SEEKER, day, deal


def counts(months: int = 3, growth: str = "0", **volumes: Any) -> list[int]:
    exact = {
        metric: tuple(Decimal(each) for each in figure) if isinstance(figure, list) else Decimal(figure)
        for metric, figure in volumes.items()
    }
    usage = Usage(volumes=exact, monthly_growth_percent=Decimal(growth))
    return interactions_by_month(usage, months, ("data_processed",))


def test_each_metric_grows_from_its_unrounded_start_is_rounded_then_added() -> None:
    # 15 × 1.1 = 16.5 → 17, × 1.1² = 18.15 → 18; 5 × 1.1 = 5.5 → 6, 6.05 → 6. Rounding the sum would give 22 and 24.
    assert counts(growth="10", api_calls=15, memory_operations=5) == [20, 23, 24]


def test_growth_does_not_compound_the_rounding() -> None:
    # 10 × 1.04^m: 10, 10.4 → 10, 10.816 → 11; from rounded figures it would stay at 10.
    assert counts(growth="4", api_calls=10) == [10, 10, 11]


def test_data_counts_each_gigabyte_begun() -> None:
    assert counts(months=2, growth="1", data_processed="10") == [10, 11]


def test_a_list_by_month_does_not_grow() -> None:
    assert counts(growth="50", api_calls=["1", "2", "3.5"]) == [1, 2, 4]


def test_overage_is_rounded_each_month_and_invoiced_on_the_next_months_first_day(catalog: Catalog) -> None:
    # Starter includes 10,000; 10,333 leave 333 × 0.01 = 3.33 a month.
    usage = {"volumes": {"api_calls": 10333}}
    priced = quote(deal(SEEKER, terms__months=2, models__usage=usage), catalog)
    payments = [payment for payment in priced.payments if payment.line == "usage"]
    assert [(payment.date, payment.amount) for payment in payments] == [
        (day("2026-03-01"), Decimal("3.33")),
        (day("2026-04-01"), Decimal("3.33")),
    ]
    assert priced.totals is not None
    assert (priced.totals.estimated_total, priced.totals.committed_total) == (Decimal("6.66"), Decimal("1200.00"))


def test_the_overage_rate_is_converted_unrounded(catalog: Catalog) -> None:
    # 1,000 beyond the plan × 0.01 USD × 0.9273 = 9.273 → 9.27; a rate rounded to 0.01 would make 10.00.
    fx = {"rate": "0.9273", "date": "2026-01-15"}
    usage = {"volumes": {"api_calls": 11000}}
    priced = quote(deal(SEEKER, terms__months=1, terms__currency="EUR", terms__fx=fx, models__usage=usage), catalog)
    assert [str(payment.amount) for payment in priced.payments if payment.line == "usage"] == ["9.27"]


def test_usage_under_the_plan_costs_nothing_and_makes_no_payments(catalog: Catalog) -> None:
    priced = quote(deal(APPRENTICE, models__usage={"volumes": {"api_calls": 100000}}), catalog)
    line = priced.line("usage")
    assert line is not None
    assert line.net == Decimal("0.00")
    assert not [payment for payment in priced.payments if payment.line == "usage"]


def test_default_plans_follow_the_tier_and_larger_ones_are_refused(catalog: Catalog) -> None:
    volumes = {"volumes": {"api_calls": 1}}
    for base, plan in ((SEEKER, "starter"), (APPRENTICE, "growth"), (ARCHITECT, "enterprise")):
        priced = quote(deal(base, models__usage=volumes), catalog)
        assert priced.usage is not None
        assert priced.usage.plan.id == plan
    refused = quote(deal(SEEKER, models__usage={**volumes, "plan": "growth"}), catalog).refusals
    assert [(problem.field, problem.limit) for problem in refused] == [("models.usage.plan", "starter")]


def test_the_cheapest_plan_is_named(catalog: Catalog) -> None:
    # 5,000 a month stay inside every plan: the smallest of equals is the cheapest.
    assert quote(deal(ARCHITECT, models__usage={"volumes": {"api_calls": 5000}}), catalog).cheapest_plan == "starter"
    assert quote(deal(ARCHITECT, models__usage={"volumes": {"api_calls": 9e6}}), catalog).cheapest_plan == "enterprise"


def test_volumes_that_cannot_be_are_refused(catalog: Catalog) -> None:
    def refused(**usage: Any) -> list[str]:
        return [problem.field for problem in quote(deal(APPRENTICE, models__usage=usage), catalog).refusals]

    assert refused(volumes={"api_calls": -1}) == ["models.usage.volumes.api_calls"]
    assert refused(volumes={"clicks": 1}) == ["models.usage.volumes.clicks"]
    assert refused(volumes={"api_calls": ["1", "2"]}) == ["models.usage.volumes.api_calls"]
    assert refused(volumes={"api_calls": 1}, monthly_growth_percent="-101") == ["models.usage.monthly_growth_percent"]


def test_architect_without_usage_is_a_warning(catalog: Catalog) -> None:
    assert "models.usage" in [problem.field for problem in quote(deal(ARCHITECT), catalog).warnings]
    assert "models.usage" not in [problem.field for problem in quote(deal(APPRENTICE), catalog).warnings]
