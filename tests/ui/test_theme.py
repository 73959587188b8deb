"""The theme: contrast, fonts, icons, and a switch of colours that reaches everything."""

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from omnidesk.colour import contrast
from omnidesk.domain.errors import MachineError
from omnidesk.shipped import shipped
from omnidesk.ui import theme
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import pixmap
from omnidesk.ui.theme.tokens import SCHEMES, TEXT_PAIRS, TYPE, Scheme

from .conftest import Show

SOURCES = Path(__file__).resolve().parents[2] / "omnidesk" / "ui"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme: Scheme) -> None:
    colours = SCHEMES[scheme]
    weak = {
        pair: round(contrast(getattr(colours, pair[0]), getattr(colours, pair[1])), 2)
        for pair in TEXT_PAIRS
        if contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_inputs_and_the_focus_ring_can_be_seen(scheme: Scheme) -> None:
    colours = SCHEMES[scheme]
    for edge in (colours.line_input, colours.accent, colours.danger, colours.warning):
        for ground in (colours.surface, colours.canvas):
            assert contrast(edge, ground) >= 3


def test_contrast_knows_its_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1


def test_a_switch_of_scheme_reaches_a_label_on_screen(qapp: QApplication, show: Show) -> None:
    label = show(QLabel("Total"))
    before = label.palette().color(QPalette.ColorRole.WindowText).name()
    assert theme.apply(qapp, "dark") == "dark"
    qapp.processEvents()
    assert theme.scheme() == "dark"
    assert before == SCHEMES["light"].text
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == SCHEMES["dark"].text


def test_without_a_hint_from_the_system_the_window_is_light(qapp: QApplication) -> None:
    assert theme.resolve(qapp, "system") == "light"


@pytest.mark.parametrize("role", list(TYPE))
def test_each_role_is_set_in_the_shipped_inter(role: str) -> None:
    face = QFontInfo(font(role))  # pyright: ignore[reportArgumentType]
    assert face.family() == "Inter"
    assert face.pixelSize() == TYPE[role].size  # pyright: ignore[reportArgumentType]


def test_an_icon_wears_the_token_and_is_sharp_on_a_dense_screen(qapp: QApplication) -> None:
    light = pixmap("check", "accent", 16, 2.0)
    theme.apply(qapp, "dark")
    dark = pixmap("check", "accent", 16, 2.0)
    assert light.width() == 32
    assert light.toImage() != dark.toImage()
    assert pixmap("check", "accent", 16, 2.0).cacheKey() == dark.cacheKey()


def test_a_missing_icon_says_which_and_what_to_do() -> None:
    with pytest.raises(MachineError, match=r"no-such-icon\.svg.*install OmniDesk again"):
        pixmap("no-such-icon", "text", 16)


def test_every_icon_that_widgets_name_is_shipped() -> None:
    text = "".join(path.read_text() for path in SOURCES.rglob("*.py"))
    named = set(
        re.findall(r'(?:icon(?:_after)?=|set_icon\(|Icon\(|IconButton\(|paint_icon\(painter, )"([a-z-]+)"', text)
    )
    shipped_names = {path.stem for path in shipped("resources", "icons").glob("*.svg")}
    assert named
    assert named - shipped_names == set()


def test_void_calls_take_no_reference_from_none(show: Show) -> None:
    label = show(QLabel("x"))
    before = sys.getrefcount(None)
    for _turn in range(2_000):
        label.setEnabled(True)
    assert abs(sys.getrefcount(None) - before) < 200
