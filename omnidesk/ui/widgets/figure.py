"""Figures that the deal can hold: not longer than a deal file allows, and, where one is needed, not left empty."""

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.ui.widgets.entries import NumberField
from omnidesk.ui.widgets.number_text import number_trouble, read_number, whole_number_trouble

DIGITS, DECIMALS = 15, 12
"""Most digits before and after the point."""


class FigureField(NumberField):
    """A number; ``needed`` says that an empty text is not a value, so that the last one holds until there is one."""

    def __init__(
        self,
        *,
        unit: str = "",
        whole: bool = False,
        needed: bool = False,
        step: Decimal = Decimal(1),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(unit=unit, whole=whole, step=step, parent=parent)
        self._whole, self._needed = whole, needed
        self._check = self._trouble_of

    def _trouble_of(self, text: str) -> str:
        if self._needed and not text.strip():
            return _("Enter a number; 0 is one too.")
        trouble = whole_number_trouble(text) if self._whole else number_trouble(text)
        return trouble or too_long(text)


class AmountField(FigureField):
    """An amount in the deal's currency, which a refresh names."""

    def __init__(self, *, needed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(needed=needed, step=Decimal(100), parent=parent)


def too_long(text: str) -> str:
    """Return what is wrong with the length of a number, or nothing."""
    number = read_number(text)
    if number is None:
        return ""
    whole, _point, part = f"{abs(number):f}".partition(".")
    if len(whole.lstrip("0")) > DIGITS or len(part) > DECIMALS:
        return _("At most {digits} digits and {decimals} decimals.").format(digits=DIGITS, decimals=DECIMALS)
    return ""
