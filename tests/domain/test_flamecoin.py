"""FlameCoin stands apart: it meets no need and changes no price."""

from decimal import Decimal

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.policy import FlameUpgrade
from omnidesk.domain.quote import quote
from tests.domain.deals import ARCHITECT, deal


def test_stake_gives_votes_and_support_rewards_are_counted(catalog: Catalog) -> None:
    coin = {"stake": 9999, "case_studies": 2, "community": 250, "reference_rate": "0.15"}
    flame = quote(deal(ARCHITECT, models__flamecoin=coin), catalog).flame
    assert (flame.votes, flame.priority_support, flame.earned) == (9999, False, 10250)
    # 9,999 × 0.15 = 1,499.85, an orientation outside every total.
    assert flame.equivalent == Decimal("1499.85")
    assert quote(deal(ARCHITECT, models__flamecoin={"stake": 10000}), catalog).flame.priority_support


def test_referral_credit_is_ten_percent_each_and_outside_all_totals(catalog: Catalog) -> None:
    referrals = [{"name": "Nord", "first_year_value": "36000.05"}, {"name": "Süd", "first_year_value": "1000"}]
    with_coin = quote(deal(ARCHITECT, models__flamecoin={"referrals": referrals}), catalog)
    assert with_coin.flame.referral_credit == Decimal("3700.01")
    without = quote(deal(ARCHITECT), catalog)
    assert msgspec.to_builtins(with_coin.totals) == msgspec.to_builtins(without.totals)
    assert with_coin.payments == without.payments


def test_negative_counts_are_refused(catalog: Catalog) -> None:
    refusals = quote(deal(ARCHITECT, models__flamecoin={"stake": -1}), catalog).refusals
    assert [problem.field for problem in refusals] == ["models.flamecoin.stake"]


def test_a_stake_lifts_to_a_tier_only_where_the_house_set_a_threshold(catalog: Catalog) -> None:
    assert quote(deal(ARCHITECT, models__flamecoin={"stake": 10**9}), catalog).flame.tier_upgrade is None
    steps = (FlameUpgrade(stake=50_000, tier="apprentice"), FlameUpgrade(stake=250_000, tier="sovereign"))
    upgrades = msgspec.structs.replace(catalog.policy.flame_tier_upgrades, value=steps)
    set_ = msgspec.structs.replace(
        catalog, policy=msgspec.structs.replace(catalog.policy, flame_tier_upgrades=upgrades)
    )
    for stake, tier in ((49_999, None), (50_000, "apprentice"), (250_000, "sovereign")):
        staked = quote(deal(ARCHITECT, models__flamecoin={"stake": stake}), set_)
        assert (staked.flame.tier_upgrade, staked.tier) == (tier, "architect")
        assert staked.payments == quote(deal(ARCHITECT), set_).payments
