"""Every page of the samples' documents looks as it did, and every unsigned file is the same byte for byte.

``OMNIDESK_RENEW_PICTURES=1`` draws the kept pictures and hashes anew; look at each of them before it is committed.
"""

import json
import math
import os
import subprocess
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from omnidesk.specs.load import load_catalog
from tests.documents.golden_documents import KEPT
from tests.documents.many_deals import drawn

GOLDEN = Path(__file__).parent / "golden"
HASHES = GOLDEN / "sha256.json"
RENEW = os.environ.get("OMNIDESK_RENEW_PICTURES") == "1"
DPI, ACROSS, COLOURS = 60, 4, 64
UNSEEN, SHARE = 40, 0.0005
"""How much a channel may differ, of 255, and on what share of the pixels it may differ more."""


@cache
def unsigned(name: str) -> bytes:
    """The file of a kept document, built once for all tests."""
    return drawn(KEPT[name], load_catalog()).pdf


def picture(pdf: bytes) -> Image.Image:
    """All pages beside and below one another."""
    pages = [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(pdf)]  # pyright: ignore[reportArgumentType] - the library's annotation is too narrow
    width, height = pages[0].size
    across = min(ACROSS, len(pages))
    sheet = Image.new("RGB", (across * width, math.ceil(len(pages) / across) * height), "#888888")
    for place, page in enumerate(pages):
        sheet.paste(page, (place % across * width, place // across * height))
    return sheet


def differs(seen: Image.Image, kept: Image.Image) -> float:
    """The share of pixels whose difference can be seen, both in the kept picture's colours."""
    if seen.size != kept.size:
        return 1.0
    alike = seen.quantize(palette=kept, dither=Image.Dither.NONE).convert("RGB")
    strongest = Image.new("L", seen.size)
    for channel in ImageChops.difference(alike, kept.convert("RGB")).split():
        strongest = ImageChops.lighter(strongest, channel)
    counts = strongest.histogram()
    return sum(counts[UNSEEN + 1 :]) / sum(counts)


@pytest.mark.parametrize("name", KEPT)
def test_every_page_looks_as_it_did(name: str) -> None:
    seen, path = picture(unsigned(name)), GOLDEN / f"{name}.png"
    if RENEW:
        GOLDEN.mkdir(exist_ok=True)
        seen.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    assert differs(seen, Image.open(path)) < SHARE


def test_a_word_that_changed_is_seen() -> None:
    kept = Image.open(GOLDEN / "seeker-startup-summary.png")
    seen = kept.convert("RGB")
    assert differs(seen, kept) == 0
    seen.paste((0, 0, 0), (100, 300, 160, 308))
    assert differs(seen, kept) > SHARE


def test_unsigned_files_are_the_same_bytes_in_any_place_zone_and_process() -> None:
    here = {name: sha256(unsigned(name)).hexdigest() for name in KEPT}
    if RENEW:
        HASHES.write_text(json.dumps(here, indent=1) + "\n", encoding="utf-8")
    assert here == json.loads(HASHES.read_text(encoding="utf-8"))
    place = {"PYTHONHASHSEED": "4711", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de", "TZ": "Asia/Tokyo"}
    there = subprocess.run(
        [sys.executable, "-m", "tests.documents.golden_documents"],
        env={**os.environ, **place, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert json.loads(there) == here
