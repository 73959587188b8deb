"""The live meeting: keys, one screen, pointer and pen, what-if taken into the deal, the journal kept."""

from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from omnidesk.domain.deal import Deal
from omnidesk.domain.what_if.levers import Lever, levers
from omnidesk.store.meetings import list_meetings
from omnidesk.ui.background import at_rest
from omnidesk.ui.present.compare_window import CompareWindow
from omnidesk.ui.present.entrance import Entrance
from omnidesk.ui.present.seek_popup import SeekPopup

from .meeting import Room, in_meeting
from .screens import with_sample

AGENTS, DISCOUNT = Decimal(40), Decimal(5)


def agents(deal: Deal) -> int | str:
    assert deal.models.subscription is not None
    return deal.models.subscription.agents or 0


def test_the_keys_of_presenters_lead_through_the_slides_and_escape_ends(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Right):
        qtbot.keyClick(room.client, key)
    assert room.stage.place == 3
    qtbot.keyClick(room.client, Qt.Key.Key_PageUp)
    qtbot.keyClick(room.client, Qt.Key.Key_End)
    assert room.stage.next_slide is None
    qtbot.keyClick(room.client, Qt.Key.Key_B)
    assert room.stage.black
    qtbot.keyClick(room.client, Qt.Key.Key_Escape)
    assert room.presenting.client is None
    assert room.presenting.console is None
    room.person.leaves()


