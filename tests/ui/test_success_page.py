"""The page of an active deal: actuals are entered, a review is held, the next deal is proposed, files are written."""

import datetime
from pathlib import Path
from typing import cast

from msgspec.structs import replace

from omnidesk.domain.deal import Deal
from omnidesk.operations.issuing import IssueOrder
from omnidesk.ui.pages.roadmap import RoadmapPage

from .conftest import Show
from .opened import SEEKER, Opened, open_page
from .test_sign_page import turns

BEGUN = replace(
    SEEKER,
    terms=replace(
        SEEKER.terms, effective_date=datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=20)
    ),
)


def running(deal: Deal, folder: Path, show: Show) -> tuple[Opened, RoadmapPage]:
    """The page of a deal that was issued, accepted and begun."""
    opened = open_page("roadmap", deal, folder, show)
    offer, page = opened.services.offer, cast(RoadmapPage, opened.page)
    assert page.success.isHidden(), "a draft has reached nothing"
    offer.issue(deal, IssueOrder(kinds=("summary",)), lambda _share, _what: None)
    for stage in ("accepted", "active"):
        offer.step(deal, stage, "")
    page.success.follow()
    turns(opened)
    assert page.success.shown is not None
    return opened, page


def test_an_actual_is_entered_and_the_page_says_what_comes_next(show: Show, tmp_path: Path) -> None:
    opened, page = running(BEGUN, tmp_path, show)
    section = page.success
    assert "Active agents" in section.warning.text()
    section.form.value.set_text("3 agents")
    opened.press("success-enter")
    turns(opened)
    assert section.shown is not None
    (row,) = section.shown.rows
    assert row.cells[2] == "3 agents"
    assert row.cells[4] == "Reached"
    assert section.form.value.text() == ""
    assert section.warning.isHidden()
    opened.press("success-expand")
    turns(opened)
    assert opened.answers.told[-1].endswith("is there")
    assert opened.answers.failed == []


def test_what_cannot_be_is_said_and_stays_typed(show: Show, tmp_path: Path) -> None:
    opened, page = running(BEGUN, tmp_path, show)
    opened.press("success-enter")
    turns(opened)
    assert "say what was measured" in opened.answers.failed[-1]
    page.success.form.day.set_text("soon")
    opened.press("success-held")
    turns(opened)
    assert page.success.form.held.isEnabled()


def test_review_and_calendar_are_written_and_ticks_are_in_them(show: Show, tmp_path: Path) -> None:
    opened, page = running(BEGUN, tmp_path, show)
    page.phases["discovery"].criteria.picked.emit(("discovery.budget_confirmation",))
    assert opened.deal.journey.done[-1] == "discovery.budget_confirmation"
    for ending in ("pdf", "ics"):
        opened.press(f"success-{ending}")
        turns(opened)
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".pdf", ".ics"}
    assert opened.answers.failed == []


def test_a_target_in_words_is_marked_as_reached(show: Show, tmp_path: Path) -> None:
    worded = replace(BEGUN, success=replace(BEGUN.success, targets={"active_agents": "Agents the team relies on"}))
    opened, page = running(worded, tmp_path, show)
    form = page.success.form
    assert not form.reached.isHidden()
    form.measure.set_value("nps")
    form.measure.edited.emit("nps")
    assert form.reached.isHidden(), "nothing was agreed there"
    form.measure.set_value("active_agents")
    form.measure.edited.emit("active_agents")
    opened.press("success-reached")
    turns(opened)
    assert opened.answers.failed == []
    assert page.success.shown is not None
    assert page.success.shown.rows[0].cells[4] == "Reached"
