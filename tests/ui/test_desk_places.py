"""Board, overview and saved filters in the real window: by drag, by menu and by keys."""

import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.store import deals, versions
from omnidesk.store.approvals import AskedRow, keep_request
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow, MilestoneDay, Summary
from omnidesk.store.opening import open_store
from omnidesk.store.search import find
from omnidesk.store.versions import NewVersion, OfferNumber
from omnidesk.store.workspace import workspace
from omnidesk.ui.desk.board import Board
from omnidesk.ui.desk.board_cards import CardList
from omnidesk.ui.desk.board_column import StageColumn
from omnidesk.ui.desk.deal_model import Query
from omnidesk.ui.desk.desk_places import DeskPlaces
from omnidesk.ui.desk.name_dialog import NameDialog
from omnidesk.ui.desk.overview import OverviewPage
from omnidesk.ui.reason_dialog import ReasonDialog
from omnidesk.ui.shortcut_sheet import ShortcutSheet
from omnidesk.ui.theme import scheme
from omnidesk.ui.widgets.choice import Choice
from omnidesk.ui.widgets.menu import Menu

from .desk import Person, open_desktop

PLACES = ("show-overview", "show-pipeline", "show-current", "show-clients", "show-archived")
CONTROL = Qt.KeyboardModifier.ControlModifier
BOOK = (
    ("Aurora", "draft", "EUR", 90_000_00),
    ("Bergland", "draft", "EUR", 40_000_00),
    ("Cobalt", "issued", "CHF", 70_000_00),
    ("Delta", "active", "EUR", 30_000_00),
)


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Person:
    """Somebody with four deals."""
    folder = tmp_path / "workspace"
    store = open_store(workspace(folder))
    soon = datetime.date.today() + datetime.timedelta(days=5)
    milestone = MilestoneDay(date=soon.isoformat(), name="Pilot", amount_minor=1_000_00)
    for title, stage, currency, amount in BOOK:
        shown = Summary(
            title=title, client=title, stage=stage, currency=currency, tier="seeker", committed_minor=amount
        )
        row = deals.create(store, '{"format":"omnidesk-deal/1"}', shown, milestones=(milestone,))
        if stage == "issued":
            issue(store, row, soon)
    store.close()
    return open_desktop(qtbot, folder)


def issue(store: Store, row: DealRow, until: datetime.date) -> None:
    """Keep a version of a deal, as issuing does."""
    number = OfferNumber(text="OD-2026-0001", prefix="OD", year=2026, place=1)
    fresh = NewVersion(
        id="v1", number=number, version=1, body="{}", catalog="{}", issued_at="2026-01-01T09:00:00+00:00",
        valid_until=until.isoformat(), on="2026-01-01", steps=(),
    )  # fmt: skip
    versions.add(store, row, fresh, ())


def places(person: Person) -> DeskPlaces:
    found = person.desktop.places
    assert found is not None
    return found


def board(person: Person) -> Board:
    person.clicks("show-pipeline")
    person.waits(lambda: places(person).board is not None and bool(titles(person, "active")))
    found = places(person).board
    assert found is not None
    return found


def titles(person: Person, stage: str) -> list[str]:
    cards = person.find(f"cards:{stage}", CardList).cards
    found = [cards.card(row) for row in range(cards.rowCount())]
    return [card.title for card in found if card is not None]


def test_colours_and_shortcuts_are_at_hand_in_every_place_of_the_desk(person: Person) -> None:
    window = person.desktop.window
    for number, place in enumerate(PLACES, start=1):
        person.bot.keyClick(window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
        assert person.find(place, QAbstractButton).isChecked()
        before = scheme()
        person.chooses("colours")
        assert scheme() != before
        person.chooses("sheet")
        sheet = next(each for each in window.findChildren(ShortcutSheet) if each.isVisible())
        sheet.reject()


def drag(person: Person, title: str, from_: str, to: str) -> bool:
    """Drag a card over a stage and let it go; return whether the stage took it."""
    cards = person.find(f"cards:{from_}", CardList).cards
    content = cards.content(titles(person, from_).index(title))
    column = person.find(f"stage:{to}", StageColumn)
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(20, 80), Qt.DropAction.MoveAction, content, *keys)
    column.dragEnterEvent(enter)
    if enter.isAccepted():
        column.dropEvent(QDropEvent(QPointF(20, 80), Qt.DropAction.MoveAction, content, *keys))
    return enter.isAccepted()


