"""Controls in the states that come and go: under the pointer, with the keyboard, pressed, switched off."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from omnidesk.formatting import Amount
from omnidesk.ui.widgets.button import Button, IconButton
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.checks import CheckRow, RadioRow, Switch
from omnidesk.ui.widgets.choice import Choice, Option, Segmented
from omnidesk.ui.widgets.control import Control
from omnidesk.ui.widgets.disclosure import Disclosure
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.figure_link import FigureLink
from omnidesk.ui.widgets.step_rail import StepMark, StepRail
from omnidesk.ui.widgets.text import Text

State = Literal["At rest", "Pointed at", "Focused", "Pressed", "Off"]
STATES: tuple[State, ...] = ("At rest", "Pointed at", "Focused", "Pressed", "Off")


def states() -> QWidget:
    """Return a row for each control, with a column for each state."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    for column, state in enumerate(STATES):
        grid.addWidget(Text(state, "caption", "muted"), 0, column)
        grid.setColumnStretch(column, 1)
    for row, make in enumerate(_CONTROLS, start=1):
        for column, state in enumerate(STATES):
            widget = make()
            pose(widget, state)
            grid.addWidget(widget, row, column)
    return holder


def pose(widget: QWidget, state: State) -> None:
    """Let a widget look as if the pointer or the keyboard were on it, or hold it down, or switch it off."""
    for part in (widget, *widget.findChildren(QWidget)):
        if state == "Pointed at":
            part.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        elif state == "Pressed" and isinstance(part, QAbstractButton):
            part.setDown(True)
    if state == "Focused":
        _focus(widget)
    elif state == "Off":
        widget.setEnabled(False)


def _focus(widget: QWidget) -> None:
    """Only one widget of a window can have the keyboard; here each of them says that it is the one."""
    target = widget.focus_target() if isinstance(widget, Control) else widget
    held = next((each for each in (target, *target.findChildren(QAbstractButton))), target)
    links = target.findChildren(FigureLink)
    if not isinstance(target, Control | QAbstractButton) and not links:
        held = next(iter(target.findChildren(QAbstractButton)), target)
    for name, value in (("hasFocus", lambda: True), ("_by_keyboard", True)):
        for each in (held, *links):
            setattr(each, name, value)


def _figure() -> Text:
    figure = Text(Amount("€78,900.00", "total:committed_total"), "strong", tabular=True)
    figure.setAccessibleName("€78,900.00")
    return figure


def _step() -> StepRail:
    rail = StepRail()
    rail.set_steps((StepMark("client", "Client", "buildings", "done", "Northwind"),), "")
    return rail


def _segments() -> Segmented:
    choice = Segmented([Option("12", "Year"), Option("24", "Two")])
    choice.set_name("Term")
    choice.set_value("12")
    return choice


def _field() -> TextField:
    field = TextField()
    field.set_name("Client")
    field.set_text("Northwind")
    return field


def _choice() -> Choice:
    choice = Choice([Option("usage", "Usage")])
    choice.set_name("Model")
    choice.set_value("usage")
    return choice


def _card() -> Card:
    card = Card(selectable=True)
    card.setAccessibleName("Growth")
    card.body.addWidget(Text("Growth", "strong"))
    return card


_CONTROLS: tuple[Callable[[], QWidget], ...] = (
    lambda: Button("Primary", "primary", icon="plus"),
    lambda: Button("Secondary", "secondary"),
    lambda: Button("Quiet", "quiet"),
    lambda: Button("Danger", "danger"),
    lambda: IconButton("dots-three", "More"),
    lambda: Switch("Renews"),
    lambda: CheckRow("Audit trail"),
    lambda: RadioRow("This year"),
    _segments,
    _field,
    _choice,
    _figure,
    lambda: Disclosure("Why we ask", "Because"),
    _step,
    _card,
)
