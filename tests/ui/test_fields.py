"""Fields in a row stand level whatever their labels need, and a range never squeezes a label."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.ui.theme.fonts import font
from omnidesk.ui.widgets.checks import Checklist, Switch
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.entries import NumberField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.section import Section, side_by_side
from omnidesk.ui.widgets.text import ElidedText

from .conftest import Show

LONG = "Rabatt für eine mehrjährige Bindung an den Vertrag"


def row(show: Show, width: int, *fields: Field) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(side_by_side(*fields))
    column.addStretch(1)
    holder.resize(width, 240)
    show(holder)
    return holder


def top_of(field: Field) -> int:
    return field.control.mapTo(field.window(), QPoint()).y()


def test_inputs_of_a_row_stand_level_where_a_label_wraps(qtbot: QtBot, show: Show) -> None:
    fields = [Field(label, NumberField()) for label in ("Agenten", LONG, "Einzeln")]
    holder = row(show, 420, *fields)
    qtbot.waitUntil(lambda: len({top_of(field) for field in fields}) == 1)
    narrow = top_of(fields[0])
    holder.resize(1400, 240)
    qtbot.waitUntil(lambda: len({top_of(field) for field in fields}) == 1 and top_of(fields[0]) < narrow)


def test_a_range_goes_under_the_input_before_it_squeezes_the_label(qtbot: QtBot, show: Show) -> None:
    field = Field("Multi-year discount", NumberField(), range_hint="0 to 25%")
    hint = next(each for each in field.findChildren(ElidedText) if each.text() == "0 to 25%")
    holder = row(show, 160, field)
    qtbot.waitUntil(lambda: hint.y() > field.control.geometry().bottom())
    assert hint.width() >= hint.sizeHint().width()
    holder.resize(400, 240)
    qtbot.waitUntil(lambda: hint.geometry().bottom() < field.control.y())


def test_a_switch_stands_flush_with_what_is_above_it(qapp: object, show: Show) -> None:
    switch = Switch("Renews itself")
    switch.set_on(True)
    show(switch)
    picture: QImage = switch.grab().toImage()
    middle, ground = picture.height() // 2, picture.pixelColor(picture.width() - 1, 0)
    assert picture.pixelColor(1, middle) != ground
    assert switch.sizeHint().height() == 32
    assert Switch("").sizeHint().width() == 36
    switch.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert switch.grab().toImage().pixelColor(picture.width() - 2, middle) != ground


def test_no_word_of_an_option_is_cut(qapp: QApplication) -> None:
    options = Checklist([Option(name, name) for name in ("Dokumentationsunterlagen", "Forum", "E-Mail")], columns=3)
    word = QFontMetrics(font("body")).horizontalAdvance("Dokumentationsunterlagen")
    assert options.minimumSizeHint().width() >= word + 2 * 120


def test_a_sentence_that_comes_later_stands_right_under_its_title(show: Show) -> None:
    at_once, later = Section("Runs", "All of them", icon="gauge"), Section("Runs", "", icon="gauge")
    for section in (at_once, later):
        section.resize(400, 120)
        show(section)
    later.about.show_text("All of them")
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    assert later.about.y() == at_once.about.y()
