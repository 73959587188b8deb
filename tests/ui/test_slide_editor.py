"""Order, visibility and notes of slides: by mouse, by keys, with undo, before the meeting and during it."""

from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.deal import Deal
from omnidesk.domain.lifecycle import offered
from omnidesk.domain.presentation import Presentation
from omnidesk.operations.embedded_deal import client_copy
from omnidesk.operations.presenting import slide_order
from omnidesk.ui.present.slide_editor import SlideEditor
from omnidesk.ui.present.slide_shelf import ROW

from .desk import Person
from .meeting import Room, in_meeting, words_of
from .opened import CATALOG
from .screens import with_sample
from .test_present_leaks import seen_by_client

NOTE = "Ask about the third quarter"


def editor_over(window: QWidget, bot: QtBot) -> SlideEditor:
    """The editor over a window, once it is there."""
    bot.waitUntil(lambda: window.findChild(SlideEditor) is not None, timeout=10_000)
    found = window.findChild(SlideEditor)
    assert found is not None
    return found


def order(person: Person) -> tuple[str, ...]:
    return slide_order(person.deal.presentation)


def drag(editor: SlideEditor, slide: str, to: int) -> None:
    """Take a slide by its picture and let it go over a gap."""
    shelf, left = editor.shelf, Qt.MouseButton.LeftButton
    shelf.choose(slide)
    row = [line.id for line in shelf.lines].index(slide)
    shelf.scrollTo(shelf.rows.index(row))
    start = shelf.visualRect(shelf.rows.index(row)).center()
    end = QPoint(start.x(), shelf.visualRect(shelf.rows.index(0)).top() + to * ROW)
    QTest.mousePress(shelf.viewport(), left, pos=start)
    QTest.mouseMove(shelf.viewport(), start + QPoint(0, 12))
    QTest.mouseMove(shelf.viewport(), end)
    QTest.mouseRelease(shelf.viewport(), left, pos=end)


def test_slides_are_dragged_hidden_noted_and_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    person = with_sample(qtbot, tmp_path)
    before, usual = person.deal, order(person)
    qtbot.keyClick(person.wizard, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    editor = editor_over(person.desktop.window, qtbot)
    drag(editor, "investment", 2)
    assert order(person)[:4] == ("welcome", "situation", "investment", "recommendation")
    qtbot.keyClick(editor.shelf, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(person)[1] == "investment", "Alt with an arrow moves the slide that was dragged"
    qtbot.keyClick(editor.shelf, Qt.Key.Key_Space)
    assert person.deal.presentation.hidden == ("investment",)
    assert not editor.shows.isChecked()
    editor.shelf.choose("what_if")
    editor.up.click()
    assert order(person).index("what_if") == usual.index("what_if") - 1
    qtbot.keyClicks(editor.note.focus_target(), NOTE)
    assert person.deal.private.slide_notes == {"what_if": NOTE}
    assert "With a note" in editor.shelf.lines[order(person).index("what_if")].note
    editor.standard.click()
    assert person.deal.presentation == Presentation()
    while editor.undo.isEnabled():
        editor.undo.click()
    assert person.deal == before, "undo goes back to how the slides stood, and no further"
    assert order(person) == usual
    qtbot.waitUntil(lambda: len(editor.shelf.pictures) == len(usual), timeout=20_000)
    editor.leave.click()
    person.leaves()


def test_in_the_meeting_the_client_sees_the_new_order_at_once_and_never_a_note(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    room.console.show()
    qtbot.keyClicks(room.console.notes.note.focus_target(), NOTE)
    assert room.deal.private.slide_notes == {"welcome": NOTE}
    room.console.bar.arrange.click()
    editor = editor_over(room.console, qtbot)
    editor.shelf.choose("payments")
    editor.shows.click()
    qtbot.waitUntil(lambda: "payments" not in room.stage.slides, timeout=10_000)
    editor.shelf.choose("sign")
    editor.up.click()
    qtbot.waitUntil(lambda: room.stage.slides[-1] == "next_steps", timeout=10_000)
    editor.leave.click()
    room.stage.go(0)
    assert room.console.notes.note.text() == NOTE
    room.stage.go(1)
    assert room.console.notes.note.text() == "", "each slide has its own"
    assert NOTE not in seen_by_client(room)
    assert NOTE in "\n".join(word for line in editor_words(room) for word in line)
    room.leaves()


def editor_words(room: Room) -> list[list[str]]:
    room.stage.go(0)
    return [[room.console.notes.note.text()], list(words_of(room.console))]


def test_how_slides_stand_and_their_notes_are_no_part_of_the_offer(qtbot: QtBot, tmp_path: Path) -> None:
    person = with_sample(qtbot, tmp_path)

    def change(deal: Deal) -> Deal:
        noted = replace(deal.private, slide_notes={"sign": NOTE}, floor_per_year=Decimal(1))
        return replace(deal, private=noted, presentation=Presentation(order=("sign",), hidden=("value",)))

    changed = change(person.deal)
    assert offered(changed) == offered(person.deal)
    assert client_copy(changed, CATALOG) == client_copy(person.deal, CATALOG)
    person.leaves()


def test_one_slide_always_stays(qtbot: QtBot, tmp_path: Path) -> None:
    hidden = tuple(slide for slide in slide_order(Presentation()) if slide != "tier")
    room = in_meeting(qtbot, tmp_path, lambda deal: replace(deal, presentation=Presentation(hidden=hidden)))
    assert room.stage.slides == ("tier",)
    room.console.show()
    room.console.bar.arrange.click()
    editor = editor_over(room.console, qtbot)
    editor.shelf.choose("tier")
    assert not editor.shows.isEnabled()
    qtbot.keyClick(editor.shelf, Qt.Key.Key_Space)
    assert room.stage.slides == ("tier",)
    editor.leave.click()
    room.person.wizard.session.update(lambda deal: replace(deal, presentation=Presentation(hidden=(*hidden, "tier"))))
    qtbot.waitUntil(lambda: room.stage.slides == ("welcome",), timeout=10_000)
    room.leaves()
