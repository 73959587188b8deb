"""Close in the room: the client signs here, and the signed file leaves as a mail draft and on a stick."""

from email import message_from_bytes
from pathlib import Path

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from omnidesk.ui.pages.sign import SignPage

from .conftest import Show
from .opened import SEEKER, open_page
from .test_in_person_later import signed_here
from .test_sign_page import turns


def test_the_signed_file_leaves_the_room_by_mail_and_on_a_stick(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    assert isinstance(opened.page, SignPage)
    assert opened.page.handing_on.isHidden(), "nothing is out"
    page = signed_here(opened, qtbot)
    signed = opened.services.offer.outgoing()
    assert signed.signed
    urls: list[QUrl] = []

    def mail_program(url: QUrl) -> bool:
        urls.append(url)
        return True

    page.handing_on._open_url = mail_program
    opened.press("mail-draft")
    turns(opened)
    (draft,) = tmp_path.glob("*.eml")
    assert [Path(url.toLocalFile()) for url in urls] == [draft]
    (attached,) = [part for part in message_from_bytes(draft.read_bytes()).walk() if part.get_filename()]
    assert attached.get_payload(decode=True) == signed.pdf
    opened.press("copy-to-stick")
    turns(opened)
    (copy,) = tmp_path.glob("*.pdf")
    assert copy.read_bytes() == signed.pdf
    assert "read back" in page.handing_on.told.text()
    assert opened.answers.failed == []


def test_a_stick_that_was_pulled_out_is_said_beside_the_button(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    page = signed_here(opened, qtbot)
    opened.answers.folder = tmp_path / "pulled out"
    opened.press("copy-to-stick")
    turns(opened)
    assert "choose another place" in page.handing_on.told.text()
    assert page.handing_on.stick.isEnabled()
