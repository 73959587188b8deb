"""One lever of a what-if: its name, where it stands, and a slider, or a switch where it is on or off."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.widgets.button import IconButton
from omnidesk.ui.widgets.checks import Switch
from omnidesk.ui.widgets.slider import Slider
from omnidesk.ui.widgets.text import ElidedText, Text
from omnidesk.wizard.what_if import LeverView


class LeverRow(QWidget):
    """``turned`` tells where a person wants the lever, ``seek_wanted`` that it should be found for a target."""

    turned = Signal(str, Decimal)
    seek_wanted = Signal(str)

    def __init__(self, view: LeverView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._shown: LeverView | None = None
        self.setObjectName(f"lever.{view.lever.id}")
        self._name = ElidedText(view.name, "label", "muted")
        self._value = Text(view.text, "strong", tabular=True)
        self.target = IconButton("target", _("Find the place that reaches a target"), side=24)
        self.target.clicked.connect(lambda: self.seek_wanted.emit(self._view.lever.id))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._name, 1)
        head.addWidget(self._value)
        head.addWidget(self.target)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self.slider = Slider(view.name)
        self.switch = Switch("")
        self.switch.setAccessibleName(view.name)
        if view.is_switch:
            head.addWidget(self.switch)
            self.switch.clicked.connect(self._switched)
            self.slider.hide()
            self.target.hide()
        else:
            column.addWidget(self.slider)
            self.slider.valueChanged.connect(self._moved)
            self.switch.hide()
        self.show_lever(view)

    def show_lever(self, view: LeverView) -> None:
        """Show where the lever stands; tells nobody."""
        if view == self._shown:
            return
        self._view = self._shown = view
        lever = view.lever
        self._value.setText(view.text)
        self._value.set_tone("accent_text" if lever.turned else "text")
        self.setEnabled(not view.is_fixed)
        if view.is_switch:
            self.switch.set_on(bool(lever.value))
            return
        blocked = self.slider.blockSignals(True)
        self.slider.setRange(0, self._steps(lever.maximum))
        self.slider.setValue(self._steps(lever.value))
        self.slider.set_tick(self._steps(lever.base))
        self.slider.setAccessibleDescription(view.text)
        self.slider.blockSignals(blocked)

    def _steps(self, value: Decimal) -> int:
        lever = self._view.lever
        return round((value - lever.minimum) / lever.step)

    def _moved(self, place: int) -> None:
        lever = self._view.lever
        self.turned.emit(lever.id, min(lever.minimum + place * lever.step, lever.maximum))

    def _switched(self, on: bool) -> None:
        self.turned.emit(self._view.lever.id, Decimal(int(on)))
