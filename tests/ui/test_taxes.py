"""Taxes on the first page: from every committed line, or from those that are ticked."""

from pathlib import Path

from PySide6.QtWidgets import QAbstractButton

from omnidesk.domain.quote import quote
from omnidesk.wizard.form import at

from .conftest import Show
from .opened import CATALOG, Opened, open_page, sample

AGENCY = sample("apprentice-agency")
LINES = "terms.taxes.0.lines"


def tick(opened: Opened, line: str) -> None:
    row = next(each for each in opened.page.fields[LINES].findChildren(QAbstractButton, f"option:{line}"))
    assert row.isVisible()
    row.click()


def test_lines_are_chosen_beginning_with_all_of_them(show: Show, tmp_path: Path) -> None:
    opened = open_page("client", AGENCY, tmp_path, show)
    assert at(opened.deal, LINES) is None
    assert not opened.page.fields[LINES].isVisible()
    opened.press("segment:some")
    chosen = at(opened.deal, LINES)
    assert isinstance(chosen, tuple)
    assert "subscription" in chosen
    before = quote(opened.deal, CATALOG).taxes[0]
    tick(opened, "subscription")
    after = quote(opened.deal, CATALOG).taxes[0]
    assert after.base < before.base
    opened.press("segment:every")
    assert at(opened.deal, LINES) is None
    assert quote(opened.deal, CATALOG).taxes == quote(AGENCY, CATALOG).taxes
