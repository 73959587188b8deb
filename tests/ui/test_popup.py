"""What opens over the window has round corners and a ground, whether the desktop mixes windows or not."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QCalendarWidget, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.ui.theme.tokens import SCHEMES
from omnidesk.ui.widgets.entries import DateField
from omnidesk.ui.widgets.popup import rounded

from .conftest import Show


def test_a_popup_is_cut_to_its_round_corners(qtbot: QtBot) -> None:
    popup = QWidget()
    qtbot.addWidget(popup)
    popup.resize(200, 120)
    shape = rounded(popup)
    corners = (QPoint(0, 0), QPoint(199, 0), QPoint(0, 119), QPoint(199, 119))
    assert not any(shape.contains(corner) for corner in corners)
    assert all(shape.contains(point) for point in (QPoint(100, 0), QPoint(0, 60), QPoint(100, 60)))


def test_a_calendar_stands_on_the_surface(show: Show) -> None:
    field = DateField()
    show(field)
    field.open_calendar()
    calendar = field.calendar
    assert isinstance(calendar, QCalendarWidget)
    ground = calendar.window().grab().toImage().pixelColor(4, 100)
    assert ground.name() == SCHEMES["light"].surface
    calendar.window().close()
