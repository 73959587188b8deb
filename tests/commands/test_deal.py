"""``omnidesk deal``: into the store and out of it, and what changed in between."""

from collections.abc import Callable
from pathlib import Path

import pytest

from omnidesk.deal_file import read_deal
from tests.commands.conftest import APPRENTICE, ARCHITECT, EVERY_SAMPLE, SEEKER, Ask

Edit = Callable[[Path, str, str], Path]


@pytest.mark.parametrize("sample", EVERY_SAMPLE, ids=lambda path: path.stem)
def test_import_and_export_lose_nothing(omnidesk: Ask, sample: Path, tmp_path: Path) -> None:
    saved = omnidesk("deal", "import", sample)
    assert saved.status == 0
    deal_id = saved.out.split()[-1]
    out = tmp_path / "out.yaml"
    assert omnidesk("deal", "export", deal_id, "--out", out).status == 0
    assert read_deal(out) == read_deal(sample)
    assert omnidesk("deal", "export", deal_id).out == out.read_text(encoding="utf-8")


def test_the_list_shows_the_newest_first_with_its_total(omnidesk: Ask) -> None:
    omnidesk("deal", "import", ARCHITECT)
    omnidesk("deal", "import", APPRENTICE, "--title", "Nordlicht 2026")
    rows = omnidesk("deal", "list", "--json").json
    assert [(row["title"], row["tier"], row["committed_total"], row["currency"]) for row in rows] == [
        ("Nordlicht 2026", "apprentice", "78768.00", "EUR"),
        ("Aurora Broadcast AG", "architect", "758500.00", "USD"),
    ]
    assert "758,500.00" in omnidesk("deal", "list").out
    assert [row["title"] for row in omnidesk("deal", "list", "--json", "--search", "auro").json] == [
        "Aurora Broadcast AG"
    ]


def test_an_empty_store_leads_to_the_first_deal(omnidesk: Ask) -> None:
    assert omnidesk("deal", "list").out.startswith("No deals here; bring one in with: omnidesk deal import FILE\n")
    assert omnidesk("deal", "list", "--json").json == []


def test_show_gives_the_row_and_the_deal(omnidesk: Ask) -> None:
    omnidesk("deal", "import", SEEKER)
    view = omnidesk("deal", "show", "pixelgarten labs", "--json").json
    assert (view["stage"], view["version"], view["deal"]["client"]["name"]) == ("draft", 1, "Pixelgarten Labs")
    assert "committed total  3,600.00" in omnidesk("deal", "show", "Pixelgarten Labs").out


def test_history_and_diff_show_what_changed(omnidesk: Ask, edited: Edit) -> None:
    omnidesk("deal", "import", SEEKER)
    path = edited(SEEKER, "  months: 6\n", "  months: 9\n")
    assert omnidesk("deal", "import", path, "--onto", "Pixelgarten Labs").status == 0
    path = edited(path, "agents: 3}", "agents: 2}")
    assert omnidesk("deal", "import", path, "--onto", "Pixelgarten Labs").status == 0
    revisions = omnidesk("deal", "history", "Pixelgarten Labs", "--json").json
    assert [each["number"] for each in revisions] == [3, 2, 1]
    assert revisions[0]["parents"] == [revisions[1]["id"]]
    last = omnidesk("deal", "diff", "Pixelgarten Labs", "--json").json
    assert last == [{"field": "models.subscription.agents", "before": 3, "after": 2}]
    whole = omnidesk("deal", "diff", "Pixelgarten Labs", "1", revisions[0]["id"])
    assert "terms.months: 6 → 9" in whole.out
    assert "2 fields changed" in whole.out


def test_an_unchanged_deal_has_no_differences(omnidesk: Ask) -> None:
    omnidesk("deal", "import", SEEKER)
    assert omnidesk("deal", "diff", "Pixelgarten Labs", "--json").json == []
    assert omnidesk("deal", "diff", "Pixelgarten Labs", "1", "2").status == 2


def test_a_deal_with_refusals_is_kept_without_a_total(omnidesk: Ask, edited: Edit) -> None:
    path = edited(ARCHITECT, "  months: 36\n", "  months: 12\n")
    assert omnidesk("deal", "import", path).status == 0
    assert omnidesk("deal", "list", "--json").json[0]["committed_total"] is None


def test_a_deal_that_is_not_there_is_one_line(omnidesk: Ask) -> None:
    answer = omnidesk("deal", "show", "nobody")
    assert answer.status == 2
    assert answer.problems == ["omnidesk: no deal answers to “nobody”; give an id from `omnidesk deal list`"]


def test_a_file_that_is_no_store_is_the_environments_fault(omnidesk: Ask, workspace: Path) -> None:
    workspace.mkdir()
    (workspace / "omnidesk.db").write_text("not a database at all, but long enough to look like one" * 20)
    answer = omnidesk("deal", "list")
    assert (answer.status, answer.out) == (3, "")
    assert "omnidesk.db" in answer.err
