"""What stands under the slide in the console: notes, what is ours alone, and the figures where they have room."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.present.figure_rows import FigureRows
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.text import Text

AROUND = 72
"""Height of the card of figures beyond the figures, in pixels."""


class Underneath(QWidget):
    """Two cards side by side; one under the other where the figures of the what-if find room beside them."""

    def __init__(self, notes: QWidget, private: QWidget, figures: FigureRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = figures
        self.figures = FigureRows()
        self._card = Card(padding=16)
        self._card.body.addWidget(Text(_("What follows"), "heading"))
        self._card.body.addWidget(self.figures)
        self._card.body.addStretch(1)
        self._card.hide()
        self._ours = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ours.setSpacing(12)
        self._ours.addWidget(notes, 1)
        self._ours.addWidget(private, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(self._ours, 1)
        row.addWidget(self._card, 1)

    def refresh(self) -> None:
        """Show the figures as the what-if has them."""
        self.figures.show_figures(self._beside.figures)

    @property
    def needed(self) -> int:
        """Height with which the figures find room here, in pixels."""
        return self.figures.sizeHint().height() + AROUND

    def fit(self, high: int, *, wanted: bool) -> None:
        """Take the figures here where they are ``wanted`` and this height holds them, so that nobody scrolls."""
        here = wanted and high >= self.needed
        down = QBoxLayout.Direction.TopToBottom
        self._ours.setDirection(down if here else QBoxLayout.Direction.LeftToRight)
        self._card.setVisible(here)
        self._beside.setVisible(not here)
