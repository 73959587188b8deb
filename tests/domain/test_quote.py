"""What holds for every quote, whatever the deal."""

from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.money import MINOR_DIGITS
from omnidesk.domain.quote import quote
from tests.domain.any_deal import deals
from tests.domain.deals import ARCHITECT, DEVELOPMENT, deal


@given(deals())
def test_payments_add_up_to_their_line_and_lines_to_totals(catalog: Catalog, any_deal: Deal) -> None:
    priced = quote(any_deal, catalog)
    assert priced.totals is not None
    for line in priced.lines:
        paid = sum((payment.amount for payment in priced.payments if payment.line == line.id), Decimal(0))
        assert paid == line.net
        assert line.list - sum((discount.amount for discount in line.discounts), Decimal(0)) == line.net
    committed = sum((line.net for line in priced.lines if line.kind != "estimated"), Decimal(0))
    estimated = sum((line.net for line in priced.lines if line.kind == "estimated"), Decimal(0))
    assert (priced.totals.committed_total, priced.totals.estimated_total) == (committed, estimated)
    assert priced.totals.first_year_total <= committed


@given(deals())
def test_every_amount_has_exactly_the_digits_of_its_currency(catalog: Catalog, any_deal: Deal) -> None:
    priced = quote(any_deal, catalog)
    digits = MINOR_DIGITS[any_deal.terms.currency]
    shown = [payment.amount for payment in priced.payments]
    shown += [amount for line in priced.lines for amount in (line.list, line.net)]
    shown += (
        [amount for amount in msgspec.structs.astuple(priced.totals) if amount is not None] if priced.totals else []
    )
    assert {-int(amount.as_tuple().exponent) for amount in shown} == {digits}


@given(deals())
def test_payments_are_in_order_and_due_after_their_date(catalog: Catalog, any_deal: Deal) -> None:
    payments = quote(any_deal, catalog).payments
    assert list(payments) == sorted(payments, key=lambda payment: payment.date)
    assert all(payment.due >= payment.date and payment.amount for payment in payments)


@given(deals())
def test_development_milestones_and_shares_never_touch_committed_money(catalog: Catalog, any_deal: Deal) -> None:
    priced = quote(any_deal, catalog)
    without = msgspec.structs.replace(
        any_deal, models=msgspec.structs.replace(any_deal.models, usage=None, performance=None)
    )
    again = quote(without, catalog)
    assert priced.totals is not None
    assert again.totals is not None
    assert priced.totals.committed_total == again.totals.committed_total


@given(deals(), st.randoms())
def test_equal_deals_price_equally_whatever_the_order_of_keys(catalog: Catalog, any_deal: Deal, random: object) -> None:
    tree = msgspec.to_builtins(any_deal)
    turned = msgspec.convert(_reversed(tree), Deal)
    one, other = quote(any_deal, catalog), quote(turned, catalog)
    assert one.deal_hash == other.deal_hash
    assert msgspec.to_builtins(one) == msgspec.to_builtins(other)


def _reversed(tree: object) -> object:
    if isinstance(tree, dict):
        return {key: _reversed(value) for key, value in reversed(tree.items())}
    if isinstance(tree, list | tuple):
        return [_reversed(value) for value in tree]
    return tree


def test_the_hash_ignores_how_a_number_is_written_and_sees_every_cent(catalog: Catalog) -> None:
    eight = deal(ARCHITECT, models__custom_development={**DEVELOPMENT, "discovery_fee": "30000"})
    written = deal(ARCHITECT, models__custom_development={**DEVELOPMENT, "discovery_fee": "30000.00"})
    cent = deal(ARCHITECT, models__custom_development={**DEVELOPMENT, "discovery_fee": "30000.01"})
    assert quote(eight, catalog).deal_hash == quote(written, catalog).deal_hash
    assert quote(eight, catalog).deal_hash != quote(cent, catalog).deal_hash


def test_the_hash_sees_a_changed_list_price_or_policy(catalog: Catalog) -> None:
    policy = catalog.policy
    looser = msgspec.structs.replace(policy.multi_year_maximum_percent, value=Decimal(20))
    changed = msgspec.structs.replace(
        catalog, policy=msgspec.structs.replace(policy, multi_year_maximum_percent=looser)
    )
    assert quote(deal(ARCHITECT), catalog).deal_hash != quote(deal(ARCHITECT), changed).deal_hash


def test_the_broadcasters_deal_adds_up_by_hand(catalog: Catalog) -> None:
    # 450,000 − 15% = 382,500; maintenance 90,000; recurring 472,500; one-time 280,000 + 6,000; ACV 472,500 × 12 / 36.
    priced = quote(
        deal(
            ARCHITECT,
            models__custom_development=DEVELOPMENT,
            models__subscription__add_ons=[{"id": "training_sessions", "quantity": 4, "unit_price": "1500"}],
        ),
        catalog,
    )
    assert msgspec.to_builtins(priced.totals) == {
        "committed_total": "758500.00",
        "estimated_total": "0.00",
        "one_time_total": "286000.00",
        "recurring_total": "472500.00",
        "acv": "157500.00",
        "arr": "157500.00",
        "mrr": "13125.00",
        "first_year_total": "434500.00",
        "tax_total": "0.00",
    }
