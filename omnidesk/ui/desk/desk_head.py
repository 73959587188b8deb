"""The head of a place of the desk: its title, a sentence, and small things at the side."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.ui.widgets.text import Text


class DeskHead(QWidget):
    """Put small things into ``side``."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = Text("", "body", "muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(Text(title, "display"))
        words.addWidget(self._told)
        self.side = QHBoxLayout()
        self.side.setSpacing(12)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addLayout(self.side)
        row.setAlignment(self.side, Qt.AlignmentFlag.AlignTop)

    def say(self, words: str) -> None:
        """Write the sentence under the title."""
        self._told.setText(words)
