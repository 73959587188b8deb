"""A window whose language is written from the right: what we paint ourselves is mirrored, amounts keep their order."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from omnidesk.charts.display import Chart, Measure, Rect
from omnidesk.ui.direction import direct, window_formatter
from omnidesk.ui.theme.icons import pixmap
from omnidesk.ui.widgets.chart import ChartView
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.movable_chart import Handle
from omnidesk.ui.widgets.step_rail import StepMark, StepRail
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.form import at

from .conftest import Show
from .opened import ARCHITECT, open_page

ROWS = "models.custom_development.milestones"
ISOLATED = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def bars(width: float, _measure: Measure) -> Chart:
    """Without words: these are not mirrored letter by letter."""
    return Chart(width, 60.0, (Rect(0, 4, width / 3, 20, "accent"), Rect(width / 2, 30, 20, 20, "amber")))


def seen(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def unlike(one: QImage, other: QImage) -> float:
    """The share of places whose lightness differs."""
    places = [(x, y) for x in range(one.width()) for y in range(one.height())]
    differs = [abs(one.pixelColor(*at).lightness() - other.pixelColor(*at).lightness()) > 20 for at in places]
    return sum(differs) / len(differs)


def test_a_chart_is_its_mirror_image(show: Show, from_the_right: None) -> None:
    chart = ChartView(bars)
    chart.resize(330, 120)
    show(chart)
    mirrored = seen(chart)
    chart.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    plain = seen(chart)
    assert unlike(plain, mirrored) > 0.1
    assert unlike(plain.flipped(Qt.Orientation.Horizontal), mirrored) < 0.02  # edges fall on other parts of a pixel


def test_time_runs_to_the_left_for_pointer_and_keys(show: Show, tmp_path: Path, from_the_right: None) -> None:
    opened = open_page("milestones", ARCHITECT, tmp_path, show)

    def handle(place: int) -> Handle:
        found = opened.page.findChild(QWidget, f"mark:{place}")
        assert isinstance(found, Handle)
        return found

    assert handle(0).x() > handle(3).x()
    before = at(opened.deal, f"{ROWS}.1.event"), handle(1).accessibleName()
    assert before[1].endswith("April 19, 2026")
    QTest.keyClick(handle(1), Qt.Key.Key_Left)
    assert str(at(opened.deal, f"{ROWS}.1.date")) == "2026-04-20"
    mark, start, way = handle(1), QPoint(14, 14), QPoint(-60, 0)
    QTest.mousePress(mark, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(mark, start + way)
    QTest.mouseRelease(mark, Qt.MouseButton.LeftButton, pos=mark.mapFromParent(mark._home) + start + way)
    assert str(at(opened.deal, f"{ROWS}.1.date")) > "2026-04-20"


def test_amounts_are_set_apart_from_the_words_around_them(from_the_right: None) -> None:
    formatter = window_formatter()
    for text in (
        formatter.money(Decimal(-67_500), "USD"),
        formatter.compact(Decimal(1_200_000), "EUR"),
        formatter.percent(Decimal("12.5")),
        formatter.number(1200),
        formatter.signed(Decimal(5), "USD"),
    ):
        assert text.startswith(ISOLATED[0])
        assert text.endswith(ISOLATED[1])
        assert text.count(ISOLATED[0]) == text.count(ISOLATED[1])


def test_amounts_stay_as_they_are_where_writing_runs_from_the_left(qapp: QApplication) -> None:
    direct(qapp)  # English is shipped
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert window_formatter().money(Decimal(-67_500), "USD") == "−$67,500.00"


def test_words_stand_where_reading_begins(show: Show, from_the_right: None) -> None:
    label = Text("English, kept as it is")
    label.resize(400, 24)
    show(label)
    assert QLabel.alignment(label) & Qt.AlignmentFlag.AlignRight
    rail = StepRail()
    rail.set_steps((StepMark("a", "Client", "buildings", note="North"),), "a")
    rail.resize(240, 60)
    show(rail)
    ink = ink_of(seen(rail.findChildren(QWidget, "step:a")[0]))
    assert ink > 120  # the words are at the right, beside their disc


def ink_of(image: QImage) -> float:
    """The middle of what is darker than the ground, from the left."""
    dark = [x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 90]
    return sum(dark) / len(dark)


def test_arrows_point_as_the_writing_runs(show: Show, from_the_right: None) -> None:
    icon = Icon("arrow-right", "text", 18)
    show(icon)
    other = QPixmap(18, 18)
    other.fill(Qt.GlobalColor.transparent)
    mirrored, expected = seen(icon), pixmap("arrow-left", "text", 18).toImage()
    dark = {(x, y) for x in range(18) for y in range(18) if expected.pixelColor(x, y).alpha() > 200}
    assert dark
    assert all(mirrored.pixelColor(x, y).lightness() < 90 for x, y in dark)
