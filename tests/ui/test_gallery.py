"""The gallery's pictures are kept: a widget that looks different is noticed.

``OMNIDESK_RENEW_PICTURES=1`` draws the kept pictures anew; look at each of them before it is committed.
"""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QBuffer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.ui import gallery, theme
from omnidesk.ui.gallery_states import states
from omnidesk.ui.gallery_window import GalleryWindow
from omnidesk.ui.theme.tokens import Scheme
from omnidesk.ui.widgets.chart import ChartView

from .conftest import Show

GOLDEN = Path(__file__).parent / "golden"
RENEW = os.environ.get("OMNIDESK_RENEW_PICTURES") == "1"
WIDTH, UNSEEN, SHARE = 960, 8, 0.0001
"""The pictures' width; how much a channel may differ, of 255; and on what share of the pixels it may differ more."""
PARTS: dict[str, Callable[[], QWidget]] = {
    "cards": gallery.cards,
    "buttons": gallery.buttons,
    "states": states,
    "inputs": gallery.inputs,
    "longer-inputs": gallery.longer_inputs,
    "table": gallery.table,
    "chart": lambda: ChartView(gallery.waterfall),
    "nothing": gallery.nothing,
}


def picture(widget: QWidget) -> Image.Image:
    focused = widget.focusWidget()
    if focused is not None:  # pyright: ignore[reportUnnecessaryComparison]
        focused.clearFocus()  # a cursor blinks
    file = QBuffer()
    widget.grab().save(file, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    return Image.open(BytesIO(file.data().data())).convert("RGB")


def differs(seen: Image.Image, kept: Image.Image) -> float:
    """The share of pixels whose difference can be seen."""
    if seen.size != kept.size:
        return 1.0
    strongest = Image.new("L", seen.size)
    for channel in ImageChops.difference(seen, kept).split():
        strongest = ImageChops.lighter(strongest, channel)
    counts = strongest.histogram()
    return sum(counts[UNSEEN + 1 :]) / sum(counts)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", list(PARTS))
def test_a_part_of_the_gallery_looks_as_it_did(part: str, scheme: Scheme, qapp: QApplication, show: Show) -> None:
    theme.apply(qapp, scheme)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(24, 24, 24, 24)  # the pointer, wherever it is, stands on none of them
    column.addWidget(PARTS[part]())
    holder.setFixedWidth(WIDTH)
    show(holder)
    qapp.processEvents()
    seen, path = picture(holder), GOLDEN / f"{part}-{scheme}.png"
    if RENEW:
        GOLDEN.mkdir(exist_ok=True)
        seen.save(path, optimize=True)
    assert differs(seen, Image.open(path).convert("RGB")) < SHARE


def test_a_difference_that_can_be_seen_is_seen() -> None:
    white = Image.new("RGB", (100, 100), "white")
    spot = white.copy()
    spot.paste((240, 255, 255), (10, 10, 12, 12))
    assert differs(white, white) == 0
    assert differs(spot, white) == pytest.approx(0.0004)
    assert differs(white.crop((0, 0, 99, 100)), white) == 1


def test_the_gallery_changes_colours_and_direction(qtbot: QtBot) -> None:
    window = GalleryWindow()
    qtbot.addWidget(window)
    window.show()
    window.switch_colours()
    assert theme.scheme() == "dark"
    window.switch_direction()
    assert window.isRightToLeft()
    window.switch_direction()
    window.switch_colours()
    assert theme.scheme() == "light"
    assert not window.isRightToLeft()