def test_ending_while_a_change_of_the_deal_is_still_worked_out_is_calm(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    with qtbot.captureExceptions() as caught:
        for name in ("Another Name AG", "The Name Again AG"):
            client = replace(room.person.deal.client, name=name)
            room.person.wizard.session.update(lambda deal, client=client: replace(deal, client=client))
        qtbot.keyClick(room.client, Qt.Key.Key_Escape)
        room.person.leaves()
    assert caught == []


def test_on_one_screen_the_console_waits_for_its_key(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    assert len(QGuiApplication.screens()) == 1
    assert room.client.isFullScreen()
    assert not room.console.isVisible()
    qtbot.keyClick(room.client, Qt.Key.Key_F6)
    assert room.console.isVisible()
    qtbot.keyClick(room.console, Qt.Key.Key_F6)
    assert not room.console.isVisible()
    room.leaves()


def test_pointer_and_pen_are_seen_by_the_client(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    qtbot.keyClick(room.client, Qt.Key.Key_F6)
    middle = room.console.current.rect().center()
    _moves(room, middle)
    assert room.stage.pointer is not None
    before = room.client.grab().toImage()
    room.console.bar.pen.click()
    qtbot.mousePress(room.console.current, Qt.MouseButton.LeftButton, pos=middle)
    _moves(room, middle + QPoint(60, 20))
    qtbot.mouseRelease(room.console.current, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 20))
    assert len(room.stage.strokes) == 1
    assert room.client.grab().toImage() != before
    room.console.bar.wipe.click()
    assert not room.stage.strokes
    room.leaves()


def test_nothing_reaches_the_deal_until_it_is_adopted_and_one_undo_takes_it_back(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    before = room.deal
    room.stage.turn("agents", AGENTS)
    room.stage.turn("benefit", Decimal(80))
    room.stage.name_moment(room.stage.meeting.current, "Cautious")
    assert room.deal is before
    qtbot.waitUntil(room.console.what_if.adopt.isEnabled)
    room.console.what_if.adopt.click()
    assert agents(room.deal) == AGENTS
    qtbot.waitUntil(lambda: room.stage.presented.context.deal.models == room.deal.models, timeout=10_000)
    assert not any(lever.turned for lever in _levers(room)), "what was taken is where the levers stand now"
    room.stage.go_back(0)
    assert {lever.id for lever in _levers(room) if lever.turned} == {"agents", "benefit"}
    room.person.wizard.session.undo()
    assert room.deal == before
    room.leaves()


def test_the_journal_is_kept_and_opened_again(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    room.stage.turn("agents", AGENTS)
    room.stage.turn("discount", DISCOUNT)
    room.console.journal.name.focus_target().setFocus()
    qtbot.keyClicks(room.console.journal.name.focus_target(), "Bold")
    room.console.journal.keep.click()
    workshop = room.person.desktop.workshop
    assert workshop is not None
    offer = room.backstage.services.offer
    room.presenting.end()
    room.person.waits(at_rest)
    kept = list_meetings(workshop.store, offer.row.id)
    assert [moment.name for moment in kept[0].meeting.moments] == ["", "", "Bold"]
    room.person.wizard.head.present.click()
    room.person.waits(lambda: room.presenting.client is not None)
    menu = room.console.journal.earlier_menu(kept)
    menu.actions()[0].trigger()
    assert room.stage.settings == {"agents": AGENTS, "discount": DISCOUNT}
    qtbot.waitUntil(lambda: room.console.journal.list.lines[0].name == "Bold")
    room.console.journal.list.choose(2)
    assert room.stage.settings == {}
    room.leaves()


def test_a_line_that_the_journal_still_shows_as_standing_can_be_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    room.console.show()
    room.console.show_part("journal")
    lines = room.console.journal.list
    room.stage.turn("agents", AGENTS)
    qtbot.waitUntil(lambda: len(lines.lines) == 2 and lines.row == 0)
    room.stage.turn("discount", DISCOUNT)
    assert len(lines.lines) == 2, "the journal follows once the levers rest"
    place = lines.visualRect(lines.currentIndex()).center()
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert room.stage.settings == {"agents": AGENTS}
    room.leaves()


def test_a_budget_is_answered_and_a_click_turns_the_levers_there(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    field = room.console.budget.amount.focus_target()
    qtbot.keyClicks(field, "230000")
    with qtbot.waitSignal(room.console.budget.answered, timeout=20_000):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    first = room.console.budget.ways[0]
    assert first.way.settings is not None
    first.chosen.emit()
    price = room.stage.now.figures["per_year"]
    assert price is not None
    assert price <= Decimal(230000)
    room.leaves()


def test_goal_seek_turns_one_lever_until_the_target_is_reached(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    popup = SeekPopup("discount", room.backstage, room.console)
    qtbot.keyClicks(popup.target.focus_target(), "250000")
    with qtbot.waitSignal(popup.found, timeout=20_000):
        qtbot.keyClick(popup.target.focus_target(), Qt.Key.Key_Return)
    assert set(room.stage.settings) == {"discount"}
    assert (room.stage.now.figures["per_year"] or 0) <= Decimal(250000)
    room.leaves()


def test_scenarios_stand_side_by_side_with_their_differences(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    room.stage.turn("discount", DISCOUNT)
    room.stage.name_moment(room.stage.meeting.current, "Cheaper")
    window = CompareWindow(room.backstage, room.console)
    qtbot.waitUntil(lambda: len(window.shown) == 2, timeout=10_000)
    assert [each.name for each in window.shown] == ["The offer as it is", "Cheaper"]
    assert window.shown[1].figures[0].tendency == "better"
    assert window.shown[1].figures[0].change.startswith("−")
    window.close()
    room.leaves()


def test_what_cannot_be_offered_is_told_with_the_way_to_the_problem(qtbot: QtBot, tmp_path: Path) -> None:
    person = with_sample(qtbot, tmp_path)
    person.wizard.session.update(lambda deal: replace(deal, terms=replace(deal.terms, months=3)))
    person.wizard.head.present.click()
    person.waits(person.wizard.toast.isVisible)
    assert "cannot be presented yet" in person.wizard.toast.accessibleName()
    entrance = person.wizard.findChild(Entrance)
    assert isinstance(entrance, Entrance)
    assert entrance.presenting is not None
    assert entrance.presenting.client is None
    person.leaves()


def test_slides_are_written_from_the_console(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    room.console.bar.write(tmp_path / "slides.pdf")
    qtbot.waitUntil((tmp_path / "slides.pdf").exists, timeout=20_000)
    assert (tmp_path / "slides.pdf").read_bytes().startswith(b"%PDF")
    room.leaves()


def _moves(room: Room, place: QPoint) -> None:
    """Move the mouse over the current slide; the offscreen platform moves none by itself."""
    view, none = room.console.current, Qt.MouseButton.NoButton
    at = QPointF(place)
    moved = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, moved)


def _levers(room: Room) -> tuple[Lever, ...]:
    return levers(room.backstage.context.deal, room.backstage.context.catalog, room.stage.settings)
