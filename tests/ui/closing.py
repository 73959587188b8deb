"""A deal that is closed in the room: who signs for us, the client's hand, and what stands on which screen."""

import datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.signing.identities import create
from omnidesk.ui.in_person.window import InPersonWindow
from omnidesk.ui.present.closing_page import ClosingPage
from omnidesk.ui.secret_dialog import SecretDialog

from .meeting import Room

PASSPHRASE = "a long passphrase"


def with_signer(room: Room) -> None:
    """Make an identity that signs for us; its passphrase is asked for, as no keyring knows it."""
    folder = room.backstage.services.workspace.identities
    now = datetime.datetime.now(datetime.UTC)
    create(
        folder,
        "Maria Keller",
        subject="Maria Keller",
        organisation="OmniTech1",
        passphrase_for=lambda _key, _label: PASSPHRASE,
        now=now,
    )


def press(window: QWidget, name: str) -> None:
    """Press a button with the mouse, as a person would."""
    button = window.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton), name
    assert button.isVisible(), name
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def scrawl(window: InPersonWindow) -> None:
    """Draw a signature with the mouse."""
    pad, left = window.panel.marks.pad, Qt.MouseButton.LeftButton
    QTest.mousePress(pad, left, pos=QPoint(40, 80))
    for number in range(1, 24):
        QTest.mouseMove(pad, QPoint(40 + 9 * number, 80 + 30 * (-1) ** number))
    QTest.mouseRelease(pad, left, pos=QPoint(260, 80))


def closing(room: Room, bot: QtBot) -> ClosingPage:
    """Go to the last slide and ask for the signature."""
    bot.keyClick(room.client, Qt.Key.Key_End)
    bot.keyClick(room.client, Qt.Key.Key_Return)
    page = room.console.closing
    bot.waitUntil(page.issue.isEnabled, timeout=10_000)
    return page


def gives_passphrase(room: Room, bot: QtBot) -> None:
    """Answer the question for the passphrase of the identity."""
    bot.waitUntil(lambda: room.console.findChild(SecretDialog) is not None, timeout=10_000)
    dialog = room.console.findChild(SecretDialog)
    assert dialog is not None
    bot.keyClicks(dialog.focusWidget(), PASSPHRASE)
    bot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def handed(page: ClosingPage, bot: QtBot) -> InPersonWindow:
    """Wait until the device can be given to the client."""
    bot.waitUntil(lambda: any(isinstance(each, InPersonWindow) for each in on_screen()), timeout=30_000)
    window = next(each for each in on_screen() if isinstance(each, InPersonWindow))
    bar = window.pages.verticalScrollBar()
    bot.waitUntil(lambda: bar.maximum() > 0)
    assert page.handed_over
    return window


def signs(window: InPersonWindow, bot: QtBot) -> None:
    """What the client does: read to the end, draw, agree, sign."""
    bar = window.pages.verticalScrollBar()
    bar.setValue(bar.maximum())
    scrawl(window)
    QTest.mouseClick(window.panel.agreed, Qt.MouseButton.LeftButton)
    press(window, "sign-in-person")
    bot.waitUntil(lambda: window.stack.currentWidget() is window.locked, timeout=30_000)


def comes_back(window: InPersonWindow, bot: QtBot) -> None:
    """The passphrase that opened the identity opens the app again."""
    bot.keyClicks(window.locked.secret.focus_target(), PASSPHRASE)
    press(window, "back-to-omnidesk")


def on_screen() -> list[QWidget]:
    """Every window that can be seen."""
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]
