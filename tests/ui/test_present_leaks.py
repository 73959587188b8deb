"""Nothing of ours alone reaches the client: a canary in every internal field, looked for in all that a client sees."""

import datetime
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
from omnidesk.domain.what_if.levers import LeverId
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


@pytest.mark.parametrize("settings", [{}, {"agents": Decimal(40)}])
def test_no_canary_is_in_the_slides_as_a_file(settings: dict[LeverId, Decimal]) -> None:
    now = datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC)
    pdf = slides_file(with_canaries(ARCHITECT), CATALOG, now=now, settings=settings)
    document = PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    for heading in ("What it is worth to you", "What if", "How sure is it?", "What this rests on"):
        assert heading in text
    assert leaks(text) == []
    assert not any(each.encode() in pdf for each in WORDS)
    document.close()


def test_how_far_a_discount_may_go_is_not_told_where_none_is_given() -> None:
    pdf = slides_file(ARCHITECT, CATALOG, now=datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC))
    document = PdfDocument(pdf)
    (page,) = [text for each in document if "What if" in (text := each.get_textpage().get_text_range())]
    assert "Agents" in page
    assert "Discount" not in page
    document.close()
