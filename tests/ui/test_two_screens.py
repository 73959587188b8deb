"""Two screens: the client's window and the console each on its own, and a meeting of ten minutes on them."""

import sys
from pathlib import Path

import pytest

from .two_screens import BEAMER, LAPTOP, told_on

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the offscreen platform reads its screens from a path with a colon"
)
PLACES = """
from tests.ui.meeting import in_meeting

def test_places(qtbot, tmp_path):
    room = in_meeting(qtbot, tmp_path)
    assert room.client.geometry().getRect() == (1024, 0, 1920, 1080)
    assert room.client.isFullScreen()
    assert room.console.isVisible()
    assert room.console.screen().name() == "laptop"
    assert room.console.width() <= 1024
    assert abs(room.stage.aspect - 16 / 9) < 0.001
    room.leaves()
"""
TEN_MINUTES = """
from tests.ui.meeting_story import Story

def test_ten_minutes(qtbot, tmp_path):
    story = Story(qtbot, tmp_path, lambda _name, _window: None)
    assert story.room.client.screen().name() == "beamer"
    story.tell()
    assert (tmp_path / "stick.pdf").read_bytes().startswith(b"%PDF")
"""


def test_each_screen_holds_its_window(tmp_path: Path) -> None:
    told_on((LAPTOP, BEAMER), PLACES, tmp_path)


def test_a_meeting_of_ten_minutes_ends_with_a_signed_file(tmp_path: Path) -> None:
    told_on((LAPTOP, BEAMER), TEN_MINUTES, tmp_path)
