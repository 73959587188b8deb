"""The smallest change, against every possible change: on a few questions all combinations of answers can be tried."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.discovery import Answer, Question, stated_needs
from omnidesk.domain.recommendation import recommend
from omnidesk.domain.smallest_change import Change, smallest_change
from omnidesk.domain.tier import Tier, meets
from tests.domain.deals import deal

Answers = dict[str, Any]

FEW_OPTIONS = {"channels": ("email", "phone", "executive"), "governance": ("roadmap_input", "voting")}
"""Enough of the options of the two questions with many to try all combinations."""

EDGES: dict[str, tuple[Answer, ...]] = {
    "agents": (1, 3, 4, 10, 11, 25, 40, "unlimited"),
    "response_hours": (0, 1, 4, 48, 72),
    "api_calls_per_hour": (0, 1, 10_000, 10_001, 100_000, 100_001),
}


def few_questions(catalog: Catalog) -> list[Question]:
    return [
        replace(question, options=tuple(each for each in question.options if each.id in FEW_OPTIONS[question.id]))
        if question.id in FEW_OPTIONS
        else question
        for question in catalog.discovery.questions
        if question.need
    ]


def possible(question: Question) -> list[Answer | None]:
    ids = [option.id for option in question.options]
    if question.need == "flag":
        return [None, True, False]
    if question.need == "level":
        return [None, *ids]
    if question.need == "set":
        return [None, *(list(some) for size in (1, 2, 3) for some in itertools.combinations(ids, size))]
    if question.need == "flags":
        rows = itertools.product((None, True, False), repeat=len(ids))
        return [{key: flag for key, flag in zip(ids, row, strict=True) if flag is not None} or None for row in rows]
    return [None, *EDGES[question.id]]


def recommended(questions: Sequence[Question], answers: Answers, tiers: Sequence[Tier]) -> int | None:
    """The rule in its plainest form: the lowest tier that meets every need, none without a need."""
    needs = stated_needs(questions, answers)
    fits = [index for index in range(len(tiers)) if all(meets(need, tiers, index) for need in needs)]
    return fits[0] if needs and fits else None


def single_answers(answers: Answers) -> dict[str, Any]:
    """Every need as one answer of its own: flags one each."""
    flat: dict[str, Any] = {}
    for key, answer in answers.items():
        flat |= {f"{key}.{name}": flag for name, flag in answer.items()} if isinstance(answer, dict) else {key: answer}
    return {key: answer for key, answer in flat.items() if answer is not None}


def differing(before: Answers, after: Answers) -> list[str]:
    one, other = single_answers(before), single_answers(after)
    return [key for key in {**one, **other} if one.get(key) != other.get(key)]


def applied(answers: Answers, changes: Sequence[Change]) -> Answers:
    after = {key: dict(value) if isinstance(value, dict) else value for key, value in answers.items()}
    for change in changes:
        question, _, flag = change.question.partition(".")
        if flag:
            after[question] = {**(after.get(question) or {}), flag: change.to}
        else:
            after[question] = change.to
    return after


def every_answer(questions: Sequence[Question]) -> Iterator[Answers]:
    ids = [question.id for question in questions]
    for row in itertools.product(*(possible(question) for question in questions)):
        yield dict(zip(ids, row, strict=True))


@given(st.data())
@settings(max_examples=60)
def test_no_smaller_change_and_no_earlier_one_exists(catalog: Catalog, data: st.DataObject) -> None:
    known = few_questions(catalog)
    places = sorted(data.draw(st.sets(st.integers(0, len(known) - 1), min_size=1, max_size=3)))
    questions = [known[place] for place in places]
    answers = {question.id: data.draw(st.sampled_from(possible(question))) for question in questions}
    target = data.draw(st.integers(0, len(catalog.tiers) - 1))
    order = {question.id: place for place, question in enumerate(questions)}

    def rank(changed: list[str]) -> tuple[int, list[int]]:
        return len(changed), sorted(order[key.partition(".")[0]] for key in changed)

    ways = [
        rank(differing(answers, after))
        for after in every_answer(questions)
        if recommended(questions, after, catalog.tiers) == target
    ]
    found = smallest_change(target, stated_needs(questions, answers), questions, catalog.tiers)
    assert (found is None) == (not ways)
    if found is not None:
        after = applied(answers, found)
        assert recommended(questions, after, catalog.tiers) == target
        assert sorted(differing(answers, after)) == sorted(change.question for change in found)
        assert rank([change.question for change in found]) == min(ways)


@pytest.mark.parametrize(
    ("answers", "tier", "change"),
    [
        # The executive channel has to go for Apprentice; asking for chat instead leaves no second answer to change.
        ({"channels": ["executive"]}, "apprentice", [("channels", ["executive"], ["chat"])]),
        ({"channels": ["executive"]}, "seeker", [("channels", ["executive"], ["documentation"])]),
        ({"api_calls_per_hour": 500}, "seeker", [("api_calls_per_hour", 500, 0)]),
        ({"api_calls_per_hour": 500, "agents": 2}, "seeker", [("api_calls_per_hour", 500, None)]),
        ({"reasoning": "full_suite", "memory": "omniversal"}, "architect", [("memory", "omniversal", "distributed")]),
        ({}, "sovereign", [("agents", None, "unlimited")]),
    ],
)
def test_an_answer_that_has_to_change_changes_to_what_decides(
    catalog: Catalog, answers: Answers, tier: str, change: list[tuple[str, Answer | None, Answer | None]]
) -> None:
    found = recommend(deal({"discovery": answers}), catalog).tier(tier)
    assert found is not None
    assert found.change == tuple(Change(question=key, from_=before, to=after) for key, before, after in change)
