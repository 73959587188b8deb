"""``omnidesk recommend``: the JSON that others rely on, and what people read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import APPRENTICE, ARCHITECT, EVERY_SAMPLE, SEEKER, Ask

Edit = Callable[[Path, str, str], Path]


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=lambda path: path.stem)
def test_json_has_the_promised_keys(omnidesk: Ask, sample: Path) -> None:
    view = omnidesk("recommend", sample, "--json").json
    assert {"recommended", "typical_for_audience", "conflicts", "tiers"} <= view.keys()
    assert all(isinstance(conflict, str) for conflict in view["conflicts"])
    assert [tier["id"] for tier in view["tiers"]] == ["seeker", "apprentice", "architect", "sovereign"]
    for tier in view["tiers"]:
        assert {"id", "meets", "met", "unmet", "price_per_year", "minimum_months", "change"} <= tier.keys()
        assert isinstance(tier["meets"], bool)
        assert tier["meets"] == (not tier["unmet"])
        assert isinstance(tier["minimum_months"], int)
        assert tier["price_per_year"] is None or isinstance(tier["price_per_year"], str)


def test_samples_are_recommended_their_tier(omnidesk: Ask) -> None:
    found = [omnidesk("recommend", sample, "--json").json["recommended"] for sample in EVERY_SAMPLE]
    assert found == ["seeker", "apprentice", "architect"]


def test_a_negotiated_price_is_null_and_prices_stand_in_the_deals_currency(omnidesk: Ask) -> None:
    tiers = {tier["id"]: tier for tier in omnidesk("recommend", APPRENTICE, "--json").json["tiers"]}
    assert tiers["sovereign"]["price_per_year"] is None
    assert tiers["apprentice"]["price_per_year"] == "33120.00"  # 36,000 USD at 0.92


def test_the_smallest_change_names_question_from_and_to(omnidesk: Ask) -> None:
    tiers = {tier["id"]: tier for tier in omnidesk("recommend", APPRENTICE, "--json").json["tiers"]}
    assert tiers["architect"]["change"] == [{"question": "agents", "from": 10, "to": 25}]
    assert tiers["apprentice"]["change"] == []


def test_people_read_the_tier_and_what_the_others_lack(omnidesk: Ask) -> None:
    answer = omnidesk("recommend", SEEKER)
    assert answer.status == 0
    assert answer.out.startswith("Recommended: Seeker\n")
    assert "would be recommended with: agents" in answer.out
    assert answer.err == ""


def test_an_answer_to_no_question_is_refused_in_its_line(omnidesk: Ask, edited: Edit) -> None:
    path = edited(ARCHITECT, "  reviews: monthly\n", "  reviewz: monthly\n")
    answer = omnidesk("recommend", path, "--json")
    assert (answer.status, answer.out) == (2, "")
    assert answer.problems == [
        f"{path}:27:3: discovery.reviewz: there is no such question; did you mean reviews?",
    ]
