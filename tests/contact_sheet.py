"""Every screen in both themes on one sheet: ``python -P -m tests.contact_sheet OUT`` writes sheets and pictures to OUT.

A sheet for each way to look: 1440×900, 1280×720, and 1280×720 on a screen of double density. The pictures that a
sheet is made of lie in a folder of its name, full size.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PIL import Image, ImageDraw, ImageFont

SHEETS = {"1440x900": (1440, 900, "1"), "1280x720": (1280, 720, "1"), "double": (1280, 720, "2")}
"""Width and height of the window, and the density of the screen, by the name of the sheet."""
SCHEMES = ("light", "dark")
OPEN = {"OMNIDESK_PROTECTION": "off"}
"""The deals of the pictures need no key."""
PATIENCE = 20_000
"""Milliseconds for the first page of a preview on a busy machine."""
TURNS = 6
"""Turns of the window's loop until what was shown last has found its place."""
COLUMNS, THUMB, GAP, CAPTION = 4, 720, 24, 30
GROUND, INK = (225, 228, 233), (60, 66, 82)


def main(arguments: list[str]) -> int:
    """Write every sheet; with the name of one as well, draw only its pictures."""
    out = Path(arguments[0])
    if len(arguments) > 1:
        _draw(out / arguments[1], *SHEETS[arguments[1]][:2])
        return 0
    for name, (_width, _height, density) in SHEETS.items():
        world = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": density, **OPEN}
        subprocess.run([sys.executable, "-P", "-m", "tests.contact_sheet", str(out), name], env=world, check=True)
        print(_sheet(out / name))
    return 0


def _draw(folder: Path, width: int, height: int) -> None:
    """Save a picture of each screen in each theme."""
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication
    from pytestqt.qt_compat import qt_api
    from pytestqt.qtbot import QtBot

    from omnidesk.ui import theme
    from omnidesk.ui.pages.preview import PreviewPanel
    from omnidesk.ui.widgets.spoken import speak
    from tests.ui.screens import screens

    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([sys.argv[0]])
    speak()
    qt_api.set_qt_api("pyside6")
    bot = QtBot(cast(Any, SimpleNamespace(node=SimpleNamespace())))
    with tempfile.TemporaryDirectory() as home:
        for number, (name, shown) in enumerate(screens(bot, Path(home) / "workspace", QSize(width, height))):
            for panel in (each for each in shown.findChildren(PreviewPanel) if each.isVisible()):
                bot.waitUntil(lambda panel=panel: panel.pictures.first_key() != 0, timeout=PATIENCE)
            for _turn in range(TURNS):
                QApplication.processEvents()
            for scheme in SCHEMES:
                theme.apply(app, scheme)
                QApplication.processEvents()
                shown.grab().save(str(folder / f"{number:02} {name} {scheme}.png"))


def _sheet(folder: Path) -> Path:
    """Put the pictures of a folder onto one sheet, each screen light and dark side by side."""
    tiles = [_tile(path) for path in sorted(folder.glob("*.png"), key=_place)]
    rows = [tiles[start : start + COLUMNS] for start in range(0, len(tiles), COLUMNS)]
    heights = [max(tile.height for tile in row) + GAP for row in rows]
    sheet = Image.new("RGB", (COLUMNS * (THUMB + GAP) + GAP, sum(heights) + GAP), GROUND)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        for column, tile in enumerate(row):
            sheet.paste(tile, (GAP + column * (THUMB + GAP), top))
        top += height
    target = folder.with_suffix(".png")
    sheet.save(target, optimize=True)
    return target


def _place(path: Path) -> tuple[str, int]:
    name, _space, scheme = path.stem.rpartition(" ")
    return name, SCHEMES.index(scheme)


def _tile(path: Path) -> Image.Image:
    """Return a picture under its name."""
    picture = Image.open(path).convert("RGB")
    picture.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    tile = Image.new("RGB", (THUMB, picture.height + CAPTION), GROUND)
    ImageDraw.Draw(tile).text((0, 4), path.stem[3:], INK, ImageFont.load_default(18))
    tile.paste(picture, (0, CAPTION))
    return tile


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
