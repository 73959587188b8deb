"""``omnidesk settings`` as a person types it."""

from collections.abc import Callable
from pathlib import Path

from omnidesk.operations.settings.declared import settings

from .conftest import SEEKER, Ask


def test_settings_are_listed_shown_and_changed(omnidesk: Ask, workspace: Path) -> None:
    listed = omnidesk("settings", "list", "--json").json
    assert [each["key"] for each in listed] == [row.key for row in settings()]
    assert omnidesk("settings", "get", "numbering.prefix").out == "OD\n"
    told = omnidesk("settings", "set", "numbering.prefix", "FP", "--reason", "Our letters.")
    assert (told.status, told.out) == (0, "numbering.prefix is FP from now on\n")
    assert "Our letters." in (workspace / "specs" / "policy.yaml").read_text(encoding="utf-8")
    assert omnidesk("catalog", "check").status == 0


def test_a_bad_value_is_one_line_and_changes_nothing(omnidesk: Ask, workspace: Path) -> None:
    refused = omnidesk("settings", "set", "company.accent", "red")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == "omnidesk: company.accent: “red” is no colour; write such as #0F766E\n"
    assert "leave --reason out" in omnidesk("settings", "set", "company.name", "x", "--reason", "y").err
    assert 'did you mean "company.name"' in omnidesk("settings", "get", "company.nmae").err
    assert not (workspace / "specs").exists()


def test_a_profile_is_shown_before_it_is_taken_over(omnidesk: Ask, tmp_path: Path) -> None:
    omnidesk("settings", "set", "company.name", "Flame Partnerships")
    profile = tmp_path / "profile.yaml"
    assert omnidesk("settings", "export", profile).status == 0
    omnidesk("settings", "set", "company.name", "Another")
    refused = omnidesk("settings", "import", profile)
    assert refused.status == 2
    assert "Flame Partnerships" in refused.out
    assert omnidesk("settings", "get", "company.name").out == "Another\n"
    taken = omnidesk("settings", "import", profile, "--yes")
    assert (taken.status, taken.out.splitlines()[-1]) == (0, "1 setting is as the profile says from now on")
    assert omnidesk("settings", "get", "company.name").out == "Flame Partnerships\n"
    assert "already" in omnidesk("settings", "import", profile).out


def test_a_mistake_in_a_profile_has_its_line(omnidesk: Ask, tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text("omnidesk_profile: 1\ncompany:\n  accent: 4\n  nmae: x\n", encoding="utf-8")
    refused = omnidesk("settings", "import", profile, "--yes")
    assert refused.status == 2
    assert [line.partition(f"{profile}:")[2].partition(" ")[0] for line in refused.problems] == ["3:3:", "4:3:"]


def test_prices_follow_the_policy_of_the_settings(omnidesk: Ask, edited: Callable[[Path, str, str], Path]) -> None:
    deal = edited(SEEKER, "months: 6", "months: 48")
    assert "120" not in omnidesk("quote", deal).err
    omnidesk("settings", "set", "policy.term_maximum_months", "36")
    refused = omnidesk("quote", deal)
    assert refused.status == 2
    assert "terms.months" in refused.err
    impossible = omnidesk("settings", "set", "policy.term_maximum_months", "5")
    assert impossible.problems[0].startswith("omnidesk: tiers.yaml: tiers[1].commitment.minimum_months: ")
