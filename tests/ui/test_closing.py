"""Close in the room: from the last slide to the signed file on a stick, with nothing private on the client's screen."""

import socket
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.deal import Deal
from omnidesk.signing.identities import known_fingerprints
from omnidesk.signing.verify import verify

from .closing import closing, comes_back, gives_passphrase, handed, on_screen, press, signs, with_signer
from .meeting import in_meeting, words_of
from .test_present_leaks import leaks, with_canaries

REACHED: list[str] = []
"""What the audit hook saw of the network; a hook cannot be taken away again."""


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.bind", "socket.sendto") and arguments[0].family != socket.AF_UNIX:
        REACHED.append(f"{event} {arguments[1:]}")
    elif event == "socket.getaddrinfo":
        REACHED.append(f"{event} {arguments}")


@pytest.fixture(scope="module")
def hooked() -> None:
    sys.addaudithook(_watch)


@pytest.fixture
def network(hooked: None) -> list[str]:
    REACHED.clear()
    return REACHED


def seen(*windows: QWidget) -> str:
    """Every word on these windows that can be read or heard."""
    return "\n".join(word for window in windows for word in words_of(window))


def clean(deal: Deal) -> Deal:
    """Canaries, but none that stops the offer."""
    marked = discounted(with_canaries(deal), Decimal(2))
    return replace(marked, discovery=deal.discovery, tier_reason=deal.tier_reason, approvals=())


def discounted(deal: Deal, percent: Decimal) -> Deal:
    """The deal with another discretionary discount."""
    assert deal.models.subscription is not None
    given = replace(
        deal.models.subscription.discounts,
        discretionary_percent=percent,
        discretionary_reason="CanaryDiscount" if percent else None,
    )
    return replace(deal, models=replace(deal.models, subscription=replace(deal.models.subscription, discounts=given)))


def test_from_the_last_slide_to_the_signed_file_and_a_calm_screen(
    qtbot: QtBot, tmp_path: Path, network: list[str]
) -> None:
    room = in_meeting(qtbot, tmp_path / "workspace", clean)
    with_signer(room)
    room.stage.turn("agents", Decimal(40))
    page = closing(room, qtbot)
    assert [row.accessibleName() for row in page.choices.variants._rows.values()][1] == "The offer as it is"
    assert leaks(seen(page)) == []
    press(page, "closing-issue")
    gives_passphrase(room, qtbot)
    window = handed(page, qtbot)
    assert {type(each).__name__ for each in on_screen()} == {"ClientWindow", "InPersonWindow"}
    assert leaks(seen(*on_screen())) == []
    signs(window, qtbot)
    assert leaks(seen(*on_screen())) == []
    comes_back(window, qtbot)
    qtbot.waitUntil(lambda: room.console.isVisible() and not page.handed_over)
    assert room.deal.models.subscription is not None
    assert room.deal.models.subscription.agents == 40, "what was tried is what was signed"
    services = room.backstage.services
    assert services.offer.row.stage == "accepted"
    assert leaks(seen(page)) == []
    chart = room.client.view.chart
    assert chart is not None
    assert chart.alt.startswith("Thank you")
    page.handing_on._run(page.handing_on._copy, tmp_path / "stick.pdf")
    qtbot.waitUntil((tmp_path / "stick.pdf").exists, timeout=20_000)
    qtbot.waitUntil(lambda: page.handing_on.told.text() != "", timeout=20_000)
    known = known_fingerprints(services.workspace.identities)
    found = verify((tmp_path / "stick.pdf").read_bytes(), known=known)
    assert (found.status, len(found.signatures)) == ("valid", 2)
    press(page, "closing-finish")
    assert room.presenting.client is None
    calm = room.person.desktop.window
    assert not room.person.wizard.isVisible(), "the deal is covered"
    assert not room.person.desktop.home.isVisible(), "and so are those of other clients"
    press(calm, "calm-does")
    assert room.person.wizard.step == "sign"
    assert network == [], "no cable is needed"
    room.person.leaves()


def test_what_stops_it_is_said_to_us_and_folded_away_where_the_client_sees_it(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path, lambda deal: discounted(deal, Decimal(20)))
    with_signer(room)
    qtbot.keyClick(room.client, Qt.Key.Key_End)
    qtbot.keyClick(room.client, Qt.Key.Key_Return)
    page = room.console.closing
    qtbot.waitUntil(lambda: bool(page.choices.stops()), timeout=10_000)
    assert "approval is open" in page.choices.stops()[0].text
    assert not page.issue.isEnabled()
    assert not page.choices.missing.isVisible(), "one screen serves both"
    assert "approval" not in page.choices.trouble.text()
    room.person.wizard.session.update(lambda deal: discounted(deal, Decimal(0)))
    qtbot.waitUntil(page.issue.isEnabled, timeout=10_000)
    qtbot.keyClick(room.console, Qt.Key.Key_Escape)
    assert room.presenting.client is not None, "back to the slides, not out of the meeting"
    assert page.isHidden()
    room.leaves()


def test_a_client_who_leaves_is_back_at_the_hand_over(qtbot: QtBot, tmp_path: Path) -> None:
    room = in_meeting(qtbot, tmp_path)
    with_signer(room)
    page = closing(room, qtbot)
    qtbot.keyClick(room.console, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    gives_passphrase(room, qtbot)
    window = handed(page, qtbot)
    room.presenting.place()
    assert [type(each).__name__ for each in on_screen()] == ["InPersonWindow"], "whatever screen comes or goes"
    press(window, "leave-unsigned")
    dialog = window.findChild(QWidget, "dialog")
    assert dialog is not None
    press(dialog, "dialog-accept")
    comes_back(window, qtbot)
    qtbot.waitUntil(room.console.isVisible)
    assert room.backstage.services.offer.row.stage == "issued"
    assert page.signing.start.isVisible(), "it can be handed over once more"
    assert "left without signing" in page.signing.outcome.text()
    room.leaves()
