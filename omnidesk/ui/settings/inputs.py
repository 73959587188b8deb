"""The input of a setting, made from its declaration."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.operations.settings.declared import Setting
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.theme.tokens import RADIUS_SMALL
from omnidesk.ui.widgets.choice import Choice, Option, Segmented
from omnidesk.ui.widgets.control import Control, LineField
from omnidesk.ui.widgets.entries import NumberField, TextArea, TextField

LINES = 2
FEW = 3
"""So many choices stand side by side; more are a list."""
Offered = dict[str, tuple[Option, ...]]
"""What lists offer, by the kind of the setting: currencies, languages and time zones."""


class Swatch(QWidget):
    """A colour as it looks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = QColor()
        self.setFixedSize(QSize(22, 22))
        self.setAccessibleName(_("The colour"))

    def show_colour(self, text: str) -> None:
        """Show ``#rrggbb``; nothing where it is none."""
        self._shown = QColor(text.strip())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = smooth(self)
        ground = self._shown if self._shown.isValid() else colour("sunken")
        box(painter, QRectF(self.rect()), RADIUS_SMALL, ground, colour("line_strong"))
        painter.end()


class ColourField(TextField):
    """A colour as text, beside how it looks."""

    def __init__(self) -> None:
        super().__init__("#0F766E")
        self._swatch = Swatch()
        self._row.setContentsMargins(10, 1, 8, 1)
        self._row.addWidget(self._swatch)
        self.edited.connect(self._swatch.show_colour)

    def set_text(self, text: str) -> None:
        """Show the colour of a refresh."""
        super().set_text(text)
        self._swatch.show_colour(text)


def input_of(setting: Setting, offered: Offered) -> Control:
    """Return the input for a setting."""
    if setting.kind == "lines":
        return TextArea(lines=LINES)
    if setting.kind in ("count", "percent"):
        return NumberField(unit=setting.unit, whole=setting.kind == "count", step=Decimal(1))
    if setting.kind == "colour":
        return ColourField()
    if setting.kind == "choice":
        options = _options(setting.choices)
        return Segmented(options) if len(options) <= FEW else Choice(options)
    return Choice(offered[setting.kind]) if setting.kind in offered else TextField()


def shown_text(control: Control) -> str:
    """What an input holds now."""
    if isinstance(control, LineField | TextArea):
        return control.text()
    return control.value() if isinstance(control, Choice | Segmented) else ""


def show_text(control: Control, text: str) -> None:
    """Put a value into an input; a list offers it even where it does not know it."""
    if isinstance(control, LineField | TextArea):
        control.set_text(text)
    elif isinstance(control, Choice | Segmented):
        control.set_value(text)


def when_done(control: Control, act: Callable[[], object]) -> None:
    """Call once a person has finished with an input: a text is left, a choice is made."""
    if isinstance(control, LineField):
        control.finished.connect(act)
    elif isinstance(control, TextArea):
        _Leaving(control, act)
    else:
        control.edited.connect(partial(_without_text, act))


def beside(*widgets: QWidget, stretch: Sequence[int]) -> QHBoxLayout:
    """Return a row of inputs."""
    row = QHBoxLayout()
    row.setSpacing(16)
    for widget, share in zip(widgets, stretch, strict=True):
        row.addWidget(widget, share)
    return row


class _Leaving(QWidget):
    """Tells when the keyboard leaves several lines of text."""

    def __init__(self, control: TextArea, act: Callable[[], object]) -> None:
        super().__init__(control)
        self.hide()
        self._act = act
        control.focus_target().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Listen for the keyboard that goes."""
        if event.type() == QEvent.Type.FocusOut:
            self._act()
        return super().eventFilter(watched, event)


def _without_text(act: Callable[[], object], _text: str) -> None:
    act()


def _options(choices: tuple[tuple[str, str], ...]) -> tuple[Option, ...]:
    return tuple(Option(key, words) for key, words in choices)
