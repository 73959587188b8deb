"""A meeting of ten minutes with the Architect's sample in the real windows; ``resources/guide/meeting.md`` tells it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.deal import Deal
from omnidesk.ui.present.compare_window import CompareWindow
from omnidesk.ui.present.slide_editor import SlideEditor

from .closing import comes_back, gives_passphrase, handed, press, signs, with_signer
from .meeting import Room, in_meeting

Look = Callable[[str, QWidget], object]
AGENTS, DISCOUNT, BUDGET = Decimal(40), Decimal(5), "230000"


class Story:
    """Who presents, and what looks on at each step: a picture in a walk by hand, nothing in a test."""

    def __init__(self, bot: QtBot, folder: Path, look: Look, change: Callable[[Deal], Deal] | None = None) -> None:
        self.bot, self.folder, self.look = bot, folder, look
        self.room: Room = in_meeting(bot, folder / "workspace", change)
        with_signer(self.room)

    def tell(self) -> None:
        """Walk through the meeting."""
        self.opens()
        self.asks_what_if()
        self.names_a_budget()
        self.goes_back_and_compares()
        self.talks_aside()
        self.signs()

    def on(self, slides: int = 1) -> None:
        """Go on by the key of a presenter's remote."""
        for _slide in range(slides):
            self.bot.keyClick(self.room.console, Qt.Key.Key_PageDown)

    def sees(self, name: str) -> None:
        """Look at both screens."""
        self.bot.wait(20)
        self.look(f"{name}-client", self.room.client)
        self.look(f"{name}-console", self.room.console)

    def opens(self) -> None:
        """Minute 0: welcome, situation, recommendation, tiers; the mouse is the pointer."""
        self.sees("00-welcome")
        self.on(3)
        view = self.room.console.current
        at, none = QPointF(view.rect().center()), Qt.MouseButton.NoButton
        moved = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, moved)
        assert self.room.stage.pointer is not None
        self.sees("01-tiers")

    def asks_what_if(self) -> None:
        """Minute 3: forty agents and five percent; the result is named."""
        room = self.room
        self.on(2)
        assert room.stage.slide == "what_if"
        slider = room.console.what_if.rows["agents"].slider
        slider.setFocus()
        for _press in range(3):
            self.bot.keyClick(slider, Qt.Key.Key_Right)
        assert room.stage.settings, "the arrow keys turn the lever, not the slides"
        room.stage.turn("agents", AGENTS)
        room.stage.turn("discount", DISCOUNT)
        self.bot.keyClicks(room.console.journal.name.focus_target(), "Bold")
        room.console.journal.keep.click()
        assert [each.name for each in room.stage.meeting.scenarios] == ["Bold"]
        self.bot.waitUntil(lambda: room.console.journal.list.lines[0].name == "Bold")
        self.sees("02-what-if")

    def names_a_budget(self) -> None:
        """Minute 5: what fits 230,000 a year?"""
        room, field = self.room, self.room.console.budget.amount.focus_target()
        self.bot.keyClicks(field, BUDGET)
        with self.bot.waitSignal(room.console.budget.answered, timeout=30_000):
            self.bot.keyClick(field, Qt.Key.Key_Return)
        ways = [each for each in room.console.budget.ways if each.way.settings is not None]
        ways[0].chosen.emit()
        assert (room.stage.now.figures["per_year"] or 0) <= Decimal(BUDGET)
        self.sees("03-budget")

    def goes_back_and_compares(self) -> None:
        """Minute 6: back to Bold, and side by side with the offer."""
        room = self.room
        room.console.journal.compare.click()
        window = room.console.findChild(CompareWindow)
        assert window is not None
        self.bot.waitUntil(lambda: len(window.shown) > 1, timeout=20_000)
        self.look("04-compare", window)
        window.close()
        bold = next(place for place, line in enumerate(room.console.journal.list.lines) if line.name == "Bold")
        room.console.journal.list.choose(bold)
        assert room.stage.settings == {"agents": AGENTS, "discount": DISCOUNT}

    def talks_aside(self) -> None:
        """Minute 7: the screen is black for a word among us; a slide that nobody needs is hidden; the pen."""
        room = self.room
        room.console.setFocus()
        self.bot.keyClick(room.console, Qt.Key.Key_B)
        self.sees("05-black")
        room.console.bar.arrange.click()
        editor = room.console.findChild(SlideEditor)
        assert editor is not None
        editor.shelf.choose("scaling")
        self.bot.keyClick(editor.shelf, Qt.Key.Key_Space)
        self.look("06-editor", editor)
        editor.leave.click()
        self.bot.waitUntil(lambda: "scaling" not in room.stage.slides, timeout=10_000)
        self.bot.keyClick(room.console, Qt.Key.Key_B)
        room.stage.go(room.stage.slides.index("roadmap"))
        self.draws()
        self.sees("07-pen")

    def draws(self) -> None:
        """Draw a line on the slide."""
        view, left = self.room.console.current, Qt.MouseButton.LeftButton
        self.bot.keyClick(self.room.console, Qt.Key.Key_P)
        middle = view.rect().center()
        self.bot.mousePress(view, left, pos=middle - QPoint(60, 0))
        at, none = QPointF(middle), Qt.KeyboardModifier.NoModifier
        moved = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), left, left, none)
        QApplication.sendEvent(view, moved)
        self.bot.mouseRelease(view, left, pos=middle)
        assert len(self.room.stage.strokes) == 1
        self.bot.keyClick(self.room.console, Qt.Key.Key_P)

    def signs(self) -> None:
        """Minute 9: from the last slide to the file on a stick and a calm screen."""
        room = self.room
        room.stage.go(len(room.stage.slides) - 1)
        self.sees("08-last")
        press(room.console, "sign-now")
        page = room.console.closing
        self.bot.waitUntil(page.issue.isEnabled, timeout=20_000)
        self.sees("09-closing")
        press(page, "closing-issue")
        gives_passphrase(room, self.bot)
        window = handed(page, self.bot)
        self.bot.wait(50)
        self.look("10-in-person", window)
        signs(window, self.bot)
        self.look("11-locked", window)
        comes_back(window, self.bot)
        self.bot.waitUntil(room.console.isVisible)
        page.handing_on._run(page.handing_on._copy, self.folder / "stick.pdf")
        self.bot.waitUntil(lambda: page.handing_on.told.text() != "", timeout=20_000)
        self.sees("12-signed")
        room.console.journal.write(self.folder / "path.pdf")
        self.bot.waitUntil((self.folder / "path.pdf").exists, timeout=20_000)
        row = room.backstage.services.offer.row
        assert (row.stage, row.offer_version) == ("accepted", 1)
        assert room.deal.presentation.hidden == ("scaling",)
        desk = room.person.desktop.window
        press(page, "closing-finish")
        self.look("13-calm", desk)
        room.person.leaves()
