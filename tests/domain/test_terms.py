"""Terms that cannot be: too short, billed wrongly, in a currency without a rate."""

from typing import Any

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.quote import quote
from tests.domain.deals import APPRENTICE, ARCHITECT, SEEKER, SOVEREIGN, deal

FX = {"rate": "0.92", "date": "2026-01-15", "source": "ECB"}


def refused(catalog: Catalog, base: dict[str, Any], **changes: Any) -> dict[str, str | None]:
    return {problem.field: problem.limit for problem in quote(deal(base, **changes), catalog).refusals}


@pytest.mark.parametrize(("base", "minimum"), [(SEEKER, 1), (APPRENTICE, 12), (ARCHITECT, 24), (SOVEREIGN, 36)])
def test_a_term_under_the_minimum_is_refused(catalog: Catalog, base: dict[str, Any], minimum: int) -> None:
    assert refused(catalog, base, terms__months=minimum) == {}
    assert refused(catalog, base, terms__months=minimum - 1).get("terms.months") == str(minimum)


@pytest.mark.parametrize("base", [ARCHITECT, SOVEREIGN])
def test_architect_and_sovereign_bill_annually_only(catalog: Catalog, base: dict[str, Any]) -> None:
    assert refused(catalog, base, terms__billing="monthly") == {"terms.billing": "annual"}


def test_annual_billing_needs_a_year(catalog: Catalog) -> None:
    assert refused(catalog, SEEKER, terms__billing="annual", terms__months=11) == {"terms.billing": "12 months"}


def test_a_rate_is_required_abroad_and_refused_at_home(catalog: Catalog) -> None:
    assert list(refused(catalog, SEEKER, terms__currency="EUR")) == ["terms.fx"]
    assert list(refused(catalog, SEEKER, terms__fx=FX)) == ["terms.fx"]
    assert refused(catalog, SEEKER, terms__currency="EUR", terms__fx=FX) == {}
    assert list(refused(catalog, SEEKER, terms__currency="XXX")) == ["terms.currency"]
    assert "terms.fx.rate" in refused(catalog, SEEKER, terms__currency="EUR", terms__fx={**FX, "rate": "0"})


def test_a_negotiated_base_belongs_to_sovereign_alone(catalog: Catalog) -> None:
    assert list(refused(catalog, SOVEREIGN, terms__negotiated_base_per_year=None)) == ["terms.negotiated_base_per_year"]
    assert list(refused(catalog, SEEKER, terms__negotiated_base_per_year="1")) == ["terms.negotiated_base_per_year"]


def test_a_deal_without_dates_says_so_and_has_no_price_yet(catalog: Catalog) -> None:
    priced = quote(deal({"tier": "seeker"}), catalog)
    assert {problem.field for problem in priced.refusals} == {"terms.effective_date", "terms.months"}
    assert (priced.lines, priced.totals) == ((), None)


def test_another_tier_than_recommended_needs_a_reason(catalog: Catalog) -> None:
    base = {**ARCHITECT, "discovery": {"agents": 2}}
    assert list(refused(catalog, base)) == ["tier_reason"]
    assert refused(catalog, base, tier_reason="They grow to thirty agents in spring") == {}


def test_a_deal_without_needs_must_state_its_tier(catalog: Catalog) -> None:
    assert list(refused(catalog, {**SEEKER, "tier": None})) == ["tier"]
    assert list(refused(catalog, SEEKER, tier="gold")) == ["tier"]


def test_tax_is_taken_per_rate_and_never_from_estimates(catalog: Catalog) -> None:
    # Two rates on the 7,200.00: 19% = 1,368.00 and 0.333% = 23.976, half-up 23.98; together 1,391.98.
    taxes = [{"label": "VAT", "percent": "19"}, {"label": "Levy", "percent": "0.333"}]
    priced = quote(deal(SEEKER, terms__taxes=taxes, models__usage={"volumes": {"api_calls": 50000}}), catalog)
    assert priced.totals is not None
    assert [str(tax.amount) for tax in priced.taxes] == ["1368.00", "23.98"]
    assert str(priced.totals.tax_total) == "1391.98"


def test_a_tax_on_a_line_that_is_not_there_is_refused(catalog: Catalog) -> None:
    taxes = [{"label": "VAT", "percent": "19", "lines": ["development"]}]
    assert list(refused(catalog, SEEKER, terms__taxes=taxes)) == ["terms.taxes.0.lines"]