def menu(person: Person, name: str) -> dict[str, QAction]:
    found = [
        each for each in person.desktop.window.findChildren(Menu) if each.objectName() == name and each.isVisible()
    ]
    assert found, name
    return {action.text(): action for action in found[-1].actions() if action.text()}


def test_a_card_that_is_dragged_to_issued_leads_to_where_it_is_issued(person: Person) -> None:
    board(person)
    card = person.find("cards:issued", CardList).cards.card(0)
    assert card is not None
    assert (card.holds, card.under_title) == ("Offer lapses in 5 days", "OD-2026-0001 v1 · Seeker")
    assert drag(person, "Aurora", "draft", "issued")
    person.waits(lambda: "is issued from its last step" in person.desktop.home.toast.accessibleName())
    assert titles(person, "draft") == ["Bergland", "Aurora"]
    there = person.desktop.home.toast.findChild(QAbstractButton)
    assert isinstance(there, QAbstractButton)
    person.bot.mouseClick(there, Qt.MouseButton.LeftButton)
    person.sees_wizard()
    assert person.wizard.step == "sign"


def test_a_card_is_dragged_to_another_stage(person: Person) -> None:
    board(person)
    assert drag(person, "Cobalt", "issued", "draft")
    person.waits(lambda: "Cobalt" in titles(person, "draft"))
    assert titles(person, "issued") == []


def test_a_stage_to_which_there_is_no_way_takes_no_card(person: Person) -> None:
    board(person)
    assert not drag(person, "Aurora", "draft", "active")
    assert not drag(person, "Delta", "active", "draft")
    assert titles(person, "draft") == ["Bergland", "Aurora"]


def test_a_card_is_moved_by_keys_alone(person: Person) -> None:
    board(person).take_focus()
    person.presses(Qt.Key.Key_Down)
    person.presses(Qt.Key.Key_M)
    entries = menu(person, "card-menu")
    assert list(entries) == ["Open", "Move to issued", "Move to withdrawn"]
    person.presses(Qt.Key.Key_Escape)
    person.presses(Qt.Key.Key_Right)
    person.presses(Qt.Key.Key_M)
    menu(person, "card-menu")["Move to draft"].trigger()
    person.waits(lambda: "Cobalt" in titles(person, "draft"))
    cards = person.find("cards:draft", CardList)
    chosen = cards.chosen()
    assert chosen is not None
    assert (chosen.title, cards.hasFocus()) == ("Cobalt", True)


def test_whoever_takes_a_deal_back_is_asked_why(person: Person) -> None:
    board(person).take_focus()
    person.presses(Qt.Key.Key_M)
    menu(person, "card-menu")["Move to withdrawn"].trigger()
    reason = person.desktop.window.findChild(ReasonDialog)
    assert isinstance(reason, ReasonDialog)
    reason.accept()
    person.waits(lambda: len(titles(person, "draft")) == 1)


def test_arrows_go_from_stage_to_stage_over_empty_ones(person: Person) -> None:
    board(person).take_focus()
    for stage in ("issued", "active"):
        person.presses(Qt.Key.Key_Right)
        assert person.find(f"cards:{stage}").hasFocus()
    person.presses(Qt.Key.Key_Right)
    assert person.find("cards:active").hasFocus()
    person.presses(Qt.Key.Key_Left)
    assert person.find("cards:issued").hasFocus()


def test_where_there_is_no_way_back_a_person_is_asked_first(person: Person) -> None:
    board(person)
    assert drag(person, "Cobalt", "issued", "accepted")
    person.waits(lambda: titles(person, "accepted") == ["Cobalt"])
    assert drag(person, "Cobalt", "accepted", "active")
    assert titles(person, "accepted") == ["Cobalt"]
    person.clicks("dialog-accept", inside="dialog")
    person.waits(lambda: titles(person, "active") == ["Cobalt", "Delta"])


