"""Roadmap and success without a window."""

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import roadmap
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import put

CATALOG = load_catalog()
ARCHITECT = read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))


def view(deal: Deal) -> roadmap.RoadmapView:
    return roadmap.view(Context(deal, CATALOG, Formatter("en")))


def test_one_axis_carries_journey_project_milestones_and_committed_payments() -> None:
    line = view(ARCHITECT).time_line
    assert [phase.label for phase in line.phases] == [
        "Discovery",
        "Onboarding",
        "Expansion",
        "Strategic partnership",
        "Project: discovery",
        "Project: development",
        "Project: deployment",
    ]
    assert len(line.milestones) == 4
    assert line.payments[0].label == "$133,500"  # 127,500 and 6,000 on the same day are one point
    assert line.phases[0].start == 0
    assert line.phases[1].start > 0


def test_dates_are_words_and_an_undated_deal_says_what_is_missing() -> None:
    first, second, third, _fourth = view(ARCHITECT).phases
    assert first.when == "Begins between January 4, 2026 and January 25, 2026, ends February 1, 2026"
    assert second.when == "Begins February 1, 2026, ends between February 15, 2026 and March 29, 2026"
    assert third.when == "From February 15, 2026 to the end of the term"
    empty = view(Deal())
    assert empty.undated.startswith("Dates appear once")
    assert [phase.when for phase in empty.phases] == ["1 to 4 weeks", "2 to 8 weeks", "ongoing", "ongoing"]


def test_what_is_done_is_ticked_and_counted() -> None:
    deal = roadmap.tick(ARCHITECT, "onboarding.team_training", done=True)
    onboarding = view(deal).phases[1]
    assert onboarding.progress == "1 of 9 done"
    assert [item.id for item in onboarding.activities if item.done] == ["onboarding.team_training"]
    assert roadmap.tick(deal, "onboarding.team_training", done=False) == ARCHITECT


def test_ticking_one_list_leaves_the_others_alone() -> None:
    deal = roadmap.tick(ARCHITECT, "discovery.demo_and_evaluation", done=True)
    shown = tuple(item.id for item in view(deal).phases[1].activities)
    deal = roadmap.tick_phase(deal, shown, shown[:2])
    assert deal.journey.done == ("discovery.demo_and_evaluation", *shown[:2])
    assert roadmap.tick_phase(deal, shown, ()).journey.done == ("discovery.demo_and_evaluation",)


def test_metrics_have_targets_and_an_emptied_one_is_open_again() -> None:
    shown = view(ARCHITECT)
    assert shown.form["success.targets.nps"].text == "40 or more"
    assert [group.cadence for group in shown.metrics] == ["every week", "every quarter", "every quarter", "every year"]
    assert "nps" not in put(ARCHITECT, "success.targets.nps", None).success.targets


def test_reviews_follow_the_tier() -> None:
    assert view(ARCHITECT).reviews == (
        "Architect: monthly business reviews, 36 in the term, the first on March 1, 2026."
    )
    assert view(Deal()).reviews == "This tier includes no regular business reviews."


def test_steps_of_growth_chosen_in_the_step_of_value_stand_under_the_time_line() -> None:
    assert "Industry expansion: Education; Geographic expansion: Europe" in view(ARCHITECT).growth
    assert view(Deal()).growth == ""
