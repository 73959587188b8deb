"""The frame of the wizard: steps, problems, undo, keys, and the price panel in small windows."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.ui import gallery, theme
from omnidesk.ui.errors import Failure
from omnidesk.ui.gallery import Words
from omnidesk.ui.gallery_sample import STEPS
from omnidesk.ui.main_window import COLOURS, MainWindow
from omnidesk.ui.page_shelf import SLICE
from omnidesk.ui.pages.page import Page
from omnidesk.ui.session import Session
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.skeleton import Skeleton
from omnidesk.ui.wizard_frame import NARROW, WizardFrame

from .conftest import Show


class Kept:
    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def get(self, key: str) -> str:
        return self.texts.get(key, "")

    def set(self, key: str, value: str) -> None:
        self.texts[key] = value


@pytest.fixture
def saved() -> list[Words]:
    return []


@pytest.fixture
def frame(show: Show, saved: list[Words]) -> WizardFrame[Words]:
    frame = gallery.gallery_frame(saved.append)
    frame.resize(1280, 720)
    show(frame)
    return frame


def press(qtbot: QtBot, inside: QWidget, name: str) -> None:
    button = inside.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def company(frame: WizardFrame[Words]) -> QLineEdit:
    found = frame.page("client").fields["client.name"].control.focus_target()
    assert isinstance(found, QLineEdit)
    return found


def test_pages_are_made_while_nobody_waits_and_kept(qtbot: QtBot, frame: WizardFrame[Words]) -> None:
    press(qtbot, frame, "step:client")
    first = frame.page("client")
    press(qtbot, frame, "onward")
    assert frame.step == "discovery"
    press(qtbot, frame, "back")
    assert frame.step == "client"
    assert frame.page("client") is first
    qtbot.waitUntil(lambda: {"client", "discovery"} <= set(frame.stack.pages()))


def test_the_steps_on_both_sides_become_whole_and_none_that_nobody_comes_near(qtbot: QtBot, show: Show) -> None:
    session: Session[Words] = Session({"client.name": "Northwind"}, lambda _words: None)
    steps: dict[str, Callable[[Session[Words]], Page[Any]]] = {
        step.id: lambda _session: gallery.GalleryPage() for step in STEPS
    }
    near: set[str] = set()
    asked: set[str] = set()

    def at_hand(step: str) -> bool:
        asked.add(step)
        return step in near

    frame = WizardFrame(
        session, steps, gallery.describe, lambda _step, words: words, start=STEPS[1].id, at_hand=at_hand
    )
    show(frame)
    qtbot.waitUntil(lambda: STEPS[1].id in asked)
    assert isinstance(frame.stack.currentWidget(), Skeleton), "what its page is made of is still being fetched"
    near.update(step.id for step in STEPS)
    qtbot.waitUntil(lambda: set(frame.stack.pages()) == {step.id for step in STEPS[:3]})
    assert asked == {step.id for step in STEPS[:3]}


def test_a_step_that_is_not_whole_shows_its_outline_and_takes_the_keyboard_once_it_is(qtbot: QtBot, show: Show) -> None:
    held = [True]

    class Slow(gallery.GalleryPage):
        def build(self) -> Iterator[None]:
            while held:
                yield
            for place in range(3):
                self.column.addWidget(self.field(Field("Name", TextField(), f"name.{place}")))
                yield

    session: Session[Words] = Session({"client.name": "Northwind"}, lambda _words: None)
    steps: dict[str, Callable[[Session[Words]], Page[Any]]] = {step.id: lambda _session: Slow() for step in STEPS}
    frame = WizardFrame(session, steps, gallery.describe, lambda _step, words: words, start="client")
    show(frame)
    heard: list[str] = []
    frame.awaited.connect(lambda: heard.append("awaited"))
    frame.ready.connect(lambda: heard.append("ready"))
    frame.begin()
    assert frame.stack.pages() == {}
    assert isinstance(frame.stack.currentWidget(), Skeleton)
    held.clear()
    qtbot.waitUntil(lambda: "client" in frame.stack.pages())
    assert heard == ["awaited", "ready"]
    assert frame.page("client").fields["name.0"].control.focus_target().hasFocus()
    frame.jump("tier", "name.2")
    qtbot.waitUntil(lambda: "tier" in frame.stack.pages())
    assert frame.page("tier").fields["name.2"].control.focus_target().hasFocus()


def test_the_last_page_that_becomes_whole_comes_into_sight(qtbot: QtBot, show: Show) -> None:
    class Long(gallery.GalleryPage):
        def build(self) -> Iterator[None]:
            for _part in range(9):
                time.sleep(SLICE / 3)
                yield

    session: Session[Words] = Session({"client.name": "Northwind"}, lambda _words: None)
    steps: dict[str, Callable[[Session[Words]], Page[Any]]] = {
        step.id: lambda _session: gallery.GalleryPage() for step in STEPS
    }
    last = STEPS[-1].id
    steps[last] = lambda _session: Long()
    frame = WizardFrame(session, steps, gallery.describe, lambda _step, words: words, start="client")
    show(frame)
    for step in STEPS[:-1]:
        frame.page(step.id)
    frame.go(last)
    assert isinstance(frame.stack.currentWidget(), Skeleton)
    qtbot.waitUntil(lambda: last in frame.stack.pages())
    assert not isinstance(frame.stack.currentWidget(), Skeleton)


def test_title_and_count_follow_the_step(frame: WizardFrame[Words]) -> None:
    frame.go("client")
    title = frame.findChild(QLabel, "step-title")
    assert isinstance(title, QLabel)
    assert title.text() == "Who is it for?"
    assert not frame.foot.back.isVisible()


def test_typing_saves_and_can_be_undone_by_the_keyboard(
    qtbot: QtBot, frame: WizardFrame[Words], saved: list[Words]
) -> None:
    frame.go("client")
    frame.activateWindow()
    company(frame).setFocus()
    qtbot.waitUntil(company(frame).hasFocus)
    company(frame).selectAll()
    qtbot.keyClicks(company(frame), "Fabrikam")
    assert frame.session.deal["client.name"] == "Fabrikam"
    qtbot.keyClick(company(frame), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert frame.session.deal["client.name"] == "Northwind Logistics GmbH"
    assert company(frame).text() == "Northwind Logistics GmbH"
    press(qtbot, frame, "redo")
    assert company(frame).text() == "Fabrikam"
    assert frame.session.flush()
    assert saved[-1] == {"client.name": "Fabrikam"}


def test_a_problem_is_listed_and_leads_to_its_field(qtbot: QtBot, frame: WizardFrame[Words]) -> None:
    assert not frame.foot.problems.isVisible()
    frame.session.update(lambda words: {**words, "client.name": ""})
    assert frame.foot.problems.isVisible()
    menu = frame.problem_menu()
    assert [action.text() for action in menu.actions()] == ["Client: The company has no name yet."]
    frame.activateWindow()
    menu.actions()[0].trigger()
    assert frame.step == "client"
    qtbot.waitUntil(company(frame).hasFocus)
    frame.next_problem()
    assert frame.page("client").fields["discovery.users"].isAncestorOf(frame.focusWidget()), (
        "what cannot be read is next"
    )
    frame.next_problem()
    assert company(frame).hasFocus()
    assert not frame.jump("client", "no.such.place")
    frame.session.flush()


def test_keys_walk_the_steps(qtbot: QtBot, frame: WizardFrame[Words]) -> None:
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    qtbot.keyClick(frame, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert frame.step == "models"
    qtbot.keyClick(frame, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert frame.step == "tier"
    qtbot.keyClick(frame, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert frame.step == "client"


def test_the_price_folds_away_where_there_is_no_room(qtbot: QtBot, frame: WizardFrame[Words]) -> None:
    assert frame.panel.isVisible()
    frame.resize(NARROW - 1, 720)
    assert not frame.panel.isVisible()
    assert frame.head.price.accessibleName() == "€90,696"
    press(qtbot, frame, "show-price")
    assert frame.panel.isVisible()
    frame.resize(1400, 720)
    assert frame.panel.isVisible()
    assert not frame.head.price.isVisible()


@pytest.mark.parametrize("step", [step.id for step in STEPS])
def test_every_step_fits_a_small_screen(frame: WizardFrame[Words], step: str) -> None:
    frame.go(step)
    assert frame.minimumSizeHint().width() <= 1280
    assert frame.minimumSizeHint().height() <= 720
    assert (frame.width(), frame.height()) == (1280, 720)


def test_the_window_returns_to_its_place_size_and_colours(qtbot: QtBot, show: Show) -> None:
    kept = Kept()
    window = MainWindow(QLabel("Deals"), kept)
    show(window)
    window.resize(1300, 800)
    wizard = gallery.gallery_frame(lambda words: None)
    window.open_wizard(wizard, "deal-7")
    wizard.go("milestones")
    press(qtbot, window, "theme")
    assert theme.scheme() == "dark"
    assert kept.get(COLOURS) == "dark"
    window.close()
    again = MainWindow(QLabel("Deals"), kept)
    show(again)
    assert again.last_place() == ("deal-7", "milestones")
    assert theme.scheme() == "dark"
    assert again.size() != QSize(1440, 900)


def test_the_first_window_is_no_larger_than_its_screen(qtbot: QtBot) -> None:
    window = MainWindow(QLabel("Deals"), Kept())
    qtbot.addWidget(window)
    room, least = window.screen().availableSize(), window.minimumSize()
    assert window.width() <= max(room.width(), least.width())
    assert window.height() < max(room.height(), least.height() + 1)


def test_going_home_saves_and_asks_for_a_fresh_list(qtbot: QtBot, show: Show, saved: list[Words]) -> None:
    window = MainWindow(QLabel("Deals"), Kept())
    show(window)
    wizard = gallery.gallery_frame(saved.append)
    window.open_wizard(wizard, "deal-7")
    wizard.session.update(lambda words: {"client.name": "Fabrikam"})
    with qtbot.waitSignal(window.home_shown):
        press(qtbot, window, "go-home")
    assert saved == [{"client.name": "Fabrikam"}]
    assert window.last_place() == ("", "")
    assert window.wizard is None


def test_closing_on_a_full_disk_asks_first(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    def full(_words: Words) -> None:
        raise OSError("no space left")

    window = MainWindow(QLabel("Deals"), Kept())
    show(window)
    wizard = gallery.gallery_frame(full)
    window.open_wizard(wizard, "deal-7")
    wizard.session.update(lambda words: {"client.name": "Fabrikam"})
    assert not window.close()
    qtbot.waitUntil(lambda: window.findChild(Dialog) is not None)
    dialog = window.findChild(Dialog)
    assert isinstance(dialog, Dialog)
    press(qtbot, dialog, "dialog-reject")
    assert window.isVisible()
    assert not window.close()
    press(qtbot, window.findChildren(Dialog)[-1], "dialog-accept")
    assert not window.isVisible()


def test_an_unexpected_failure_shows_one_dialog_over_the_window(qtbot: QtBot, show: Show) -> None:
    window = MainWindow(QLabel("Deals"), Kept())
    show(window)
    closed: list[bool] = []
    dialog = window.show_failure(Failure("Oh", "It is saved.", "trace"), lambda: closed.append(True))
    press(qtbot, dialog, "dialog-accept")
    assert closed == [True]
