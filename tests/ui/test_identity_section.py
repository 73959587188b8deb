"""Who signs: made, imported, on a token; which is the default, how its signature looks, and when it ends."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from omnidesk.domain.mark import Picture, TypedName
from omnidesk.signing.certificate import HeldIdentity, generate, to_pkcs12
from omnidesk.signing.identities import default_identity, list_identities, open_identity
from omnidesk.ui.pages.identity import IdentitySection
from omnidesk.ui.pages.sign import SignPage

from .conftest import Show
from .opened import SEEKER, Opened, open_page

SECRET = "a long passphrase"  # what the answers of a test give
NOW = datetime.datetime.now(datetime.UTC)


def section(opened: Opened) -> IdentitySection:
    assert isinstance(opened.page, SignPage)
    return opened.page.identity


def settle(opened: Opened) -> None:
    for _ in range(3):
        opened.settle()


def on_file(folder: Path, subject: str, age: int = 0) -> Path:
    """An identity in a file, made so many days ago."""
    held = generate("file", subject, "Flame Partnerships", NOW - datetime.timedelta(days=age))
    path = folder / f"{subject}.p12"
    path.write_bytes(to_pkcs12(held, SECRET))
    return path


@pytest.fixture
def opened(show: Show, tmp_path: Path) -> Opened:
    page = open_page("sign", SEEKER, tmp_path, show)
    settle(page)
    return page


def give(opened: Opened, path: Path) -> None:
    """Answer the next question for a file with this one."""

    def answer(title: str, endings: tuple[str, ...], then: Callable[[Path], object]) -> None:
        assert title
        assert path.suffix[1:] in endings
        then(path)

    opened.answers.file_to_open = answer


def bring(opened: Opened, path: Path) -> None:
    give(opened, path)
    opened.press("import-identity")
    settle(opened)


def held(opened: Opened, name: str) -> HeldIdentity:
    return open_identity(opened.services.workspace.identities, name, lambda _key, _label: SECRET)


def test_an_identity_comes_from_a_file_and_another_becomes_the_default(opened: Opened, tmp_path: Path) -> None:
    folder, page = opened.services.workspace.identities, section(opened)
    for name in ("Anna Moser", "Bert Braun"):
        bring(opened, on_file(tmp_path, name))
    assert [each.subject for each in list_identities(folder)] == ["Anna Moser", "Bert Braun"]
    assert (page.chosen_name(), page.signer()) == ("Bert Braun", "Bert Braun")
    first = default_identity(folder)
    assert first is not None
    assert first.name == "Anna Moser"
    opened.press("make-default")
    settle(opened)
    now = default_identity(folder)
    assert now is not None
    assert now.name == "Bert Braun"
    assert page.prefer.isHidden()
    assert opened.answers.failed == []


def test_a_file_that_is_none_is_refused_in_one_sentence(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "none.p12").write_bytes(b"rubbish")
    bring(opened, tmp_path / "none.p12")
    bring(opened, tmp_path / "nowhere.p12")
    assert "does not open" in opened.answers.failed[0]
    assert "cannot be read" in opened.answers.failed[1]


@pytest.mark.parametrize(("age", "words"), [(0, ""), (3 * 365 - 20, "ends on"), (3 * 365 + 1, "can no longer sign")])
def test_a_certificate_that_ends_is_told_of(opened: Opened, tmp_path: Path, age: int, words: str) -> None:
    bring(opened, on_file(tmp_path, "Anna Moser", age))
    page = section(opened)
    assert words in page.expiry.text()
    assert page.expiry.isHidden() == (not words)


def test_a_signature_is_typed_and_kept(opened: Opened, tmp_path: Path) -> None:
    bring(opened, on_file(tmp_path, "Anna Moser"))
    page = section(opened)
    opened.press("change-mark")
    settle(opened)
    marks = page.mark.marks
    assert not page.mark.keep.isEnabled(), "nothing is drawn yet"
    marks.way.set_value("typed")
    marks.way.edited.emit("typed")
    opened.press("keep-mark")
    settle(opened)
    assert page.mark.isHidden()
    assert held(opened, "Anna Moser").mark == TypedName("Anna Moser")
    opened.press("change-mark")
    settle(opened)
    opened.press("forget-mark")
    settle(opened)
    assert held(opened, "Anna Moser").mark is None


def test_a_signature_comes_from_a_picture(opened: Opened, tmp_path: Path) -> None:
    bring(opened, on_file(tmp_path, "Anna Moser"))
    picture = Image.new("RGB", (600, 300), (230, 228, 220))
    ImageDraw.Draw(picture).line([(80, 220), (250, 60), (500, 200)], fill=(20, 30, 90), width=12)
    picture.save(tmp_path / "me.jpg")
    opened.press("change-mark")
    settle(opened)
    give(opened, tmp_path / "me.jpg")
    section(opened).mark.marks.way.edited.emit("picture")
    section(opened).mark.marks.picture_wanted.emit()
    settle(opened)
    opened.press("keep-mark")
    settle(opened)
    assert isinstance(held(opened, "Anna Moser").mark, Picture)


def test_who_signs_first_is_kept_with_the_deal(opened: Opened) -> None:
    page = section(opened)
    assert page.order.value() == "ours_first"
    opened.press("segment:client_first")
    assert opened.deal.signing_order == "client_first"
    opened.session.undo()
    assert opened.deal.signing_order is None
    assert page.order.value() == "ours_first"


def test_a_token_needs_a_driver_and_a_number(opened: Opened) -> None:
    opened.press("add-token")
    opened.press("use-token")
    assert opened.answers.failed[-1] == "Choose the driver of the token first."
    forms = section(opened).forms
    forms.module.set_text("/nowhere/driver.so")
    opened.press("use-token")
    settle(opened)
    assert "there is no such module" in opened.answers.failed[-1]
    forms.slot.set_text("first")
    opened.press("use-token")
    settle(opened)
    assert opened.answers.failed[-1] == "The slot is a number, counted from 0."


def test_enter_makes_the_identity(opened: Opened) -> None:
    opened.press("new-identity")
    page = section(opened)
    page.forms.subject.set_text("Anna Moser")
    QTest.keyClick(page.forms.subject.focus_target(), Qt.Key.Key_Return)
    settle(opened)
    assert (page.chosen_name(), page.forms.isHidden()) == ("Anna Moser", True)
