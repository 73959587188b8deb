"""The roles and states of the widgets that paint themselves, as a screen reader asks for them."""

from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

ROLES: dict[str, QAccessible.Role] = {
    "Badge": QAccessible.Role.StaticText,
    "Card": QAccessible.Role.Grouping,
    "ChartView": QAccessible.Role.Chart,
    "Checklist": QAccessible.Role.Grouping,
    "Chips": QAccessible.Role.StaticText,
    "Entrance": QAccessible.Role.Grouping,
    "ExplanationCard": QAccessible.Role.Dialog,
    "Handle": QAccessible.Role.Slider,
    "Icon": QAccessible.Role.Graphic,
    "KeyCaps": QAccessible.Role.StaticText,
    "Notice": QAccessible.Role.Note,
    "PagePictures": QAccessible.Role.Document,
    "PricePanel": QAccessible.Role.Grouping,
    "Ring": QAccessible.Role.Chart,
    "SaveLine": QAccessible.Role.StatusBar,
    "Segmented": QAccessible.Role.Grouping,
    "SignaturePad": QAccessible.Role.Graphic,
    "StageColumn": QAccessible.Role.Grouping,
    "Skeleton": QAccessible.Role.StaticText,
    "Stat": QAccessible.Role.StaticText,
    "Toast": QAccessible.Role.AlertMessage,
    "_Paper": QAccessible.Role.Graphic,
    "_Picture": QAccessible.Role.Graphic,
    "_RowLine": QAccessible.Role.StaticText,
    "_Segment": QAccessible.Role.RadioButton,
}
"""Roles by the name of a class, for it and every class made from it."""


@runtime_checkable
class Selects(Protocol):
    """A surface that can be the chosen one of several."""

    @property
    def selected(self) -> bool:
        """Whether it is the chosen one."""
        ...


class _SpokenCard(QAccessibleWidget):
    """A card that can be chosen is one radio button of several."""

    def state(self) -> QAccessible.State:
        """Tell whether it is the chosen one."""
        state: Any = super().state()
        card = self.object()
        state.checkable = True
        state.checked = isinstance(card, Selects) and card.selected
        return state


def interface(class_name: str, widget: object) -> QAccessibleWidget | None:
    """Return what speaks for a widget of this class; None leaves it to Qt."""
    if class_name not in ROLES or not isinstance(widget, QWidget):
        return None
    if class_name == "Icon" and not widget.accessibleName():
        return None  # what an icon without a name means stands beside it in words
    if class_name == "Card" and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
        return _SpokenCard(widget, QAccessible.Role.RadioButton)
    return QAccessibleWidget(widget, ROLES[class_name])
