"""What a screen reader is told about the widgets that paint themselves; its names are imported once there are words."""

from typing import Any

from PySide6.QtWidgets import QWidget


def speak() -> None:
    """Give the widgets their roles; call it once, before the first window. Costs nothing until something listens."""
    from PySide6.QtGui import QAccessible

    from omnidesk.ui.widgets.roles import interface

    QAccessible.installFactory(interface)


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say a message that came up by itself."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def chosen_changed(card: QWidget) -> None:
    """Have a screen reader look again at whether a card is chosen."""
    from PySide6.QtGui import QAccessible, QAccessibleStateChangeEvent

    if QAccessible.isActive():
        state: Any = QAccessible.State()
        state.checked = True
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(card, state))
