"""The list of deals: pages of rows from the store, words for people, questions as dialogs."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omnidesk.formatting import Formatter
from omnidesk.kept_settings import KeptSettings
from omnidesk.store.deals import DealRow
from omnidesk.store.search import DealFilter, DealPage
from omnidesk.ui.asking import WindowAsk
from omnidesk.ui.desk.deal_model import PAGE, DealModel, Query, filtered, sorted_by
from omnidesk.ui.desk.deal_rows import changed_words, deal_line
from omnidesk.ui.secret_dialog import SecretDialog
from omnidesk.ui.services import Question
from omnidesk.ui.widgets.chips import Chips
from omnidesk.ui.widgets.flow import Columns
from omnidesk.ui.widgets.toast import Toast

from .conftest import Show

NOW = datetime.datetime(2026, 11, 22, 15, 0, tzinfo=datetime.UTC)


def row(number: int) -> DealRow:
    return DealRow(
        id=f"deal-{number}",
        title=f"Deal {number}",
        client="Aurora",
        stage="draft",
        currency="JPY",
        tier="architect",
        committed_minor=1_234_567,
        months=36,
        head="h",
        version=1,
        archived=False,
        created_at=NOW.isoformat(),
        changed_at=NOW.isoformat(),
        stage_since=NOW.isoformat(),
    )


class Shelf:
    """So many deals, and which pages of them were asked for."""

    def __init__(self, total: int) -> None:
        self.total, self.asked = total, [0]
        self.asked.clear()

    def fetch(self, _query: Query, offset: int) -> DealPage:
        self.asked.append(offset)
        return DealPage(tuple(row(place) for place in range(offset, min(offset + PAGE, self.total))), self.total)


def test_only_the_pages_that_are_looked_at_are_read(qtbot: QtBot) -> None:
    shelf = Shelf(100_000)
    model = DealModel(shelf.fetch, {"architect": "Architect"}, Formatter())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    with qtbot.waitSignal(model.loaded):
        model.reload()
    assert model.rowCount() == 100_000
    assert shelf.asked == [0]
    assert model.index(99_999, 0).data() == "…"
    qtbot.waitUntil(lambda: model.index(99_999, 0).data() == "Deal 99999")
    assert shelf.asked == [0, 99_900]
    assert model.rowCount(QModelIndex()) == 100_000
    model.finish()


def test_a_newer_search_is_never_overtaken_by_an_older_one(qtbot: QtBot) -> None:
    def fetch(query: Query, _offset: int) -> DealPage:
        return DealPage((row(len(query.wanted.text)),), 1)

    model = DealModel(fetch, {}, Formatter())
    loads: list[int] = []
    model.loaded.connect(loads.append)
    for text in ("a", "au", "aur"):
        model.show_query(Query(DealFilter(text=text)))
    model.finish()
    assert loads == [1]
    assert model.index(0, 0).data() == "Deal 3"


def test_a_deal_in_words() -> None:
    line = deal_line(row(1), {"architect": "Architect"}, Formatter(), NOW)
    assert (line.title, line.under_title, line.stage, line.tier) == ("Deal 1", "Aurora", "Draft", "Architect")
    assert (line.total, line.total_note, line.changed) == ("¥1,234,567", "36 months", "just now")


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (datetime.timedelta(minutes=1), "1 minute ago"),
        (datetime.timedelta(minutes=59), "59 minutes ago"),
        (datetime.timedelta(hours=2), "today, 13:00"),
        (datetime.timedelta(hours=16), "yesterday, 23:00"),
        (datetime.timedelta(days=9), "November 13, 2026"),
    ],
)
def test_a_change_is_told_as_people_tell_it(ago: datetime.timedelta, words: str) -> None:
    assert changed_words((NOW - ago).isoformat(), Formatter(), NOW) == words


def test_a_column_sorts_words_from_a_and_amounts_from_the_largest() -> None:
    by_title = sorted_by(Query(), 0)
    assert (by_title.sort, by_title.descending) == ("title", False)
    assert sorted_by(by_title, 0).descending
    assert (sorted_by(by_title, 3).sort, sorted_by(by_title, 3).descending) == ("total", True)
    found = filtered(by_title, "au", "draft", "", archived=True).wanted
    assert found == DealFilter(text="au", stages=("draft",), archived=True)


def test_a_new_passphrase_is_asked_for_until_both_are_the_same(qtbot: QtBot, show: Show) -> None:
    window = show(QWidget())
    given: list[str] = []
    ask = WindowAsk(window, lambda: Toast(window))
    ask.secret(Question("New identity", "Locks it.", "Create"), given.append, repeat=True)
    dialog = window.findChild(SecretDialog)
    assert dialog is not None
    first, again = dialog.findChild(QWidget, "secret"), dialog.findChild(QWidget, "secret-again")
    assert first is not None
    assert again is not None
    qtbot.keyClicks(first.focusProxy(), "correct horse")
    dialog.accept()
    assert given == []
    qtbot.keyClicks(again.focusProxy(), "correct horse")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert given == ["correct horse"]


def test_settings_outlive_the_window_and_a_damaged_file_costs_nothing_else(tmp_path: Path) -> None:
    KeptSettings(tmp_path).set("window.place", "deal\ntier")
    assert KeptSettings(tmp_path).get("window.place") == "deal\ntier"
    (tmp_path / "window.json").write_text("{not json", encoding="utf-8")
    assert KeptSettings(tmp_path).get("window.place") == ""


def test_chips_wrap_and_columns_follow_the_width(qtbot: QtBot, show: Show) -> None:
    chips = Chips()
    chips.set_words([f"Need number {place}" for place in range(12)])
    one_line, many = chips.heightForWidth(4_000), chips.heightForWidth(260)
    assert many > 3 * one_line
    chips.set_words(["Only one"])
    assert chips.words() == ("Only one",)
    cards = [QWidget() for _card in range(4)]
    columns = Columns(cards, least=150)
    columns.resize(700, 200)
    show(columns)
    assert len({card.y() for card in cards}) == 1
    columns.resize(400, 200)
    qtbot.waitUntil(lambda: len({card.y() for card in cards}) == 2)
