"""What a place shows while there is nothing in it: why, and the first thing to do."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.text import Text


class EmptyState(QWidget):
    """An icon, a sentence, a second one, and at most two actions; ``button`` is that of the first."""

    acted = Signal()
    acted_second = Signal()

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        *,
        action: str = "",
        second: str = "",
        lead: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.button: QWidget = self
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 48, 32, 48)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(Icon(icon, "accent_text", 28, chip="accent_soft"), 0, middle)
        column.addSpacing(12)
        column.addWidget(Text(title, "title"), 0, middle)
        words = Text(text, "body", "muted", wrap=True)
        words.setAlignment(middle)
        words.setFixedWidth(420)
        words.setMinimumHeight(words.heightForWidth(420))
        column.addWidget(words, 0, middle)
        column.addSpacing(12)
        if action:
            self._add(column, Button(action, "primary" if lead else "secondary"), self.acted, "empty-action")
        if second:
            self._add(column, Button(second, "quiet"), self.acted_second, "empty-second")
        column.addStretch(1)

    def _add(self, column: QVBoxLayout, button: Button, signal: SignalInstance, name: str) -> None:
        button.setObjectName(name)
        if self.button is self:
            self.button = button
        button.clicked.connect(signal)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)


def centred(inner: QWidget) -> QWidget:
    """Return a card with a widget in its middle."""
    card = Card()
    card.body.addStretch(1)
    card.body.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
    card.body.addStretch(1)
    return card
