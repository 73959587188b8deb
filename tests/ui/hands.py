"""Random hands on the whole window: keys, clicks, typing, undo, steps, colours and sizes, all from one seed."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QToolButton, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.ui.wizard_frame import WizardFrame
from omnidesk.wizard.steps import STEP_IDS

from .desk import Person

TEXTS = ("0", "7", "12.5", "-3", "1,000,000", "9" * 14, "unlimited", "2026-05-05", "2026-13-45", "ümlaut ✓", "a  b", "")
NO, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
KEYS = (
    *((key, NO) for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left)),
    *((key, NO) for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape)),
    *((key, NO) for key in (Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_F8, Qt.Key.Key_Question)),
    *((key, CONTROL) for key in (Qt.Key.Key_Return, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_A, Qt.Key.Key_Backspace)),
    (Qt.Key.Key_Z, CONTROL | SHIFT),
    (Qt.Key.Key_Left, ALT),
    *((key, CONTROL) for key in (Qt.Key.Key_Comma, Qt.Key.Key_F, Qt.Key.Key_N, Qt.Key.Key_I, Qt.Key.Key_E)),
    *((key, NO) for key in (Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_B, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)),
    *((Qt.Key(Qt.Key.Key_1 + place), ALT) for place in range(9)),
)
SIZES = ((1024, 680), (1280, 720), (1440, 900), (1920, 1080))
APART = ("issue", "export", "export-deal", "create-identity", "open-document", "open-folder")
"""Buttons that write files, make keys or start other programs: they have tests of their own."""


def apart(widget: QWidget) -> bool:
    """Tell whether hands keep off; a tool button's menu waits for its end inside the click, and so would the test."""
    return widget.objectName() in APART or isinstance(widget, QToolButton)


@dataclass
class Hands:
    """Somebody who does anything at all; remembers the first deal of each wizard, to come back to it."""

    person: Person
    chance: random.Random
    done: list[str] = field(default_factory=list[str])

    @property
    def wizard(self) -> WizardFrame[Deal]:
        return self.person.wizard

    def act(self) -> None:
        """Do one thing."""
        acts: list[tuple[int, Callable[[], str]]] = [
            (30, self.press_key), (24, self.click), (24, self.type), (6, self.step), (6, self.undo),
            (2, self.resize), (2, self.colours), (1, self.wait), (2, self.drag_or_scroll),
        ]  # fmt: skip
        act = self.chance.choices([each for _weight, each in acts], [weight for weight, _each in acts])[0]
        self.done.append(act())
        over = QApplication.activeModalWidget()
        if isinstance(over, QFileDialog):
            over.reject()
        if not self.chance.randrange(8):
            self.turn()

    def turn(self) -> None:
        """Let the window answer."""
        app = QApplication.instance()
        assert app is not None
        app.sendPostedEvents()
        app.processEvents()

    def place(self) -> QWidget:
        """The window that takes the keyboard now; while a meeting is on, each of its windows in turn."""
        over = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if over is not None:  # pyright: ignore[reportUnnecessaryComparison]
            return over
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each.isWindow()]
        return self.chance.choice(shown) if len(shown) > 1 else self.person.desktop.window

    def focus(self) -> QWidget:
        place = self.place()
        return place.focusWidget() or place  # pyright: ignore[reportUnnecessaryComparison]

    def press_key(self) -> str:
        key, with_ = self.chance.choice(KEYS)
        target = self.focus()
        if apart(target):
            return "no key"
        told = f"{key.name} on {type(target).__name__} {target.objectName()}"
        QTest.keyClick(target, key, with_)
        return told

    def type(self) -> str:
        text, target = self.chance.choice(TEXTS), self.focus()
        told = f"{text!r} into {type(target).__name__} {target.objectName()}"
        if self.chance.random() < 0.6:
            QTest.keyClick(target, Qt.Key.Key_A, CONTROL)
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest only knows the letters of Latin 1
                QApplication.sendEvent(self.focus(), QKeyEvent(kind, 0, NO, letter))
        return told

    def click(self) -> str:
        place = self.place()
        able = [each for each in place.findChildren(QWidget) if self.may_click(each)]
        if not able:
            return "nothing to click"
        target = self.chance.choice(able)
        name = f"click {type(target).__name__} {target.objectName()} {target.accessibleName()}"
        if self.chance.random() < 0.15:
            QTest.mouseDClick(target, Qt.MouseButton.LeftButton)
        else:
            QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        return name

    def may_click(self, widget: QWidget) -> bool:
        takes = isinstance(widget, QAbstractButton) or widget.focusPolicy() & Qt.FocusPolicy.ClickFocus
        return bool(takes) and widget.isVisible() and widget.isEnabled() and not apart(widget)

    def step(self) -> str:
        step = self.chance.choice(STEP_IDS)
        if self.person.desktop.window.wizard is not None:
            self.wizard.go(step)
        return f"go to {step}"

    def undo(self) -> str:
        if self.person.desktop.window.wizard is None:
            return "nothing to undo"
        session = self.wizard.session
        for _turn in range(self.chance.randrange(1, 5)):
            (session.redo if self.chance.random() < 0.3 else session.undo)()
        return "undo and redo"

    def resize(self) -> str:
        width, height = self.chance.choice(SIZES)
        self.person.desktop.window.resize(width, height)
        return f"size {width}x{height}"

    def colours(self) -> str:
        self.person.desktop.window.switch_colours()
        return "colours"

    def wait(self) -> str:
        self.turn()
        self.person.desktop.background.finish()
        self.turn()
        return "wait"

    def drag_or_scroll(self) -> str:
        able = [each for each in self.place().findChildren(QWidget) if each.isVisible() and each.width() > 20]
        if not able:
            return "nothing to drag"
        target = self.chance.choice(able)
        if apart(target):
            return "no drag"
        start, end = (
            QPoint(self.chance.randrange(target.width()), self.chance.randrange(max(target.height(), 1)))
            for _end in range(2)
        )
        name = f"drag {type(target).__name__} {target.objectName()}"
        QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(target, end)
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=end)
        return name

    def close_all(self) -> None:
        """Close what is open over the window."""
        for _turn in range(10):
            popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
            if popup is None and dialog is None:  # pyright: ignore[reportUnnecessaryComparison]
                return
            for each in (popup, dialog):
                if isinstance(each, QDialog | QFileDialog):
                    each.reject()
                elif each is not None:  # pyright: ignore[reportUnnecessaryComparison]
                    each.close()
            self.turn()
