"""The approver's window: a request is dropped on it, the answer is signed with an identity of this workspace."""

import datetime as dt
from collections.abc import Generator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.approval_request import ApprovalRequest, write_request
from omnidesk.domain.approval_token import read_token
from omnidesk.signing.answers import answer_holds
from omnidesk.signing.identities import create
from omnidesk.store.workspace import workspace
from omnidesk.ui.approving import Approving
from omnidesk.ui.desktop import Desktop

ASKED = ApprovalRequest(
    nonce="abcdefgh",
    rule="discretionary_discount",
    deal_hash="7" * 64,
    company="Flame Partnerships",
    client="Aurora Broadcast AG",
    currency="USD",
    before=Decimal(758_500),
    after=Decimal(712_600),
    off_usd=Decimal(45_900),
    percent=Decimal(12),
    reason="First in the region",
    asked_by="maria",
    asked_on=dt.date(2026, 3, 10),
)


@pytest.fixture
def desktop(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Generator[Desktop]:
    monkeypatch.setenv("OMNIDESK_PASSPHRASE", "correct horse battery staple")
    place = workspace(tmp_path / "workspace")
    create(place.identities, "Anna Chen", subject="Anna Chen", organisation="Flame",
           passphrase_for=lambda _key, _label: "correct horse battery staple", now=dt.datetime.now(dt.UTC))  # fmt: skip
    made = Desktop(place)
    qtbot.addWidget(made.window)
    with qtbot.waitSignal(made.settled, timeout=20_000):
        made.start()
    yield made
    made.close()


def approving(desktop: Desktop) -> Approving:
    assert desktop.returns is not None
    return desktop.returns.approving


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton), name
    assert button.isEnabled(), name
    button.click()


def test_a_dropped_request_is_shown_signed_and_handed_back(desktop: Desktop, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "aurora.omnidesk-request"
    file.write_bytes(write_request(ASKED))
    assert desktop.returns is not None
    desktop.returns.take(file)
    side = approving(desktop)
    qtbot.waitUntil(lambda: side.dialog is not None, timeout=20_000)
    assert side.dialog is not None
    press(side.dialog, "answer-approve")
    assert side.answered is None, "a reason is needed"
    side.dialog.why.set_text("A reference for the region")
    press(side.dialog, "answer-approve")
    qtbot.waitUntil(lambda: side.answered is not None, timeout=20_000)
    assert side.answered is not None
    press(side.answered, "hand-text")
    token = read_token(QGuiApplication.clipboard().text())
    assert (token.claims.request, token.claims.decision) == (ASKED.id, "approved")
    assert answer_holds(token.certificate, token.signed, token.signature)
    press(side.answered, "answered-close")


def test_what_is_no_request_says_so_where_it_was_pasted(desktop: Desktop) -> None:
    side = approving(desktop)
    side.choose()
    assert side.pasting is not None
    side.pasting.text.set_text("Dear Anna, could you please approve this?")
    press(side.pasting, "paste-accept")
    assert side.pasting is not None
    assert "no request for an approval" in side.pasting.note.accessibleName()
    press(side.pasting, "paste-cancel")
