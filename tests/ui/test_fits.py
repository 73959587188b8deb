"""No text is cut off on any screen: small windows, dense screens, longer languages, writing from right to left."""

import math
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from omnidesk import i18n
from omnidesk.ui.theme.fonts import font, register_fonts_behind
from omnidesk.ui.widgets.badge import Badge
from omnidesk.ui.widgets.checks import Switch
from omnidesk.ui.widgets.text import ElidedText

from .screens import SCREENS, SMALLEST, screens, settled, with_sample

ROOT = Path(__file__).parents[2]
NARROWEST = QSize(1024, 700)


def longer(message: str) -> str:
    """The message in a language whose words are all at least 40 % longer; what is put in later stays as it is."""
    return re.sub(
        r"(\{[^}]*\})|([^\W\d_]+)", lambda found: found[1] or found[2] + "ö" * math.ceil(0.4 * len(found[2])), message
    )


KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねの"


def japanese(message: str) -> str:
    """The message in letters as wide as two, without spaces, 40 % wider than in English; what is put in stays."""

    def word(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        letters = math.ceil(0.4 * len(found[2])) + math.ceil(0.3 * len(found[2]))
        return "".join(KANA[(len(found[2]) + place) % len(KANA)] for place in range(letters))

    return re.sub(r"(\{[^}]*\})|([^\W\d_]+ ?)", word, message)


def pieces(text: str) -> list[str]:
    """What a line cannot break: words, or one letter of Japanese."""
    return re.findall(rf"[{KANA}]|[^\s{KANA}]+", text)


def label_flaw(label: QLabel) -> str:
    if isinstance(label, ElidedText) or not label.text():
        return ""  # it shows an ellipsis, and the whole in its tool tip
    if label.wordWrap():
        if label.heightForWidth(label.width()) > label.height() + 1:
            return f"{label.text()!r}: lines are cut off"
        widest = max((label.fontMetrics().horizontalAdvance(word) for word in pieces(label.text())), default=0)
        return f"{label.text()!r}: a word is wider than its place" if widest > label.width() + 1 else ""
    return f"{label.text()!r} is cut off" if label.sizeHint().width() > label.width() + 1 else ""


def part_flaw(part: QWidget) -> str:
    """What is wrong with a button or a badge, which write their name themselves."""
    if isinstance(part, Switch) and not part.text():
        return ""
    if part.hasHeightForWidth():
        cut = part.heightForWidth(part.width()) > part.height() + 1
    else:  # the rail ends long names in an ellipsis
        cut = part.sizeHint().width() > part.width() + 1 and not part.objectName().startswith("step:")
    return f"{part.accessibleName()!r} is cut off" if cut else ""


def flaws(top: QWidget) -> Iterator[str]:
    """Texts that a person cannot read to their end."""
    yield from (label_flaw(label) for label in top.findChildren(QLabel) if label.isVisibleTo(top))
    parts = [*top.findChildren(QAbstractButton), *top.findChildren(Badge)]
    yield from (part_flaw(part) for part in parts if part.isVisibleTo(top))
    areas = [area for area in top.findChildren(QScrollArea) if area.isVisibleTo(top)]
    beyond = [held.width() - area.viewport().width() for area in areas if (held := area.widget()) is not None]
    yield from (f"{pixels} pixels of a page are beyond its edge" for pixels in beyond if pixels > 0)


def cut_off(bot: QtBot, folder: Path, size: QSize) -> dict[str, list[str]]:
    found = {name: sorted(filter(None, flaws(widget))) for name, widget in screens(bot, folder, size)}
    assert tuple(found) == SCREENS
    return {name: flawed for name, flawed in found.items() if flawed}


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_nothing_is_cut_off_in_a_small_window(qtbot: QtBot, tmp_path: Path) -> None:
    assert cut_off(qtbot, tmp_path / "workspace", SMALLEST) == {}


@pytest.mark.parametrize("size", [SMALLEST, NARROWEST], ids=["1280x720", "1024x700"])
def test_nothing_is_cut_off_in_a_longer_language(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: QSize
) -> None:
    assert longer("{count} deals") == "{count} dealsöö"
    monkeypatch.setattr(i18n, "translator", lambda: longer)
    assert cut_off(qtbot, tmp_path / "workspace", size) == {}


def test_nothing_is_cut_off_in_japanese(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register_fonts_behind()
    assert QFontInfo(font("body")).family() == "Inter"
    assert japanese("{count} deals") == "{count} かきくけ"
    monkeypatch.setattr(i18n, "translator", lambda: japanese)
    assert cut_off(qtbot, tmp_path / "workspace", SMALLEST) == {}


@pytest.mark.parametrize("scale", ["1.5", "2"])
def test_nothing_is_cut_off_on_a_dense_screen(scale: str) -> None:
    story = f"{__file__}::test_nothing_is_cut_off_in_a_small_window"
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", story]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "QT_SCALE_FACTOR": scale}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


@pytest.mark.usefixtures("from_the_right")
def test_the_window_is_mirrored_where_writing_runs_from_the_right(qtbot: QtBot, tmp_path: Path) -> None:
    person = with_sample(qtbot, tmp_path / "workspace")
    wizard = person.wizard
    wizard.go("tier")
    settled(person)
    assert wizard.rail.x() > wizard.stack.x() > wizard.panel.x()
    assert wizard.foot.onward.x() < wizard.foot.back.x()
