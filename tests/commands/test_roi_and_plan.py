"""``omnidesk roi`` and ``omnidesk plan``: the JSON that others rely on, and the calendar."""

from pathlib import Path

import pytest
from icalendar import Calendar

from tests.commands.conftest import APPRENTICE, ARCHITECT, EVERY_SAMPLE, SEEKER, Ask


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=lambda path: path.stem)
def test_roi_has_the_promised_keys(omnidesk: Ask, sample: Path) -> None:
    answer = omnidesk("roi", sample, "--json")
    assert (answer.status, answer.err) == (0, "")
    view = answer.json
    assert {"scenarios", "monte_carlo", "tornado", "network_value"} <= view.keys()
    assert view["scenarios"].keys() == {"low", "base", "high"}
    scenario_keys = {"benefit", "cost", "roi_percent", "payback_month", "npv", "irr_percent", "in_typical_range"}
    assert all(scenario.keys() >= scenario_keys for scenario in view["scenarios"].values())
    assert view["monte_carlo"].keys() >= {"p10", "p50", "p90", "seed", "runs"}
    assert (view["monte_carlo"]["seed"], view["monte_carlo"]["runs"]) == (1, 10_000)
    assert all(bar.keys() >= {"input", "low", "high"} for bar in view["tornado"])


def test_roi_of_the_seeker_sample_by_hand(omnidesk: Ask) -> None:
    """13,000 a year on a ramp of 3 months over 6: 13,000/12 × (1/3 + 2/3 + 4) = 5,416.67; cost 6 × 600 = 3,600."""
    base = omnidesk("roi", SEEKER, "--json").json["scenarios"]["base"]
    assert (base["benefit"], base["cost"], base["roi_percent"]) == ("5416.67", "3600.00", "50.46")


def test_the_seed_decides_the_simulation(omnidesk: Ask) -> None:
    one, again, other = (omnidesk("roi", ARCHITECT, "--json", "--seed", seed).json for seed in ("7", "7", "8"))
    assert one == again
    assert one["monte_carlo"]["seed"] == 7
    assert one["monte_carlo"]["p50"] != other["monte_carlo"]["p50"]


def test_people_read_scenarios_and_what_moves_roi(omnidesk: Ask) -> None:
    answer = omnidesk("roi", ARCHITECT)
    assert answer.status == 0
    assert [word for word in ("low", "base", "high") if f"\n  {word} " in answer.out] == ["low", "base", "high"]
    assert "What moves ROI most" in answer.out
    assert "Network value index (no money): 756" in answer.out  # 30² × 0.4 × 0.7 × 3


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=lambda path: path.stem)
def test_plan_has_the_promised_keys(omnidesk: Ask, sample: Path) -> None:
    answer = omnidesk("plan", sample, "--json")
    assert (answer.status, answer.err) == (0, "")
    view = answer.json
    assert {"phases", "milestones", "payments"} <= view.keys()
    assert all(phase.keys() >= {"id", "earliest_start", "latest_end"} for phase in view["phases"])
    assert all(each.keys() >= {"id", "name", "date", "percent", "amount"} for each in view["milestones"])
    assert view["payments"] == omnidesk("quote", sample, "--json").json["payments"]


def test_milestones_follow_the_development_phases(omnidesk: Ask) -> None:
    """3, 16 and 6 weeks from 1 February 2026; the midpoint is 56 days into development."""
    view = omnidesk("plan", ARCHITECT, "--json").json
    assert [(each["id"], each["date"], each["amount"]) for each in view["milestones"]] == [
        ("discovery_complete", "2026-02-22", "70000.00"),
        ("development_midpoint", "2026-04-19", "70000.00"),
        ("development_complete", "2026-06-14", "70000.00"),
        ("deployment_complete", "2026-07-26", "70000.00"),
    ]


def test_the_calendar_holds_every_date_of_the_plan(omnidesk: Ask, tmp_path: Path) -> None:
    path = tmp_path / "aurora.ics"
    view = omnidesk("plan", ARCHITECT, "--json", "--ics", path).json
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert len(events) == sum(len(view[name]) for name in ("phases", "milestones", "payments"))
    milestone = next(event for event in events if "Development midpoint (25%" in str(event["summary"]))
    assert str(milestone.decoded("dtstart")) == "2026-04-19"
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_a_calendar_written_again_replaces_its_entries(omnidesk: Ask, tmp_path: Path) -> None:
    first, second = tmp_path / "first.ics", tmp_path / "second.ics"
    for path in (first, second):
        assert omnidesk("plan", APPRENTICE, "--ics", path).status == 0
    uids = [
        [str(event["uid"]) for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")]
        for path in (first, second)
    ]
    assert uids[0] == uids[1]


def test_a_calendar_needs_a_folder(omnidesk: Ask, tmp_path: Path) -> None:
    answer = omnidesk("plan", SEEKER, "--ics", tmp_path / "none" / "a.ics")
    assert (answer.status, answer.out) == (2, "")
    assert "there is no folder" in answer.err
