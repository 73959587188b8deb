"""One headline figure with its name above and a note below."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.fitting_text import FittingText
from omnidesk.ui.widgets.text import ElidedText, Text


class Stat(Card):
    """A small card for one figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=16, parent=parent)
        self._name = ElidedText("", "caption", "muted")
        self.value = FittingText(("title", "heading", "label"))
        self._note = Text("", "caption", "faint", wrap=True)
        self.body.setSpacing(3)
        for label in (self._name, self.value, self._note):
            self.body.addWidget(label)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_figure(self, name: str, value: str, note: str = "", *, caution: bool = False) -> None:
        """Show a figure; ``caution`` colours its note."""
        self._name.setText(name)
        self.value.setText(value)
        self._note.show_text(note)
        self._note.set_tone("warning" if caution else "faint")
        self.setAccessibleName(f"{name}: {value}")
        self.setAccessibleDescription(note)
