"""The pipeline, worked out by hand."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from omnidesk.domain.pipeline import DealGroup, amounts, median_days, pipelines

WEIGHTS = {"draft": Decimal(20), "issued": Decimal(50)}


def group(stage: str, committed: int, estimated: int = 0, **more: Any) -> DealGroup:
    values = {"currency": "EUR", "tier": "seeker", "month": "2026-03", "deals": 1, "unpriced": 0, "list_minor": 0}
    figures = {"committed_minor": committed, "estimated_minor": estimated, "discount_minor": 0}
    return msgspec.convert({"stage": stage, **values, **figures, **more}, DealGroup)


def test_each_stage_weighs_what_the_house_has_decided() -> None:
    (found,) = pipelines([group("draft", 1_000_00, 500_00), group("issued", 2_000_00, 100_00)], WEIGHTS)
    assert (found.whole.committed, found.whole.estimated) == (Decimal("3000.00"), Decimal("600.00"))
    assert found.whole.weighted_committed == Decimal("1200.00")  # 20% of 1,000 and 50% of 2,000
    assert found.whole.weighted_estimated == Decimal("150.00")


def test_a_stage_without_a_weight_is_no_open_deal() -> None:
    (found,) = pipelines([group("draft", 1_000_00), group("active", 9_000_00), group("declined", 9_000_00)], WEIGHTS)
    assert found.whole.deals == 1
    assert found.whole.committed == Decimal("1000.00")


def test_currencies_stand_side_by_side_the_one_with_the_most_deals_first() -> None:
    groups = [
        group("draft", 100_00),
        group("draft", 200_00, currency="CHF", deals=3),
        group("draft", 50, currency="JPY"),
    ]
    found = pipelines(groups, WEIGHTS)
    assert [each.currency for each in found] == ["CHF", "EUR", "JPY"]
    assert [each.whole.committed for each in found] == [Decimal("200.00"), Decimal("100.00"), Decimal(50)]


def test_tiers_and_months_add_up_to_the_whole() -> None:
    groups = [
        group("draft", 100_00, tier="seeker", month="2026-03"),
        group("draft", 300_00, tier="architect", month="2026-04"),
        group("issued", 500_00, tier="architect", month=None),
    ]
    (found,) = pipelines(groups, WEIGHTS)
    assert {tier: each.committed for tier, each in found.tiers.items()} == {
        "seeker": Decimal("100.00"),
        "architect": Decimal("800.00"),
    }
    assert found.months[None].weighted_committed == Decimal("250.00")
    assert sum(each.committed for each in found.months.values()) == found.whole.committed


def test_the_discount_is_a_share_of_the_list_price() -> None:
    found = amounts([group("issued", 0, list_minor=1_000_00, discount_minor=75_00)], {})
    assert found.discount_percent == Decimal("7.5")
    assert amounts([], {}).discount_percent is None


def test_halves_of_a_cent_are_rounded_up_once_at_the_end() -> None:
    (found,) = pipelines([group("issued", 1), group("issued", 1), group("issued", 1)], WEIGHTS)
    assert found.whole.weighted_committed == Decimal("0.02")  # 1.5 cents, and not three times one


@pytest.mark.parametrize(
    ("waiting", "middle"),
    [([], None), ([(3, 1)], 3), ([(1, 5), (90, 1)], 1), ([(1, 1), (9, 1)], 9), ([(5, 2), (7, 1), (30, 2)], 7)],
)
def test_the_middle_waiting_time(waiting: list[tuple[int, int]], middle: int | None) -> None:
    assert median_days(waiting) == middle
