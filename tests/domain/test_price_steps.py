"""From list to payable step by step, and the cash flow in periods that a chart can show."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.price_steps import MOST_LINES
from omnidesk.domain.proposal import propose
from tests.domain.deals import APPRENTICE, ARCHITECT, DEVELOPMENT, SEEKER, amounts, day, deal

TODAY = day("2026-01-15")


def test_lists_less_discounts_and_taxes_lead_to_what_is_paid(catalog: Catalog) -> None:
    taxed = deal(ARCHITECT, terms__taxes=[{"label": "VAT", "percent": "10"}], models__custom_development=DEVELOPMENT)
    proposal = propose(taxed, catalog, today=TODAY)
    steps = proposal.price_steps
    kinds = [step.kind for step in steps]
    assert kinds == ["list", "list", "list", "discount", "committed", "tax", "payable"]
    assert steps[3].amount == Decimal("-67500.00")
    assert sum((step.amount for step in steps[:4]), Decimal(0)) == steps[4].amount
    assert steps[4].amount + steps[5].amount == steps[6].amount == proposal.total_payable


def test_many_lines_become_one_step_a_model(catalog: Catalog) -> None:
    count = MOST_LINES + 1
    row = catalog.subscription.add_ons[-1]
    rows = tuple(replace(row, id=f"extra_{number}", price="100") for number in range(count))
    grown = replace(catalog, subscription=replace(catalog.subscription, add_ons=rows))
    many = deal(APPRENTICE, models__subscription__add_ons=[{"id": each.id, "quantity": 1} for each in rows])
    steps = propose(many, grown, today=TODAY).price_steps
    assert [(step.kind, step.label) for step in steps] == [("list", "Subscription"), ("committed", "")]
    assert [step.amount for step in steps] == amounts("36900.00", "36900.00")


@pytest.mark.parametrize(("months", "step", "count"), [(12, 1, 12), (18, 1, 18), (20, 3, 7), (60, 3, 20), (75, 12, 7)])
def test_periods_hold_every_invoiced_amount(months: int, step: int, count: int, catalog: Catalog) -> None:
    proposal = propose(deal(SEEKER, terms__months=months), catalog, today=TODAY)
    totals = proposal.quote.totals
    assert totals is not None
    assert (len(proposal.periods), proposal.periods[0].months) == (count, step)
    assert sum((period.committed for period in proposal.periods), Decimal(0)) == totals.committed_total
