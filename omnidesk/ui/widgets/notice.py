"""A sentence that stands out at the top of a page or a card: a caution, a refusal, or good news."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.theme.tokens import RADIUS, Token
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text

NoticeTone = Literal["warning", "danger", "success", "accent"]
_LOOKS: dict[NoticeTone, tuple[Token, Token, str]] = {
    "warning": ("warning_soft", "warning", "warning-fill"),
    "danger": ("danger_soft", "danger", "warning-circle-fill"),
    "success": ("success_soft", "success", "check-circle-fill"),
    "accent": ("accent_soft", "accent_text", "info"),
}


class Notice(QWidget):
    """One sentence on a soft ground with an icon; hidden while there is nothing to say."""

    def __init__(self, tone: NoticeTone = "warning", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: NoticeTone = tone
        self._icon = Icon("warning-fill", "warning", 18)
        self._words = Text("", "body", wrap=True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 10, 14, 10)
        self.row.setSpacing(10)
        self.row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.row.addWidget(self._words, 1)
        self.show_notice("")

    def show_notice(self, text: str, tone: NoticeTone | None = None) -> None:
        """Show a sentence, or nothing with an empty text."""
        self._tone = tone or self._tone
        _ground, ink, icon = _LOOKS[self._tone]
        self._icon.set_icon(icon, ink)
        self._words.setText(text)
        self.setAccessibleName(text)
        set_shown(self, bool(text))
        self.update()

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the soft ground."""
        painter = smooth(self)
        box(painter, QRectF(self.rect()), RADIUS, colour(_LOOKS[self._tone][0]))
        painter.end()
