"""A handful of short words on soft pills, wrapping like text."""

from collections.abc import Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from omnidesk.ui.widgets.badge import Badge, BadgeTone
from omnidesk.ui.widgets.flow import Flow


class Chips(QWidget):
    """Shows words; hidden while there are none."""

    def __init__(self, tone: BadgeTone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: BadgeTone = tone
        self._badges: list[Badge] = []
        self._flow = Flow(self, gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_words(self, words: Sequence[str]) -> None:
        """Show these words; badges are used again."""
        while len(self._badges) < len(words):
            badge = Badge("", self._tone)
            self._badges.append(badge)
            self._flow.addWidget(badge)
        for badge, word in zip(self._badges, words, strict=False):
            badge.set_badge(word, self._tone)
            badge.show()
        for spare in self._badges[len(words) :]:
            spare.hide()
        self.setAccessibleName(", ".join(words))
        self.setVisible(bool(words))
        self.updateGeometry()

    def words(self) -> tuple[str, ...]:
        """Return what is shown."""
        return tuple(badge.text() for badge in self._badges if not badge.isHidden())
