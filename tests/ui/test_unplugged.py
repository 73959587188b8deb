"""A screen is unplugged in the middle of a meeting, on a real X server: calm, nothing private on what is left."""

import shutil
from pathlib import Path

import pytest

from .two_screens import BEAMER, LAPTOP, told_on_x

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xrandr")), reason="needs Xvfb and xrandr, as Debian has them"
)
STORY = """
from PySide6.QtGui import QGuiApplication
from tests.ui.closing import closing, comes_back, gives_passphrase, handed, on_screen, press, signs, with_signer
from tests.ui.meeting import in_meeting
from tests.ui.two_screens import BEAMER, LAPTOP, plug, unplug


def stand(bot, count):
    bot.waitUntil(lambda: len(QGuiApplication.screens()) == count, timeout=10_000)
    bot.wait(300)
    return {type(each).__name__: each.screen().name() for each in on_screen()}


def test_unplugged(qtbot, tmp_path):
    room = in_meeting(qtbot, tmp_path)
    with_signer(room)
    both = stand(qtbot, 2)
    assert both["ClientWindow"] != both["Console"]
    unplug(BEAMER)
    left = stand(qtbot, 1)
    assert left["ClientWindow"] == "laptop"
    assert "Console" not in left, "what is left may be what the client sees; F6 brings the console"
    plug(BEAMER)
    again = stand(qtbot, 2)
    assert (again["ClientWindow"], again["Console"]) == ("beamer", "laptop")
    room.presenting.swap()
    swapped = stand(qtbot, 2)
    assert (swapped["ClientWindow"], swapped["Console"]) == ("laptop", "beamer")
    room.presenting.swap()
    page = closing(room, qtbot)
    press(page, "closing-issue")
    gives_passphrase(room, qtbot)
    window = handed(page, qtbot)
    unplug(BEAMER)
    assert stand(qtbot, 1) == {"InPersonWindow": "laptop"}
    signs(window, qtbot)
    plug(BEAMER)
    assert stand(qtbot, 2) == {"InPersonWindow": "laptop", "ClientWindow": "beamer"}
    comes_back(window, qtbot)
    qtbot.waitUntil(room.console.isVisible)
    home = stand(qtbot, 2)
    assert (home["ClientWindow"], home["Console"]) == ("beamer", "laptop")
    room.leaves()
"""


def test_unplugging_the_clients_screen_is_calm_before_and_during_the_signature(tmp_path: Path) -> None:
    told_on_x((LAPTOP, BEAMER), STORY, tmp_path)