def test_a_deal_is_opened_from_its_card(person: Person) -> None:
    board(person).take_focus()
    person.presses(Qt.Key.Key_Return)
    person.sees_wizard()
    person.desktop.window.show_home()
    person.waits(lambda: len(titles(person, "draft")) == 2)


def test_the_overview_answers_and_its_lines_open_deals(person: Person) -> None:
    person.clicks("show-overview")
    person.waits(lambda: bool(shown(person)))
    currency = person.find("overview-currency", Choice)
    assert currency.value() == "EUR"
    currency.set_value("CHF")
    currency.edited.emit("CHF")
    person.waits(lambda: any("CHF" in name for name in accessible(person)))
    line = person.find("milestones-due").findChild(QAbstractButton)
    assert isinstance(line, QAbstractButton)
    assert line.accessibleName().startswith("Pilot, Delta")
    person.bot.mouseClick(line, Qt.MouseButton.LeftButton)
    person.sees_wizard()


def shown(person: Person) -> list[QAbstractButton]:
    page = person.desktop.window.findChild(OverviewPage)
    lines = page.findChildren(QAbstractButton) if isinstance(page, OverviewPage) else []
    return [line for line in lines if line.accessibleName().startswith("Cobalt")]


def accessible(person: Person) -> list[str]:
    page = person.desktop.window.findChild(OverviewPage)
    assert isinstance(page, OverviewPage)
    return [each.accessibleName() for each in page.findChildren(QWidget)]


def test_a_filter_is_kept_used_and_forgotten(person: Person) -> None:
    person.desktop.home.search.setFocus()
    person.types("berg")
    person.waits(lambda: [line.title for line in person.deals()] == ["Bergland"])
    person.clicks("save-filter")
    person.waits(lambda: person.desktop.window.findChild(NameDialog) is not None)
    dialog = person.find("dialog", NameDialog)
    field = dialog.focusWidget()
    assert field is not None
    person.bot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    person.bot.keyClicks(field, "Mountains")
    person.bot.keyClick(field, Qt.Key.Key_Return)
    person.waits(lambda: person.desktop.window.findChild(QWidget, "saved:Mountains") is not None)
    person.desktop.home.search.set_text("")
    person.clicks("show-overview")
    person.clicks("saved:Mountains")
    person.waits(lambda: [line.title for line in person.deals()] == ["Bergland"])
    assert person.desktop.home.places.currentIndex() == 0
    assert person.desktop.home.search.text() == "berg"
    person.find("saved:Mountains").setFocus()
    person.presses(Qt.Key.Key_Delete)
    person.waits(lambda: not person.desktop.home.side.filters.isVisible())
    person.leaves()


def test_drafts_that_wait_for_an_approval_are_a_filter(person: Person) -> None:
    assert person.desktop.workshop is not None
    store = person.desktop.workshop.store
    asked = AskedRow(
        id="r" * 22, deal_id=find(store, "Bergland").id, rule="discount", deal_hash="0" * 64, asked_by="Ben",
        asked_at="2026-02-01T10:00:00", body="{}",
    )  # fmt: skip
    keep_request(store, asked)
    stage = person.find("filter-stage", Choice)
    stage.set_value("asked")
    stage.edited.emit("asked")
    person.waits(lambda: [line.title for line in person.deals()] == ["Bergland"])
    query = person.desktop.home.table.deals.query if person.desktop.home.table else None
    assert query is not None
    assert query.wanted.asked
    person.desktop.home.show_query(Query())
    assert stage.value() == ""
    person.desktop.home.show_query(query)
    assert stage.value() == "asked"
    person.waits(lambda: [line.title for line in person.deals()] == ["Bergland"])
    person.leaves()


def test_an_empty_desk_says_what_will_stand_there(qtbot: QtBot, tmp_path: Path) -> None:
    person = open_desktop(qtbot, tmp_path)
    person.clicks("show-pipeline")
    person.waits(lambda: person.find("no-pipeline").isVisible())
    person.clicks("show-overview")
    person.waits(lambda: person.find("no-overview").isVisible())
    person.clicks("empty-action", inside="no-overview")
    person.sees_wizard()
