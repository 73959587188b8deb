"""Pages are drawn as they come into sight, and let go once they are far away."""

from functools import cache

from pytestqt.qtbot import QtBot

from omnidesk.operations.page_drawing import draw_pages
from omnidesk.ui.background import Background
from omnidesk.ui.page_feed import AT_ONCE, PageFeed, sheets_of
from omnidesk.ui.widgets.page_pictures import PagePictures
from tests.ui.conftest import Show

PAGES = 30


@cache
def thirty_pages() -> bytes:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(200, 280))
    for _number in range(PAGES):
        canvas.rect(20, 20, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def drawn(pictures: PagePictures) -> list[int]:
    return [number for number, page in enumerate(pictures._pages) if not page.image.isNull()]


def test_scrolling_draws_what_comes_into_sight_and_lets_the_rest_go(qtbot: QtBot, show: Show) -> None:
    pictures, background = PagePictures(), Background()
    pictures.resize(420, 300)
    failures: list[Exception] = []
    feed = PageFeed(pictures, background, 1.0, failures.append)
    show(pictures)
    pdf = thirty_pages()
    feed.show_file(pdf, sheets_of(draw_pages(pdf, range(AT_ONCE), scale=1.0)))
    assert drawn(pictures) == [0, 1]
    bar = pictures.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1000)
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: PAGES - 1 in drawn(pictures))
    background.finish()
    assert 0 not in drawn(pictures)
    assert len(drawn(pictures)) < PAGES / 2
    assert (pictures.pages(), failures) == (PAGES, [])


def test_pictures_go_while_nobody_looks_and_come_back(qtbot: QtBot, show: Show) -> None:
    pictures, background = PagePictures(), Background()
    pictures.resize(420, 300)
    feed = PageFeed(pictures, background, 1.0, lambda _error: None)
    show(pictures)
    pdf = thirty_pages()
    feed.show_file(pdf, sheets_of(draw_pages(pdf, range(AT_ONCE), scale=1.0)))
    pictures.hide()
    feed.let_go()
    assert (drawn(pictures), pictures.pages()) == ([], PAGES)
    pictures.show()
    qtbot.waitUntil(lambda: drawn(pictures)[:2] == [0, 1])
    background.finish()
