"""Discovery as a conversation, told without a window."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.discovery import Question
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import discovery
from omnidesk.wizard.context import Context
from omnidesk.wizard.discovery import DiscoveryView, QuestionView

CATALOG = load_catalog()


def seen(deal: Deal, catalog: Catalog = CATALOG) -> DiscoveryView:
    return discovery.view(Context(deal, catalog, Formatter("en")))


def asked(question_id: str) -> Question:
    question = CATALOG.question(question_id)
    assert question is not None
    return question


def shown(deal: Deal, question_id: str) -> QuestionView:
    return next(each for group in seen(deal).groups for each in group.questions if each.id == question_id)


def test_an_empty_deal_is_asked_everything_in_the_order_of_the_catalog() -> None:
    view = seen(Deal())
    assert [group.name for group in view.groups][:3] == ["Organisation", "Use case and stakeholders", "Agents"]
    assert view.progress == f"0 of {len(CATALOG.discovery.questions)} answered"
    assert view.reasons.headline == "No recommendation yet"
    assert all(question.why for group in view.groups for question in group.questions)


def test_the_recommendation_forms_as_answers_come() -> None:
    deal = discovery.write(Deal(), asked("agents"), "3")
    assert seen(deal).reasons.headline == "Seeker is recommended"
    deal = discovery.say(deal, asked("reasoning"), "advanced")
    assert seen(deal).reasons.headline == "Apprentice is recommended"
    assert seen(deal).reasons.decided_by == ("Reasoning: Advanced",)
    deal = discovery.say(deal, asked("custom_agents"), "yes")
    found = seen(deal).reasons
    assert found.headline == "Architect is recommended"
    assert found.why == "It is the lowest tier that meets every need. Apprentice does not:"
    assert found.notes == (
        "Available in Architect and priced separately: Custom agents.",
        "Architect usually begins at 25 agents and covers 3.",
    )


def test_a_budget_that_is_too_small_says_what_would_have_to_give() -> None:
    deal = discovery.say(discovery.write(Deal(), asked("agents"), "12"), asked("multi_agent"), "yes")
    deal = discovery.write(deal, asked("budget_per_year"), "40,000")
    assert seen(deal).reasons.conflicts == (
        "Architect lists at $150,000 a year, above the budget of $40,000. Apprentice would fit without: Agents.",
    )
    assert seen(deal).reasons.alternatives == ("Apprentice plus 2 additional agents",)


def test_skipping_counts_as_asked_and_is_no_need() -> None:
    deal = discovery.pass_over(Deal(), asked("memory"))
    assert shown(deal, "memory").state == "skipped"
    assert seen(deal).done == 1
    assert seen(deal).reasons.headline == "No recommendation yet"
    assert discovery.pass_over(deal, asked("memory")) == Deal()
    answered = discovery.say(Deal(), asked("memory"), "distributed")
    assert discovery.pass_over(answered, asked("memory")) == Deal()


def test_every_kind_of_answer_reads_back_as_it_was_given() -> None:
    deal = discovery.pick(Deal(), asked("governance"), ["voting"])
    assert deal.discovery["governance"] == {
        "roadmap_input": False,
        "voting": True,
        "early_access": False,
        "co_development": False,
    }
    deal = discovery.pick(deal, asked("channels"), ["email", "phone"])
    deal = discovery.write(deal, asked("agents"), "Unlimited")
    deal = discovery.write(deal, asked("budget_per_year"), "400 000,50")
    deal = discovery.say(deal, asked("on_premises"), "no")
    deal = discovery.note(deal, asked("on_premises"), "The cloud is fine")
    assert shown(deal, "governance").chosen == ("voting",)
    assert shown(deal, "channels").chosen == ("email", "phone")
    assert shown(deal, "agents").text == "unlimited"
    assert shown(deal, "budget_per_year").text == "400,000.5"
    assert (shown(deal, "on_premises").chosen, shown(deal, "on_premises").note) == (("no",), "The cloud is fine")
    assert discovery.pick(deal, asked("channels"), []).discovery.keys().isdisjoint({"channels"})


@pytest.mark.parametrize("text", ["thirty", "3.5", "3x", "-"])
def test_a_count_that_cannot_be_read_yet_leaves_the_answer(text: str) -> None:
    deal = discovery.write(Deal(), asked("agents"), "30")
    assert discovery.write(deal, asked("agents"), text) == deal


def test_an_answer_out_of_bounds_is_kept_and_shown_with_its_problem() -> None:
    assert shown(discovery.write(Deal(), asked("agents"), "0"), "agents").problem == (
        "0 is below the smallest possible, 1."
    )


@given(st.text(max_size=12))
def test_no_text_at_all_breaks_the_conversation(text: str) -> None:
    deal = Deal()
    for question in CATALOG.discovery.questions:
        if question.answer in ("text", "count", "money", "number"):
            deal = discovery.write(deal, question, text)
        deal = discovery.note(deal, question, text)
    assert seen(deal).total == len(CATALOG.discovery.questions)


def test_a_new_question_in_the_specs_is_asked_without_any_code(tmp_path: Path) -> None:
    specs = shipped("specs", "discovery.yaml").read_text(encoding="utf-8")
    (tmp_path / "discovery.yaml").write_text(
        specs
        + "  - id: carbon\n    group: value\n    label: Do you report on carbon?\n"
        + "    why: Some boards have to.\n    answer: boolean\n",
        encoding="utf-8",
    )
    catalog = load_catalog(tmp_path)
    view = seen(Deal(), catalog)
    assert view.groups[-1].questions[-1].label == "Do you report on carbon?"
    question = catalog.question("carbon")
    assert question is not None
    assert discovery.say(Deal(), question, "yes").discovery == {"carbon": True}
