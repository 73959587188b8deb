"""Levers are tried where nobody sees it: the journal, the deal and both windows stay as they are."""

from decimal import Decimal
from pathlib import Path

from pytestqt.qtbot import QtBot

from omnidesk.ui.present.rehearsal import Rehearsal

from .meeting import in_meeting


def test_a_rehearsal_leaves_nothing_behind(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    before, meeting, chart = room.deal, room.stage.meeting, room.client.view.chart
    for window in (room.client, room.console):
        (rehearsal,) = window.findChildren(Rehearsal)
        qtbot.waitUntil(lambda rehearsal=rehearsal: rehearsal.is_over, timeout=20_000)
    assert room.deal is before
    assert room.stage.meeting is meeting
    assert room.client.view.chart is chart
    room.leaves()


def test_a_rehearsal_ends_once_somebody_turns_a_lever(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    room.stage.turn("agents", Decimal(40))
    (rehearsal,) = room.client.findChildren(Rehearsal)
    qtbot.waitUntil(lambda: rehearsal.is_over)
    room.leaves()
