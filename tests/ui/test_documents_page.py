"""The page of the documents: sections left out, moved and written, templates kept, annexes taken in; all undone."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.domain.template import Template, printed
from omnidesk.operations.handover import preview
from omnidesk.ui.pages.document_annexes import ANNEXES
from omnidesk.ui.pages.document_look import ACCENT, FOOTER
from omnidesk.ui.pages.documents import DocumentsPage
from omnidesk.ui.pages.written_fields import text_area, text_line
from omnidesk.wizard.steps import step_of
from tests.ui.opened import ARCHITECT, CATALOG, Opened, open_page


@pytest.fixture
def opened(tmp_path: Path, show: Callable[[QWidget], QWidget]) -> Opened:
    found = open_page("documents", ARCHITECT, tmp_path, show)
    found.settle()
    return found


def page_of(opened: Opened) -> DocumentsPage:
    assert isinstance(opened.page, DocumentsPage)
    return opened.page


def order(opened: Opened) -> list[str]:
    return list(printed(opened.deal.documents.template, "proposal"))


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_sections_leave_come_back_and_move_and_undo_knows(opened: Opened, qtbot: QtBot) -> None:
    page, before = page_of(opened), order(opened)
    page.choose("scaling")
    opened.press("section:out")
    assert "scaling" not in order(opened)
    assert page.card.lines.lines[-1].chip == "Left out"
    opened.press("section:back")
    assert order(opened) == before
    qtbot.keyClick(page.card.lines, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(opened).index("scaling") == before.index("scaling") - 1
    opened.session.undo()
    assert order(opened) == before
    page.choose("acceptance")
    assert not page.card.up.isEnabled()
    assert page.card.out.isHidden()


def test_the_logo_is_left_off_and_put_back(opened: Opened) -> None:
    page = page_of(opened)
    opened.press("show-logo")
    assert not opened.deal.documents.template.show_logo
    assert not page.look.logo.isEnabled()
    opened.press("show-logo")
    assert opened.deal.documents.template.show_logo


def test_an_own_text_tells_what_is_wrong_and_is_found_again(opened: Opened) -> None:
    page = page_of(opened)
    page.choose("situation")
    opened.press("section:add")
    block = next(iter(opened.deal.documents.template.blocks))
    assert order(opened)[order(opened).index("situation") + 1] == block
    text_area(page.card.text_field).focus_target().setProperty("plainText", "Dear {cleint_name}")
    assert "{cleint_name}" in page.card.text_field.problem()
    field = f"documents.template.blocks.{block}.text"
    assert step_of(field) == "documents"
    page.choose("value")
    assert page.focus_field(field)
    assert page.card.heading.text() == "Own text"
    text_area(page.card.text_field).focus_target().setProperty("plainText", "Dear {client_name}")
    assert not page.card.text_field.problem()
    assert b"%PDF" in preview(
        opened.deal, CATALOG, kind="proposal", now=datetime.datetime(2026, 1, 15, tzinfo=datetime.UTC)
    )
    opened.press("section:out")
    assert opened.deal.documents.template.blocks == {}


def test_the_look_is_judged_where_it_is_chosen(opened: Opened) -> None:
    page = page_of(opened)
    opened.type(ACCENT, "#FFEE00")
    assert "below 4.5:1" in page.look.accent.problem()
    opened.type(ACCENT, "yellow")
    assert "#RRGGBB" in page.look.accent.problem()
    assert opened.deal.documents.template.accent == "#FFEE00"
    opened.type(FOOTER, "A footer for {client_name} that has no end. " * 9)
    opened.settle()
    assert "too wide" in page.look.footer.problem()
    opened.type(FOOTER, "{client_name}")
    opened.settle()
    assert not page.look.footer.problem()


def test_templates_are_used_kept_renamed_and_deleted(opened: Opened) -> None:
    page = page_of(opened)
    assert entries(page.templates.build_menu())[:3] == ["Standard", "Short", "Formal"]
    page.templates.build_menu().actions()[1].trigger()
    assert "situation" not in order(opened)
    assert opened.deal.documents.template.called == "Short"
    opened.type(ACCENT, "#222222")
    page.templates.save("Our banks")
    opened.settle()
    assert opened.deal.documents.template.called == "Our banks"
    page.templates.rename("Banks")
    opened.settle()
    assert "Banks" in entries(page.templates.build_menu())
    page.templates.build_menu().actions()[0].trigger()
    assert opened.deal.documents.template.accent == ""
    saved = next(each for each in page.templates.build_menu().actions() if each.text() == "Banks")
    saved.trigger()
    assert opened.deal.documents.template.accent == "#222222"
    last = page.templates.build_menu().actions()[-1]
    assert last.text().startswith("Delete")
    last.trigger()
    opened.settle()
    assert page.templates.saved == ()
    assert opened.deal.documents.template != Template()


def test_an_annex_is_taken_titled_and_taken_out(opened: Opened, tmp_path: Path) -> None:
    page = page_of(opened)
    plain = tmp_path / "data-protection.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)
    page.annexes.take(plain)
    opened.settle()
    assert [annex.title for annex in opened.deal.documents.annexes] == ["data protection"]
    opened.type(f"{ANNEXES}.0.title", "Data protection")
    assert text_line(page.fields[f"{ANNEXES}.0.title"]).text() == "Data protection"
    plain.write_bytes(b"no PDF")
    page.annexes.take(plain)
    opened.settle()
    assert "no PDF that can be read" in opened.answers.failed[-1]
    opened.press("annex:0:drop")
    assert opened.deal.documents.annexes == ()
    opened.session.undo()
    assert [annex.title for annex in opened.deal.documents.annexes] == ["Data protection"]


def test_a_cover_picture_is_made_small_and_can_be_taken_out(opened: Opened) -> None:
    page = page_of(opened)
    kept = io.BytesIO()
    Image.new("RGB", (300, 200), "#336699").save(kept, "PNG")
    source = opened.answers.folder / "cover.png"
    source.write_bytes(kept.getvalue())

    def answer(title: str, endings: tuple[str, ...], then: Callable[[Path], object]) -> None:
        assert title
        assert "png" in endings
        then(source)

    opened.answers.file_to_open = answer
    opened.press("cover:choose")
    opened.settle()
    assert opened.deal.documents.template.cover
    assert not page.look.cover.drop.isHidden()
    opened.press("cover:drop")
    assert opened.deal.documents.template.cover == ()
