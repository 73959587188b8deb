"""Scenarios side by side: the offer, what was named and what stands now, or any two moments, as a table of figures."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from omnidesk.i18n import _
from omnidesk.ui.present.backstage import Backstage
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.theme.tokens import Tone
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.meeting import Compared, compare, title
from omnidesk.wizard.what_if import Tendency

ALL = "scenarios"
TONES: dict[Tendency, Tone] = {"better": "success", "worse": "warning", "same": "muted"}
COLUMN = 168


class CompareWindow(QDialog):
    """One column a moment, each figure with its difference from the first column."""

    def __init__(self, backstage: Backstage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.setWindowTitle(_("Scenarios side by side"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._backstage = backstage
        self._meeting, self._context = backstage.stage.meeting, backstage.context
        moments = [Option(str(each.number), title(each, self._context)) for each in self._meeting.moments]
        self.first = Choice(moments)
        self.first.set_name(_("Compare with"))
        self.second = Choice([Option(ALL, _("All scenarios and what stands now")), *moments])
        self.second.set_name(_("What is compared"))
        self.first.set_value("0")
        self.second.set_value(ALL)
        for choice in (self.first, self.second):
            choice.edited.connect(self._ask)
        self._table = QWidget()
        self.shown: tuple[Compared, ...] = ()
        self._lay_out()
        self._ask()

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(self.second, 1)
        choices.addWidget(Text(_("against"), "label", "muted"))
        choices.addWidget(self.first, 1)
        close = Button(_("Close"), "primary")
        close.clicked.connect(self.accept)
        self._column = QVBoxLayout()
        self._column.addWidget(self._table)
        self._column.addStretch(1)
        holder = QWidget()
        holder.setLayout(self._column)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(Text(_("Scenarios side by side"), "title"))
        column.addLayout(choices)
        column.addWidget(PageScroll(holder, lambda _width: 0), 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignTrailing)
        self.resize(900, 620)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.end()

    def _numbers(self) -> list[int]:
        first = int(self.first.value() or 0)
        if self.second.value() != ALL:
            return [first, int(self.second.value())]
        named = [each.number for each in self._meeting.scenarios]
        return list(dict.fromkeys([first, *named, self._meeting.current]))

    def _ask(self, _value: str = "") -> None:
        numbers = self._numbers()
        work = partial(compare, self._meeting, numbers, self._context)
        self._backstage.background.run(lambda _job: work(), partial(self._show, numbers))

    def _show(self, numbers: list[int], found: object) -> None:
        if not isValid(self) or numbers != self._numbers():  # closed or asked again meanwhile
            return
        self.shown = cast("tuple[Compared, ...]", found)
        old, self._table = self._table, _table(self.shown)
        self._column.replaceWidget(old, self._table)
        old.hide()
        old.deleteLater()


def _table(columns: Sequence[Compared]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(6)
    end = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop
    for place, each in enumerate(columns, start=1):
        head = Text(each.name, "strong", wrap=True)
        head.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
        head.setFixedSize(COLUMN, head.heightForWidth(COLUMN))
        grid.addWidget(head, 0, place, end)
    shown = [row for row in range(len(columns[0].figures)) if any(each.figures[row].text != "–" for each in columns)]
    for line, row in enumerate(shown):
        grid.addWidget(Rule(), 2 * line + 1, 0, 1, len(columns) + 1)
        grid.addWidget(Text(columns[0].figures[row].name, "small", "muted", wrap=True), 2 * line + 2, 0)
        for place, each in enumerate(columns, start=1):
            grid.addLayout(_cell(each, row), 2 * line + 2, place, end)
    grid.setColumnStretch(0, 1)
    return table


def _cell(column: Compared, row: int) -> QVBoxLayout:
    figure = column.figures[row]
    cell = QVBoxLayout()
    cell.setSpacing(0)
    cell.addWidget(Text(figure.text, "strong", tabular=True), 0, Qt.AlignmentFlag.AlignTrailing)
    if figure.change:
        change = Text(figure.change, "caption", TONES[figure.tendency], tabular=True)
        cell.addWidget(change, 0, Qt.AlignmentFlag.AlignTrailing)
    return cell
