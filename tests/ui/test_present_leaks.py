"""Nothing of ours alone reaches the client: a canary in every internal field, looked for in all that a client sees."""

import datetime
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pypdfium2 import PdfDocument
from pytestqt.qtbot import QtBot

from omnidesk.charts.display import Text
from omnidesk.domain.deal import Deal
from omnidesk.domain.discount import Approval
from omnidesk.domain.private import Private
from omnidesk.operations.presenting_pdf import slides_file

from .meeting import Room, in_meeting, words_of
from .opened import ARCHITECT, CATALOG

WORDS = ("CanaryNotes", "CanaryAnswer", "CanaryTier", "CanaryDiscount")
AMOUNTS = ("271828", "314159", "161803", "577215")
INTERNAL: dict[str, Any] = {"budget_per_year": "577215"}
"""Answers of questions that the client never sees."""


def with_canaries(deal: Deal) -> Deal:
    """The deal with something of ours alone wherever it can be."""
    assert deal.models.subscription is not None
    given = replace(
        deal.models.subscription.discounts, discretionary_percent=Decimal(3), discretionary_reason="CanaryDiscount"
    )
    approval = Approval(
        rule="discretionary", who="CanaryWho", when=datetime.date(2026, 1, 5), why="CanaryWhy", deal_hash="0" * 64
    )
    return replace(
        deal,
        notes="CanaryNotes: decides alone",
        private=Private(cost_per_year=Decimal(271828), cost_one_time=Decimal(161803), floor_per_year=Decimal(314159)),
        discovery={**deal.discovery, **INTERNAL},
        discovery_notes=dict.fromkeys(deal.discovery, "CanaryAnswer"),
        approvals=(*deal.approvals, approval),
        tier_reason="CanaryTier",
        models=replace(deal.models, subscription=replace(deal.models.subscription, discounts=given)),
    )


def leaks(words: str) -> list[str]:
    digits = words.replace(",", "").replace("\u00a0", "").replace(".", "")
    return [each for each in (*WORDS, "Canary") if each in words] + [each for each in AMOUNTS if each in digits]


def seen_by_client(room: Room) -> str:
    """Every word of the client's window on every slide, those that are painted too."""
    found: list[str] = []
    for place in range(len(room.stage.slides)):
        room.stage.go(place)
        found += words_of(room.client)
        chart = room.client.view.chart
        assert chart is not None
        found += [shape.text for shape in chart.shapes if isinstance(shape, Text)]
        found.append(chart.alt)
    return "\n".join(found)


def test_no_canary_is_in_the_clients_window(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path, with_canaries)
    room.stage.turn("agents", Decimal(40))
    words = seen_by_client(room)
    assert room.deal.client.name in words, "the walk sees what is painted"
    assert leaks(words) == []
    shown = "\n".join(words_of(room.console))
    assert "CanaryNotes" in shown, "the presenter sees it: the canaries are real"
    room.leaves()


def test_no_canary_is_in_the_slides_as_a_file() -> None:
    pdf = slides_file(with_canaries(ARCHITECT), CATALOG, now=datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC))
    document = PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert "What it is worth to you" in text
    assert leaks(text) == []
    assert not any(each.encode() in pdf for each in WORDS)
    document.close()


@dataclass(frozen=True)
class Screen:
    name: str
    left: int
    wide: int
    high: int


TWO = (Screen("laptop", 0, 1024, 768), Screen("beamer", 1024, 1920, 1080))
STORY = """
import sys
from pathlib import Path
import pytest
from tests.ui.meeting import in_meeting

def test_two(qtbot, tmp_path):
    room = in_meeting(qtbot, tmp_path)
    assert room.client.geometry().getRect() == (1024, 0, 1920, 1080)
    assert room.client.isFullScreen()
    assert room.console.isVisible()
    assert room.console.screen().name() == "laptop"
    assert room.console.width() <= 1024
    assert abs(room.stage.aspect - 16 / 9) < 0.001
    room.leaves()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the offscreen platform reads its screens from a path with a colon")
def test_two_screens_hold_the_client_and_the_presenter(tmp_path: Path) -> None:
    screens = [
        {"name": each.name, "x": each.left, "y": 0, "width": each.wide, "height": each.high, "logicalDpi": 96, "dpr": 1}
        for each in TWO
    ]
    (tmp_path / "screens.json").write_text(json.dumps({"screens": screens}))
    (tmp_path / "test_two.py").write_text(STORY)
    root = Path(__file__).parents[2]
    ini = [
        "-c",
        str(root / "pyproject.toml"),
        "--rootdir",
        str(root),
        "-p",
        "tests.conftest",
        "-p",
        "tests.ui.conftest",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *ini, str(tmp_path / "test_two.py")],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}"},
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
