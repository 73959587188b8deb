"""Explain this number on the desk: by mouse and by keyboard, in every place that shows an amount."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from omnidesk.operations.kept_deals import keep_new
from omnidesk.specs.load import load_catalog
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from omnidesk.ui.desk.board_cards import CardList, amount_place
from omnidesk.ui.desk.desk_places import DeskPlaces

from .desk import Person, open_desktop
from .opened import ARCHITECT

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Person:
    """Somebody with the Architect's sample deal."""
    folder = tmp_path / "workspace"
    store = open_store(workspace(folder))
    keep_new(store, ARCHITECT, load_catalog())
    store.close()
    return open_desktop(qtbot, folder)


def places(person: Person) -> DeskPlaces:
    found = person.desktop.places
    assert found is not None
    return found


def told(person: Person) -> tuple[str, set[str]]:
    """What the card says: its name, and its words."""
    card = places(person).explaining.card
    person.waits(card.isVisible)
    return card.accessibleName(), {label.text() for label in card.findChildren(QLabel) if label.isVisible()}


def test_the_amount_of_a_row_tells_how_it_came_about_and_leads_deeper(person: Person) -> None:
    table = person.desktop.home.table
    assert table is not None
    line = table.deals.line(0)
    assert line is not None
    place = table._amount_place(line, 0)
    person.bot.mouseClick(table.viewport(), LEFT, pos=QPoint(20, place.center().y()))
    assert not places(person).explaining.card.isVisible()
    person.bot.mouseClick(table.viewport(), LEFT, pos=place.center())
    name, words = told(person)
    assert name == "Committed over the term (TCV): $758,500.00"
    assert "Architect subscription" in words

    card = places(person).explaining.card
    card.wanted.emit("line:subscription:net")
    person.waits(lambda: "Architect subscription" in card.accessibleName())
    person.find("explanation-back").setFocus()
    person.presses(Qt.Key.Key_Space)
    person.waits(lambda: "TCV" in card.accessibleName())
    person.presses(Qt.Key.Key_Escape)
    assert not card.isVisible()
    table.setFocus()
    person.presses(Qt.Key.Key_E)
    assert told(person)[0] == name


def test_cards_and_headlines_tell_it_too(person: Person) -> None:
    person.clicks("show-pipeline")
    person.waits(lambda: places(person).board is not None)
    cards = person.find("cards:draft", CardList)
    person.waits(lambda: cards.cards.rowCount() == 1)
    card = cards.cards.card(0)
    assert card is not None
    place = amount_place(cards.visualRect(cards.cards.index(0)), card, mirrored=False)
    person.bot.mouseClick(cards.viewport(), LEFT, pos=place.center())
    assert "TCV" in told(person)[0]

    person.clicks("show-overview")
    overview = places(person).overview
    assert overview is not None
    person.waits(lambda: bool(overview.explanations))
    value = overview._stats[0].value
    person.bot.mouseClick(value, LEFT, pos=QPoint(8, value.height() // 2))
    name, words = told(person)
    assert name == "Committed pipeline: $758,500.00"
    assert {"Draft · 1 deal", "Draft, weighted with 20%", "$151,700.00", "policy.yaml: stage_weights"} <= words
