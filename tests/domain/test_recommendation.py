"""The recommended tier is the lowest that meets every need, and it explains itself."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.recommendation import Recommendation, recommend
from omnidesk.domain.smallest_change import Change
from tests.domain.deals import deal


def asked(catalog: Catalog, **answers: Any) -> Recommendation:
    return recommend(deal({"discovery": answers}), catalog)


@pytest.mark.parametrize(
    ("agents", "tier"),
    [(1, "seeker"), (3, "seeker"), (4, "apprentice"), (10, "apprentice"), (11, "architect"), (24, "architect"),
     (25, "architect"), (5000, "architect"), ("unlimited", "sovereign")],
)  # fmt: skip
def test_agents_alone_decide_by_the_upper_bound(catalog: Catalog, agents: Any, tier: str) -> None:
    assert asked(catalog, agents=agents).recommended == tier


@pytest.mark.parametrize(
    ("answers", "tier"),
    [
        ({"reasoning": "basic"}, "seeker"),
        ({"reasoning": "advanced"}, "apprentice"),
        ({"memory": "distributed"}, "architect"),
        ({"goals": "autonomous"}, "sovereign"),
        ({"support": "priority"}, "apprentice"),
        ({"response_hours": 72}, "seeker"),
        ({"response_hours": 48}, "seeker"),
        ({"response_hours": 5}, "apprentice"),
        ({"response_hours": 1}, "architect"),
        ({"response_hours": 0}, "sovereign"),
        ({"reviews": "none"}, "seeker"),
        ({"reviews": "quarterly"}, "apprentice"),
        ({"integrations": "standard_plus"}, "apprentice"),
        ({"api_calls_per_hour": 1}, "apprentice"),
        ({"api_calls_per_hour": 10000}, "apprentice"),
        ({"api_calls_per_hour": 10001}, "architect"),
        ({"api_calls_per_hour": 100001}, "sovereign"),
        ({"multi_agent": True}, "apprentice"),
        ({"multi_agent": False}, "seeker"),
        ({"custom_agents": True}, "architect"),
        ({"on_premises": True}, "architect"),
        ({"white_label": True}, "architect"),
        ({"dedicated_contact": True}, "architect"),
        ({"channels": ["forums"]}, "seeker"),
        ({"channels": ["forums", "phone"]}, "apprentice"),
        ({"channels": ["executive"]}, "sovereign"),
        ({"governance": {"voting": True}}, "sovereign"),
        ({"governance": {"voting": False}}, "seeker"),
    ],
)
def test_each_need_finds_its_lowest_tier(catalog: Catalog, answers: dict[str, Any], tier: str) -> None:
    assert asked(catalog, **answers).recommended == tier


def test_no_need_answered_recommends_nothing(catalog: Catalog) -> None:
    assert asked(catalog).recommended is None
    assert asked(catalog, audience="startups", use_case="Clips", budget_per_year="5000").recommended is None


def test_audience_never_decides_but_names_a_tier_to_grow_into(catalog: Catalog) -> None:
    found = asked(catalog, agents=2, audience="government_agencies")
    assert (found.recommended, found.typical_for_audience, found.grow_into) == ("seeker", "architect", "architect")


def test_eleven_to_twenty_four_agents_show_apprentice_plus_additional_ones_beside_it(catalog: Catalog) -> None:
    assert asked(catalog, agents=12).alternatives == ("Apprentice plus 2 additional agents",)
    assert asked(catalog, agents=25).alternatives == ()


def test_a_budget_conflict_keeps_the_tier_and_says_what_would_have_to_give(catalog: Catalog) -> None:
    # Architect lists at 150,000 a year; the budget of 100,000 covers Apprentice, which lacks agents and memory only.
    found = asked(catalog, agents=30, memory="distributed", reasoning="advanced", budget_per_year="100000")
    assert found.recommended == "architect"
    (conflict,) = found.conflicts
    assert (conflict.lower_tier, conflict.give) == ("apprentice", ("agents", "memory"))


def test_a_budget_is_held_against_twelve_months_where_billed_monthly(catalog: Catalog) -> None:
    # Seeker: 600 × 12 = 7,200 when billed monthly, 6,000 when billed annually; a budget of 6,500 breaks only one.
    base = {"discovery": {"agents": 2, "budget_per_year": "6500"}}
    assert [each.constraint for each in recommend(deal(base, terms__billing="monthly"), catalog).conflicts] == [
        "budget_per_year"
    ]
    assert recommend(deal(base, terms__billing="annual"), catalog).conflicts == ()


def test_a_commitment_conflict_names_the_highest_lower_tier_that_fits(catalog: Catalog) -> None:
    # Architect commits for 24 months; 12 are acceptable, which Apprentice keeps.
    (conflict,) = asked(catalog, on_premises=True, longest_commitment_months=12).conflicts
    assert (conflict.constraint, conflict.lower_tier, conflict.give) == (
        "longest_commitment_months",
        "apprentice",
        ("on_premises",),
    )


def test_a_negotiated_price_gives_a_note_and_no_conflict(catalog: Catalog) -> None:
    found = asked(catalog, agents="unlimited", budget_per_year="1")
    assert found.conflicts == ()
    assert any("negotiated" in note for note in found.notes)
    assert found.tiers[3].price_per_year is None


def test_available_extras_are_met_and_noted_as_priced_separately(catalog: Catalog) -> None:
    architect = asked(catalog, on_premises=True, white_label=True).tiers[2]
    assert architect.meets
    assert architect.priced_separately == ("on_premises", "white_label")


def test_each_governance_right_is_a_need_of_its_own(catalog: Catalog) -> None:
    found = asked(catalog, governance={"voting": True, "early_access": False})
    assert found.tiers[2].unmet == ("governance.voting",)
    assert found.tiers[2].met == ("governance.early_access",)


@pytest.mark.parametrize("tier", ["seeker", "apprentice", "architect", "sovereign"])
@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"agents": 2},
        {"agents": 12, "multi_agent": True},
        {"agents": "unlimited", "governance": {"voting": True}},
        {"agents": 30, "reasoning": "full_suite", "api_calls_per_hour": 80000, "channels": ["phone", "executive"]},
        {"reasoning": "sovereign_level"},
    ],
)
def test_the_smallest_change_really_makes_the_tier_the_recommended_one(
    catalog: Catalog, tier: str, answers: dict[str, Any]
) -> None:
    before = deal({"discovery": answers})
    change = next(each.change for each in recommend(before, catalog).tiers if each.id == tier)
    assert change is not None
    after = {key: dict(value) if isinstance(value, dict) else value for key, value in answers.items()}
    for step in change:
        question, _, flag = step.question.partition(".")
        if flag:
            after.setdefault(question, {})[flag] = step.to
        else:
            after[question] = step.to
    assert recommend(deal({"discovery": after}), catalog).recommended == tier


def test_the_smallest_change_is_small_and_in_question_order(catalog: Catalog) -> None:
    found = asked(catalog, agents=2)
    assert next(each.change for each in found.tiers) == ()
    up = found.tiers[1].change
    assert up == (Change(question="agents", from_=2, to=5),)


def answer_strategy(catalog: Catalog) -> st.SearchStrategy[dict[str, Any]]:
    def one(question: Any) -> st.SearchStrategy[Any]:
        ids = [option.id for option in question.options]
        return {
            "choice": st.sampled_from(ids or ["x"]),
            "choices": st.lists(st.sampled_from(ids or ["x"]), unique=True, min_size=1),
            "flags": st.dictionaries(st.sampled_from(ids or ["x"]), st.booleans(), min_size=1),
            "boolean": st.booleans(),
            "count": st.integers(1, 200000),
            "number": st.integers(1, 200000),
        }.get(question.answer, st.just("Words"))

    needs = [question for question in catalog.discovery.questions if question.need]
    return st.fixed_dictionaries({}, optional={question.id: one(question) for question in needs})


@given(st.data())
def test_adding_an_answer_never_makes_a_tier_meet_more(catalog: Catalog, data: st.DataObject) -> None:
    answers = data.draw(answer_strategy(catalog))
    fewer = {key: value for key, value in answers.items() if data.draw(st.booleans())}
    with_all = recommend(Deal(discovery=answers), catalog)
    with_fewer = recommend(Deal(discovery=fewer), catalog)
    for more, less in zip(with_all.tiers, with_fewer.tiers, strict=True):
        assert set(less.unmet) <= set(more.unmet)
        assert less.meets or not more.meets
