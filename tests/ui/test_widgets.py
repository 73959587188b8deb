"""Widgets on real windows: what they show, say and tell."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from omnidesk.charts.display import Chart, Line, Measure, Polygon, Polyline, Rect, Text
from omnidesk.ui import gallery, theme
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.tokens import Scheme
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.chart import SCALE, ChartView, measure
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.disclosure import Disclosure
from omnidesk.ui.widgets.grid import Grid
from omnidesk.ui.widgets.grid_model import Column, GridModel, GridRow
from omnidesk.ui.widgets.number_text import number_trouble
from omnidesk.ui.widgets.rows import KeyValueRows, Row
from omnidesk.ui.widgets.step_rail import SaveLine, StepMark, StepRail
from omnidesk.ui.widgets.text import ElidedText
from omnidesk.ui.widgets.text import Text as Words
from omnidesk.ui.widgets.toast import Toast

from .conftest import Show

COLUMNS = (Column("name", "Milestone", editable=True), Column("share", "Share", 100, True, True, number_trouble))


def rows(share: str = "50") -> list[GridRow]:
    return [GridRow("a", ("First", share), {}), GridRow("sum", ("Total", "100"), {}, strong=True)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_gallery_paints_every_widget(qapp: QApplication, show: Show, scheme: Scheme) -> None:
    theme.apply(qapp, scheme)
    page = gallery.everything()
    page.resize(960, 2400)
    show(page)
    image = page.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 960, 7) for y in range(0, image.height(), 7)}
    assert {colour("surface").name(), colour("accent").name(), colour("accent_soft").name()} <= colours


class WindowCount(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_nothing_flashes_up_as_a_window_while_a_page_is_made(qapp: QApplication) -> None:
    count = WindowCount()
    qapp.installEventFilter(count)
    page, frame = gallery.everything(), gallery.gallery_frame(lambda words: None)
    frame.go("client")
    qapp.removeEventFilter(count)
    assert count.shown == []
    assert page.column.count() > 0


def test_everything_that_takes_the_keyboard_has_a_name(show: Show) -> None:
    page = show(gallery.everything())
    nameless = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not widget.accessibleName()
    ]
    assert nameless == []


def test_a_button_is_pressed_by_enter_and_by_space_and_read_aloud(qtbot: QtBot, show: Show) -> None:
    button = Button("Save & close", "primary")
    show(button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    qtbot.keyClick(button, Qt.Key.Key_Return)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(pressed) == 2
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.text(QAccessible.Text.Name) == "Save & close"
    assert spoken.role() == QAccessible.Role.Button


def test_no_text_of_a_button_is_cut_off(show: Show) -> None:
    button = Button("Continue to revenue models", "primary", icon_after="arrow-right", hint="Ctrl+Enter")
    show(button)
    assert button.minimumSizeHint() == button.sizeHint()
    assert button.sizeHint().width() > button.fontMetrics().horizontalAdvance("Continue to revenue models") + 80


def test_a_card_is_chosen_by_click_and_key_but_never_by_a_refresh(qtbot: QtBot, show: Show) -> None:
    card = Card(selectable=True)
    show(card)
    chosen: list[bool] = []
    card.chosen.connect(lambda: chosen.append(True))
    card.set_selected(True)
    assert (card.selected, chosen) == (True, [])
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert len(chosen) == 2
    plain = Card()
    show(plain)
    plain.chosen.connect(lambda: chosen.append(True))
    qtbot.mouseClick(plain, Qt.MouseButton.LeftButton)
    assert len(chosen) == 2


def test_an_edit_in_the_table_is_announced_and_the_refresh_brings_it(qtbot: QtBot, show: Show) -> None:
    grid = Grid(COLUMNS, "Milestones")
    grid.set_rows(rows())
    show(grid)
    said: list[tuple[str, str, str]] = []

    def note(row: str, column: str, text: str) -> None:
        said.append((row, column, text))

    grid.edited.connect(note)
    grid.setCurrentIndex(grid.grid.index(0, 1))
    grid.edit(grid.grid.index(0, 1))
    editor = grid.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("40")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: said == [("a", "share", "40")])
    assert grid.grid.index(0, 1).data() == "50"
    grid.set_rows(rows("40"))
    assert grid.grid.index(0, 1).data() == "40"
    assert not grid.grid.flags(grid.grid.index(1, 1)) & Qt.ItemFlag.ItemIsEditable


def test_a_cell_that_is_no_number_yet_stays_marked_until_put_right(show: Show) -> None:
    model = GridModel(COLUMNS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(rows())
    cell = model.index(0, 1)
    assert model.setData(cell, "half")
    model.set_rows(rows())
    assert cell.data() == "half"
    assert "Not a number" in model.problem(cell)
    assert model.setData(cell, "60")
    assert model.problem(cell) == ""
    model.setData(cell, "half")
    model.set_rows(rows("30"))
    assert cell.data() == "30"


def test_a_refresh_tells_only_the_cells_that_changed() -> None:
    model = GridModel(COLUMNS)
    model.set_rows(rows())
    told: list[tuple[int, int, int]] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        told.append((first.row(), first.column(), last.column()))

    model.dataChanged.connect(note)
    model.set_rows(rows())
    assert told == []
    model.set_rows(rows("40"))
    assert told == [(0, 1, 1)]
    model.set_rows([GridRow("a", ("First", "40"), {"name": "Name it."}), rows()[1]])
    assert told[1:] == [(0, 0, 1)]


def test_a_paragraph_is_as_high_as_its_lines_in_any_width(qapp: QApplication) -> None:
    paragraph = Words("Beyond the plan in twelve months.", wrap=True)
    line, likes = paragraph.fontMetrics().height(), paragraph.sizeHint().width()
    assert paragraph.heightForWidth(likes) == paragraph.sizeHint().height()
    assert paragraph.heightForWidth(900) == line
    assert paragraph.heightForWidth(120) > line
    paragraph.setText("Short.")
    assert paragraph.heightForWidth(120) == line


def test_the_rail_says_what_each_step_is_and_where_one_is(qtbot: QtBot, show: Show) -> None:
    rail = StepRail()
    marks = (
        StepMark("client", "Client", "buildings", "done", "Northwind"),
        StepMark("tier", "Tier", "stack", "problem"),
    )
    rail.set_steps(marks, "tier")
    show(rail)
    client = rail.findChild(QAbstractButton, "step:client")
    tier = rail.findChild(QAbstractButton, "step:tier")
    assert isinstance(client, QAbstractButton)
    assert isinstance(tier, QAbstractButton)
    assert client.accessibleDescription() == "done, Northwind"
    assert tier.accessibleDescription() == "current step, needs attention"
    with qtbot.waitSignal(rail.chosen) as chosen:
        qtbot.mouseClick(client, Qt.MouseButton.LeftButton)
    assert chosen.args == ["client"]
    rail.set_steps(marks, "client")
    assert rail.findChild(QAbstractButton, "step:client") is client


def test_the_save_line_says_what_went_wrong() -> None:
    line = SaveLine()
    line.show_state("failed", "The disk is full")
    assert line.text() == "Not saved yet"
    assert line.toolTip() == "The disk is full"
    line.show_state("saved")
    assert line.text() == "All changes saved"
    assert not line.toolTip()


def test_rows_are_used_again(show: Show) -> None:
    table = KeyValueRows([Row("A", "1"), Row("B", "2")])
    show(table)
    lines = table.findChildren(QWidget)
    table.set_rows([Row("C", "3")])
    assert [line for line in table.findChildren(QWidget) if line in lines] == lines
    table.set_rows([])
    assert table.isHidden()


def test_a_long_line_ends_in_an_ellipsis_with_the_whole_in_its_tip(show: Show) -> None:
    label = ElidedText("Integrations with the warehouse and the carrier")
    label.setFixedWidth(80)
    show(label)
    label.grab()
    assert label.toolTip() == "Integrations with the warehouse and the carrier"


def test_a_disclosure_opens_by_the_keyboard(qtbot: QtBot, show: Show) -> None:
    why = Disclosure("Why we ask", "It decides the first milestone.")
    show(why)
    assert why.content.isHidden()
    qtbot.keyClick(why.handle, Qt.Key.Key_Space)
    assert not why.content.isHidden()


def test_the_dialog_copies_its_report_and_goes_away(qtbot: QtBot, show: Show) -> None:
    window = show(QWidget())
    dialog = Dialog("Something unexpected happened", "Your work is saved.", report="line 1", parent=window)
    dialog.open()
    copy = dialog.findChild(QAbstractButton, "copy-report")
    accept = dialog.findChild(QAbstractButton, "dialog-accept")
    assert isinstance(copy, QAbstractButton)
    assert isinstance(accept, QAbstractButton)
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "line 1"
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)


def test_a_toast_comes_with_an_action_and_goes_by_itself(qtbot: QtBot, show: Show) -> None:
    window = QWidget()
    window.resize(600, 400)
    show(window)
    toast = Toast(window)
    toast.say("Deal duplicated", action="Undo", seconds=0.01)
    assert toast.isVisible()
    assert window.rect().contains(toast.geometry())
    qtbot.waitUntil(toast.isHidden)


def all_shapes(width: float, measured: Measure) -> Chart:
    assert measured("Net", 7.2, "strong") > 0
    square = ((0.0, 20.0), (10.0, 20.0), (10.0, 30.0))
    shapes = (
        Rect(0, 0, width, 10, "accent", 2),
        Line(0, 15, width, 15, "rule", dashed=True),
        Polyline(square, "amber"),
        Polygon(square, "navy"),
        Text(width, 40, "Net", anchor="end", weight="strong"),
    )
    return Chart(width, 50, shapes, "One of each")


def test_a_chart_is_laid_out_for_its_width_and_says_its_sentence(show: Show) -> None:
    view = ChartView(all_shapes)
    view.resize(330, 100)
    show(view)
    image = view.grab().toImage()
    assert view.height() == round(50 * SCALE)
    assert view.accessibleName() == "One of each"
    assert image.pixelColor(view.width() // 2, 8) == colour("chart_2")
    assert measure("Wide words", 7.2, "regular") > measure("Wide", 7.2, "regular")


def test_a_model_is_what_qt_expects(qtbot: QtBot) -> None:
    model: QAbstractItemModel = GridModel(COLUMNS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert model.rowCount() == 0
