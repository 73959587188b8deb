"""The client comes another day: what was issued is signed here out of the store."""

from pathlib import Path

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from omnidesk.signing.evidence import evidence_in
from omnidesk.ui.pages.sign import SignPage

from .conftest import Show
from .opened import SEEKER, Opened, open_page
from .test_in_person import come_back, fill_in, handed, press
from .test_sign_page import turns, with_identity


def issued_unsaved(opened: Opened) -> SignPage:
    """Issue, and close the dialog that asks where the documents go: they lie in the store alone."""
    page = with_identity(opened)
    opened.answers.cancels = True
    opened.press("issue")
    turns(opened)
    opened.answers.cancels = False
    return page


def signed_here(opened: Opened, qtbot: QtBot) -> SignPage:
    page = issued_unsaved(opened)
    window = handed(opened, qtbot)
    fill_in(window)
    press(window, "sign-in-person")
    turns(opened)
    come_back(window)
    qtbot.waitUntil(page.isVisible)
    turns(opened)
    return page


def test_what_is_out_can_be_signed_here_though_nobody_saved_it(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = signed_here(opened, qtbot)
    assert opened.services.offer.row.stage == "accepted"
    assert list(tmp_path.glob("*.pdf")) == [], "it is kept with the deal, and nowhere else"
    assert page.result.about.text().endswith("-v1-proposal-signed.pdf")
    urls: list[QUrl] = []
    page.result._open_url = lambda url: urls.append(url) is None
    opened.press("open-document")
    turns(opened)
    (evidence,) = evidence_in(Path(urls[0].toLocalFile()).read_bytes())
    assert evidence.witness == "Maria Keller"
    assert opened.answers.failed == []


def test_what_is_out_no_longer_is_put_away(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = issued_unsaved(opened)
    assert page.result.isVisible()
    assert page.result.signing.start.isVisible()
    opened.press("step:withdrawn")
    turns(opened)
    assert not page.result.isVisible()


def test_an_unsealed_offer_is_shown_and_not_signed_here(show: Show, tmp_path: Path) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    opened.settle()
    opened.answers.cancels = True
    opened.press("issue")
    turns(opened)
    assert isinstance(opened.page, SignPage)
    assert opened.page.result.isVisible()
    assert not opened.page.result.signing.isVisible()
