"""What is ours alone: computed for the presenter, never part of what a client is offered."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from omnidesk.deal_file import parse_deal, read_deal, write_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.frozen import deal_tree
from omnidesk.domain.internal import Internal, private_figures
from omnidesk.domain.lifecycle import offered
from omnidesk.domain.private import Private
from omnidesk.domain.quote import quote
from omnidesk.domain.what_if.levers import apply
from omnidesk.shipped import shipped

OURS = Private(cost_per_year=Decimal(90_000), cost_one_time=Decimal(60_000), floor_per_year=Decimal(240_000))


@pytest.fixture(scope="module")
def deal() -> Deal:
    return replace(read_deal(shipped("resources", "samples", "architect-broadcaster.yaml")), private=OURS)


def test_margin_floor_and_limit_follow_the_price(deal: Deal, catalog: Catalog) -> None:
    figures = private_figures(deal.private, quote(deal, catalog), catalog.policy)
    assert figures.cost == Internal(Decimal("330000.00"))
    assert figures.margin == Internal(Decimal("428500.00"))
    assert figures.margin_percent == Internal(Decimal("56.5"))
    assert figures.above_floor == Internal(Decimal("12833.33"))
    assert figures.limit_left == Internal(Decimal(10))
    cheaper = apply(deal, catalog, {"discount": Decimal(4)})
    after = private_figures(deal.private, quote(cheaper, catalog), catalog.policy)
    assert after.limit_left == Internal(Decimal(6))
    assert after.above_floor is not None
    assert figures.above_floor is not None
    assert after.above_floor.revealed < figures.above_floor.revealed


def test_without_a_cost_there_is_no_margin(deal: Deal, catalog: Catalog) -> None:
    figures = private_figures(Private(), quote(deal, catalog), catalog.policy)
    assert (figures.cost, figures.margin, figures.margin_percent, figures.floor) == (None, None, None, None)


def test_an_internal_value_says_nothing_of_itself_in_a_text() -> None:
    secret = Internal(Decimal("12833.33"))
    assert "12833" not in f"{secret} {secret!r} {secret:>20} %s" % secret
    assert secret.revealed == Decimal("12833.33")


def test_what_is_private_is_kept_in_our_file_and_in_no_offer(deal: Deal, catalog: Catalog) -> None:
    assert parse_deal(write_deal(deal), "deal.yaml").private == OURS
    assert offered(deal).private == Private()
    assert "private" not in deal_tree(deal)
    assert quote(deal, catalog).deal_hash == quote(offered(deal), catalog).deal_hash


def test_a_cost_below_nothing_is_refused(deal: Deal, catalog: Catalog) -> None:
    wrong = replace(deal, private=Private(cost_per_year=Decimal(-1)))
    assert [each.field for each in quote(wrong, catalog).refusals] == ["private.cost_per_year"]
