"""What blocks a contract, and where it is put right."""

from typing import Any

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.contract_markup import Mark, is_sound, parse
from omnidesk.domain.errors import Problem, RefusedError
from omnidesk.domain.proposal import propose
from tests.domain.deals import ARCHITECT, deal
from tests.domain.test_proposal import TODAY

NAMED = {"name": "Aurora Broadcast AG"}
SAID = {"reason": "Agreed with counsel"}


def problems(catalog: Catalog, **wording: Any) -> dict[str, str]:
    """The places that block a contract, each with what is wrong; empty where it can be issued."""
    worded = deal(ARCHITECT, client=NAMED, contract=wording)
    try:
        propose(worded, catalog, kind="contract", today=TODAY)
    except RefusedError as refused:
        return {problem.field: problem.reason for problem in refused.problems}
    return {}


def edited(*text: str, **more: Any) -> dict[str, Any]:
    return {"deviations": {"changes": {"kind": "edited", "version": 2, "text": list(text), **SAID, **more}}}


def test_a_contract_by_the_library_has_nothing_open(catalog: Catalog) -> None:
    assert problems(catalog) == {}
    assert problems(catalog, **edited("Section {ref:liability.2} stays, {term:services} too.")) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("See {ref:governance}.", "refers to governance, which is not in this contract"),
        ("See {ref:liability.9}.", "refers to paragraph 9 of liability"),
        ("The {term:spaceship} flies.", "uses the word spaceship, which this contract does not define"),
        ("It costs {price_of_love}.", "needs price_of_love, which is no variable of a deal"),
        ("It costs {stake}.", "needs stake, which nothing fills in yet"),
        ("It costs {milestones}.", "needs milestones, which nothing fills in yet"),
        ("It costs {client_name.", "curly bracket that is no mark"),
        ("Our {define:services|Services}.", "defines services, which is defined elsewhere too"),
        ("  ", "has no text"),
    ],
)
def test_a_mark_that_leads_nowhere_blocks_and_names_its_place(text: str, told: str, catalog: Catalog) -> None:
    used = "The {term:services} are here. " if "define:services" in text else ""
    found = problems(catalog, **edited(f"{used}{text}"))
    place = "models.flamecoin" if "{stake}" in text else "contract.deviations.changes.text"
    place = "models.custom_development.milestones" if "{milestones}" in text else place
    assert told in found.pop(place)
    assert found == {}


def test_every_departure_needs_a_reason(catalog: Catalog) -> None:
    found = problems(
        catalog,
        deviations={
            "liability": {"kind": "fallback", "version": 2},
            "feedback": {"kind": "dropped", "version": 1, "reason": " "},
        },
        own={"cake": {"title": "Cake", "text": ["{client_name} gets a cake."]}},
    )
    assert found == {
        "contract.deviations.feedback.reason": "say why clause Feedback is left out",
        "contract.deviations.liability.reason": "say why clause 14 Liability is not the standard",
        "contract.own.cake.reason": "say why clause 23 Cake is added",
    }


def test_what_does_not_exist_cannot_be_chosen(catalog: Catalog) -> None:
    assert "is no jurisdiction pack; choose one of neutral, de, us" in str(problems(catalog, jurisdiction="mars"))
    assert "not of this jurisdiction pack" in str(problems(catalog, jurisdiction="de", law="delaware"))
    gone = {"deviations": {"sauna": {"kind": "dropped", **SAID}}}
    assert "the library has no clause sauna any more" in problems(catalog, **gone)["contract.deviations.sauna"]
    needed = {"deviations": {"parties": {"kind": "dropped", **SAID}}}
    assert "belongs in every such contract" in problems(catalog, **needed)["contract.deviations.parties"]
    none = {"deviations": {"parties": {"kind": "fallback", "version": 2, **SAID}}}
    assert "has no fallback wording here" in problems(catalog, **none)["contract.deviations.parties"]
    taken = {"own": {"law": {"title": "Law", "text": ["Ours."], **SAID}}}
    assert "the library has a clause law itself" in problems(catalog, **taken)["contract.own.law"]


def test_a_clause_left_out_takes_its_references_and_definitions_along(catalog: Catalog) -> None:
    own = {"cake": {"title": "Cake", "text": ["See {ref:feedback}."], **SAID}}
    found = problems(catalog, own=own, deviations={"feedback": {"kind": "dropped", "version": 1, **SAID}})
    assert list(found) == ["contract.own.cake.text"]


def test_a_proposal_prints_no_word_about_our_own_wording(catalog: Catalog) -> None:
    worded = deal(ARCHITECT, contract={"deviations": {"liability": {"kind": "fallback"}}})
    points: tuple[Problem, ...] = propose(worded, catalog, today=TODAY).open_points
    assert [point.field for point in points] == ["client.name"]


def test_marks_are_read_and_mistyped_ones_stay_as_they_are() -> None:
    text = "A {client_name}, {ref:law.2} and {term:services|Service} {define:x|Y}."
    found = [part for part in parse(text) if isinstance(part, Mark)]
    assert [(mark.kind, mark.name, mark.words, mark.paragraph) for mark in found] == [
        ("variable", "client_name", "", None),
        ("ref", "law", "", 2),
        ("term", "services", "Service", None),
        ("define", "x", "Y", None),
    ]
    assert is_sound(text)
    assert not any(
        map(is_sound, ("{", "a } b", "{Client}", "{define:x}", "{client_name|x}", "{term:a.2}", "{ref:a|b}"))
    )
    assert list(parse("{Client} {")) == ["{Client} {"]
