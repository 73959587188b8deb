"""The device in the client's hands: only the document and the place to sign, then a lock that only we open."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot

from omnidesk.domain.mark import Ink
from omnidesk.signing.evidence import evidence_in
from omnidesk.signing.identities import known_fingerprints
from omnidesk.signing.verify import verify
from omnidesk.ui.in_person.lock import Lock, locked_with
from omnidesk.ui.in_person.window import InPersonWindow
from omnidesk.ui.pages.sign import SignPage
from omnidesk.ui.single_start import come_forward
from omnidesk.wizard.form import put

from .conftest import Show
from .opened import SEEKER, Opened, open_page
from .test_sign_page import with_identity

Wait = Callable[[Callable[[], bool]], None]


def scrawl(window: InPersonWindow) -> None:
    """Draw a signature with the mouse."""
    pad = window.panel.marks.pad
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(pad, left, pos=QPoint(40, 80))
    for number in range(1, 24):
        QTest.mouseMove(pad, QPoint(40 + 9 * number, 80 + 30 * (-1) ** number))
    QTest.mouseRelease(pad, left, pos=QPoint(260, 80))


def press(window: InPersonWindow, name: str) -> None:
    button = window.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton), name
    assert button.isEnabled(), name
    button.click()


def issued(opened: Opened) -> SignPage:
    page = with_identity(opened)
    opened.press("issue")
    for _ in range(4):
        opened.settle()
    assert page.result.isVisible()
    return page


def handed(opened: Opened, qtbot: QtBot, code: str = "") -> InPersonWindow:
    """Hand the device over, and read the document to its end."""
    page = opened.page
    assert isinstance(page, SignPage)
    page.result.signing.code.set_text(code)
    opened.press("sign-here")
    opened.settle()
    flow = page.result.signing.flow
    assert flow is not None
    window = flow.window
    assert window is not None
    assert not page.isVisible(), "the app is out of sight"
    bar = window.pages.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert not window.panel.sign.isEnabled()
    assert window.panel.next_step() == "Scroll to the last page to read the whole document."
    bar.setValue(bar.maximum())
    return window


def shown_hash(page: SignPage) -> str:
    return page.result._rows._lines[-1]._value.text()


def come_back(window: InPersonWindow) -> None:
    """The passphrase that opened the identity opens the app again."""
    window.locked.secret.set_text("a long passphrase")
    press(window, "back-to-omnidesk")


def fill_in(window: InPersonWindow) -> None:
    window.panel.name.set_text("Zoë Müller")
    window.panel.name.edited.emit("Zoë Müller")
    window.panel.agreed.setChecked(True)
    scrawl(window)


def test_a_client_signs_and_only_the_code_leads_back(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = issued(opened)
    page.identity._locks.clear()  # as if a keyring had opened the identity
    window = handed(opened, qtbot, code="1704")
    fill_in(window)
    press(window, "sign-in-person")
    opened.settle()
    assert window.stack.currentWidget() is window.locked
    window.close()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    press(window, "back-to-omnidesk")
    assert window.isVisible(), "no code, no way back"
    assert not page.isVisible()
    window.locked.secret.set_text("1704")
    QTest.keyClick(window.locked.secret.focus_target(), Qt.Key.Key_Return)
    qtbot.waitUntil(page.isVisible)
    (path,) = tmp_path.glob("*-signed.pdf")
    (issue,) = (each for each in tmp_path.glob("*.pdf") if each != path)
    known = known_fingerprints(opened.services.workspace.identities)
    found = verify(path.read_bytes(), known=known, issued=issue.read_bytes())
    assert (found.status, [each.signer for each in found.signatures]) == ("valid", ["Maria Keller", "Zoë Müller"])
    (evidence,) = evidence_in(path.read_bytes())
    assert (evidence.name, evidence.method, evidence.witness) == ("Zoë Müller", "drawn", "Maria Keller")
    assert opened.kept[-1] == "signed by Zoë Müller, drawn"
    assert opened.services.offer.row.stage == "accepted"
    assert page.offer.view.state.startswith("Accepted"), "and the page says so"
    assert "Zoë Müller has signed" in page.result.signing.outcome.text()
    assert page.result.signing.start.isHidden()
    assert page.result.about.text() == str(path)
    assert shown_hash(page) == f"{hashlib.sha256(path.read_bytes()).hexdigest()[:32]}…", "of the signed file"
    opened.press("save-evidence")
    opened.settle()
    (page_of_evidence,) = tmp_path.glob("*-evidence.pdf")
    assert page_of_evidence.read_bytes().startswith(b"%PDF-")
    assert opened.answers.failed == []


def test_a_client_may_leave_and_that_is_noted(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = issued(opened)
    window = handed(opened, qtbot)
    press(window, "leave-unsigned")
    dialog = window.findChild(QDialog)
    assert dialog is not None
    dialog.accept()
    opened.settle()
    assert window.stack.currentWidget() is window.locked
    come_back(window)
    qtbot.waitUntil(page.isVisible)
    assert opened.kept[-1].startswith("left by ")
    assert list(tmp_path.glob("*-signed.pdf")) == []
    assert "left without signing" in page.result.signing.outcome.text()
    assert not page.result.signing.start.isHidden(), "it can be tried again"


def test_nothing_leads_to_the_app_before_the_client_is_done(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = issued(opened)
    window = handed(opened, qtbot)
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F4, Qt.Key.Key_Return, Qt.Key.Key_F11):
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(window, key)
    window.close()
    come_forward(page)
    assert window.isVisible()
    assert not page.isVisible()
    texts = " ".join(each.text() for each in window.findChildren(QAbstractButton))
    assert "OmniDesk" not in texts.replace("Back to OmniDesk", "")
    window._unlock()


def test_the_button_waits_for_everything_in_order(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    issued(opened)
    window = handed(opened, qtbot)
    panel = window.panel
    panel.name.set_text("")
    panel.name.edited.emit("")
    assert panel.next_step() == "Enter your name."
    panel.name.set_text("Zoë Müller")
    panel.name.edited.emit("Zoë Müller")
    assert panel.next_step() == "Sign in the box."
    scrawl(window)
    assert panel.next_step() == "Read the statement and agree to it."
    panel.agreed.setChecked(True)
    assert panel.sign.isEnabled()
    press(window, "undo-stroke")
    assert not panel.sign.isEnabled()
    panel.marks.way.set_value("typed")
    panel.marks.way.edited.emit("typed")
    assert panel.sign.isEnabled()
    window._unlock()


def test_the_client_signs_first_and_then_we_do(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", put(SEEKER, "signing_order", "client_first"), tmp_path, show)
    page = issued(opened)
    window = handed(opened, qtbot)
    fill_in(window)
    press(window, "sign-in-person")
    opened.settle()
    come_back(window)
    qtbot.waitUntil(page.isVisible)
    assert opened.services.offer.row.stage == "issued", "our signature is missing"
    opened.press("sign-ours")
    opened.settle()
    opened.settle()
    (path,) = tmp_path.glob("*-complete.pdf")
    known = known_fingerprints(opened.services.workspace.identities)
    found = verify(path.read_bytes(), known=known)
    assert (found.status, [each.field for each in found.signatures]) == (
        "valid", ["Delivery", "ClientSignature", "OurSignature"],
    )  # fmt: skip
    assert page.result.signing.outcome.text().startswith("Both sides have signed")
    assert opened.services.offer.row.stage == "accepted"


def test_where_a_contract_goes_out_too_it_is_what_the_client_signs(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    opened.settle()
    opened.press("option:contract")
    page = issued(opened)
    assert "contract" in page.result.about.text()


def test_what_the_hand_drew_is_kept_as_it_was(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    issued(opened)
    window = handed(opened, qtbot)
    scrawl(window)
    mark = window.panel.marks.mark()
    assert isinstance(mark, Ink)
    assert mark.device == "mouse"
    assert [(point.x, point.y) for point in mark.strokes[0][:2]] == [(40.0, 80.0), (49.0, 50.0)]
    assert [point.at for point in mark.strokes[0]] == sorted(point.at for point in mark.strokes[0])
    window._unlock()


@pytest.mark.parametrize("secret", ["1704", "ein langes Kennwort 金田"])
def test_a_lock_opens_with_its_secret_alone(secret: str) -> None:
    lock = locked_with(secret)
    assert lock.needs_secret
    assert lock.opens(secret)
    assert not lock.opens("")
    assert not lock.opens(secret + " ")
    assert secret not in repr(lock)
    assert Lock().opens("")
    assert not locked_with("").needs_secret


def test_no_window_of_a_client_stays_behind() -> None:
    assert not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, InPersonWindow) and each.isVisible()
    ]
