"""Where a company names its approvers: they are asked from the review, answer, and the answer is taken in."""

import datetime as dt
import itertools
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.approval_request import read_request
from omnidesk.domain.approver import Approver, ApproversSpec
from omnidesk.domain.deal import Deal
from omnidesk.formatting import Formatter
from omnidesk.operations.approving import Answer, answer
from omnidesk.operations.qr_code import BORDER, SCALE, qr_png
from omnidesk.signing.certificate import HeldIdentity, generate
from omnidesk.ui import theme
from omnidesk.ui.approvals.answer_dialog import AnswerDialog
from omnidesk.ui.approvals.handing import FINEST, QrCode
from omnidesk.ui.approvals.paste_dialog import PasteDialog
from omnidesk.ui.background import Background
from omnidesk.ui.pages.approvals_signed import SignedPart
from omnidesk.ui.theme.tokens import Scheme
from omnidesk.wizard.approvals import Signer
from omnidesk.wizard.form import put
from tests.ui.conftest import Show
from tests.ui.opened import ARCHITECT, CATALOG, Opened, open_page

NOW = dt.datetime.now(dt.UTC)
DISCOUNTS = "models.subscription.discounts"


@pytest.fixture(scope="module")
def anna() -> HeldIdentity:
    return generate("anna", "Anna Chen", "Flame", NOW)


@pytest.fixture
def approvers(anna: HeldIdentity) -> ApproversSpec:
    person = Approver(
        name="Anna Chen",
        role="Head of sales",
        fingerprint=anna.summary.fingerprint,
        reason="Her margin",
        limit_percent=Decimal(15),
    )
    return ApproversSpec(people=(person,))


def discounted(percent: int) -> Deal:
    deal = put(ARCHITECT, f"{DISCOUNTS}.discretionary_percent", Decimal(percent))
    return put(deal, f"{DISCOUNTS}.discretionary_reason", "First broadcaster in the region")


@pytest.fixture
def review(tmp_path: Path, show: Show, approvers: ApproversSpec) -> Opened:
    return open_page("review", discounted(12), tmp_path, show, replace(CATALOG, approvers=approvers))


def asked(review: Opened) -> str:
    """Ask for the approval, and copy the request as text."""
    review.press("ask-for-approval")
    review.settle()
    dialog = part(review).asking
    assert dialog is not None
    press(dialog, "hand-text")
    text = QGuiApplication.clipboard().text()
    press(dialog, "ask-close")
    return text


def part(review: Opened) -> SignedPart:
    found = review.page.findChild(SignedPart)
    assert isinstance(found, SignedPart)
    return found


def press(dialog: QWidget, name: str) -> None:
    button = dialog.findChild(QAbstractButton, name)
    assert isinstance(button, QAbstractButton), name
    assert button.isEnabled(), name
    button.click()


def brought(review: Opened, text: str) -> PasteDialog | None:
    """Paste a text as the answer; return the dialog where it stays because something is wrong."""
    review.press("take-answer")
    dialog = part(review).pasting
    assert dialog is not None
    dialog.text.set_text(text)
    press(dialog, "paste-accept")
    review.settle()
    return part(review).pasting


def test_an_approval_is_asked_for_answered_and_lets_the_deal_go_out(
    review: Opened, anna: HeldIdentity, approvers: ApproversSpec
) -> None:
    assert not part(review).isHidden(), "where approvers are named, nobody types an approval"
    request = read_request(asked(review).encode())
    token = answer(request, Answer(decision="approved", why="Reference client"), anna, approvers, now=NOW)
    mail = "Go ahead!\n" + "\n".join(f"> {line}" for line in token.for_mail.splitlines()) + "\nAnna"
    assert brought(review, mail) is None
    assert review.answers.told[-1].startswith("Anna Chen, Head of sales approved; it holds until")
    assert review.services.context().quote.approvals_needed == ()
    assert part(review).isHidden(), "nothing more is to be asked"


def test_an_answer_to_another_price_says_so_where_it_was_pasted(
    review: Opened, anna: HeldIdentity, approvers: ApproversSpec
) -> None:
    request = read_request(asked(review).encode())
    token = answer(request, Answer(decision="approved", why="Reference client"), anna, approvers, now=NOW)
    review.session.update(lambda deal: put(deal, f"{DISCOUNTS}.discretionary_percent", Decimal("12.01")))
    dialog = brought(review, token.text)
    assert dialog is not None, "it stays, with what was pasted"
    assert review.services.context().quote.approvals_needed
    assert "price or term changed" in dialog.note.accessibleName()


def test_a_declined_request_is_told_and_nothing_is_approved(
    review: Opened, anna: HeldIdentity, approvers: ApproversSpec
) -> None:
    request = read_request(asked(review).encode())
    token = answer(request, Answer(decision="declined", why="Too low for this year"), anna, approvers, now=NOW)
    assert brought(review, token.text) is None
    assert review.answers.failed[-1] == "Anna Chen, Head of sales declined: Too low for this year"
    assert review.services.context().quote.approvals_needed


def test_who_may_not_approve_so_much_cannot_press_approve(
    review: Opened, anna: HeldIdentity, approvers: ApproversSpec, show: Show, qtbot: QtBot
) -> None:
    request = replace(read_request(asked(review).encode()), percent=Decimal(18))
    signer = Signer("anna", "Anna Chen", anna.summary.fingerprint)
    dialog = AnswerDialog(request, (signer,), approvers, Formatter("en"))
    show(dialog)
    assert not dialog.yes.isEnabled()
    assert dialog.no.isEnabled()
    with qtbot.waitSignal(dialog.answered) as told:
        dialog.why.set_text("Too much")
        press(dialog, "answer-decline")
    assert told.args == ["declined", "anna", "Too much"]


def test_a_code_that_a_camera_reads_is_shown_and_goes_to_the_clipboard(review: Opened) -> None:
    review.press("ask-for-approval")
    review.settle()
    dialog = part(review).asking
    assert dialog is not None
    press(dialog, "hand-code")
    picture = QGuiApplication.clipboard().image()
    assert picture.width() == picture.height() >= 200
    assert isinstance(review.services.background, Background)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_module_of_a_code_is_whole_pixels_on_a_white_edge(
    qtbot: QtBot, qapp: QApplication, scheme: Scheme
) -> None:
    text = "OMNIDESK-APPROVAL-1." + "eyJieSI6IjJjOTU3NjExZmE1Zjg3NmQ4" * 30  # as long as a signed answer
    theme.apply(qapp, scheme)
    code = QrCode(qr_png(text), "QR code")
    qtbot.addWidget(code)
    drawn, modules = code.grab().toImage(), code.picture.width() // SCALE
    size = drawn.width() // modules
    assert (drawn.width() % modules, size >= FINEST) == (0, True)
    dark = {QColor(drawn.pixel(x, y)).name() for x in range(drawn.width()) for y in range(BORDER * size)}
    assert dark == {"#ffffff"}, "four modules of quiet, also on a dark window"
    for x, y in itertools.product(range(modules), repeat=2):
        wanted = code.picture.pixel(x * SCALE, y * SCALE)
        corners = {drawn.pixel(x * size + a, y * size + b) for a in (0, size - 1) for b in (0, size - 1)}
        assert corners == {wanted}, (x, y)
    theme.apply(qapp, "light")
