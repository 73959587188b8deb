"""The payments leave the window as a table and as a calendar."""

from pathlib import Path

from .conftest import Show
from .opened import ARCHITECT, open_page


def test_both_files_are_written_where_the_person_says(show: Show, tmp_path: Path) -> None:
    opened = open_page("milestones", ARCHITECT, tmp_path, show)
    opened.press("export-payments-csv")
    opened.press("export-payments-ics")
    opened.settle()
    table = tmp_path / "aurora-broadcast-ag-payments.csv"
    dates = tmp_path / "aurora-broadcast-ag-payments.ics"
    assert table.read_text(encoding="utf-8-sig").startswith("invoiced,due,amount")
    assert dates.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert sorted(opened.answers.told) == sorted(f"Payments written to {path}" for path in (table, dates))


def test_a_place_that_cannot_be_written_is_told(show: Show, tmp_path: Path) -> None:
    opened = open_page("milestones", ARCHITECT, tmp_path, show)
    opened.answers.folder = tmp_path / "none"
    opened.press("export-payments-csv")
    opened.settle()
    assert opened.answers.failed
    assert "cannot be written" in opened.answers.failed[0]
