"""Labels in the roles of the type scale."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from omnidesk.formatting import Amount
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import own_way
from omnidesk.ui.theme.sheet import TONE_ROLES
from omnidesk.ui.theme.tokens import Tone, TypeRole
from omnidesk.ui.widgets.figure_link import FigureLink, link_figure
from omnidesk.ui.widgets.shown import set_shown


class Text(QLabel):
    """Plain text in one role and tone; wraps when asked. Never interprets mark-up.

    ``lines`` keeps room for so many lines, so that what follows lines up with its neighbours.
    """

    def __init__(
        self,
        text: str = "",
        role: TypeRole = "body",
        tone: Tone = "text",
        *,
        wrap: bool = False,
        lines: int = 0,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._link: FigureLink | None = link_figure(self, text, None)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(role, tabular=tabular))
        self.setForegroundRole(TONE_ROLES[tone])
        self.setWordWrap(wrap)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if lines:
            self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            self.setMinimumHeight(lines * self.fontMetrics().lineSpacing())
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Stand where the window's writing begins (leading) or ends; by itself a label goes by its own letters."""
        self._alignment = alignment
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            from PySide6.QtWidgets import QStyle  # its many names take the start a tenth of its time

            alignment = QStyle.visualAlignment(Qt.LayoutDirection.RightToLeft, alignment)
        super().setAlignment(alignment | Qt.AlignmentFlag.AlignAbsolute)

    def changeEvent(self, event: QEvent) -> None:
        """Change sides with the window's writing."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.setAlignment(self._alignment)

    def setText(self, text: str) -> None:
        """Show a text; an amount of a figure can be asked how it came about."""
        if text != self.text():
            super().setText(text)
        if self._link is not None or isinstance(text, Amount):
            self._link = link_figure(self, text, self._link)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour by its meaning."""
        if self.foregroundRole() != TONE_ROLES[tone]:
            self.setForegroundRole(TONE_ROLES[tone])

    def show_text(self, text: str) -> None:
        """Set the text and hide the label while there is none."""
        self.setText(text)
        set_shown(self, bool(text))


class ElidedText(Text):
    """One line that ends in an ellipsis when the place is short; the tool tip then has the whole."""

    def minimumSizeHint(self) -> QSize:
        """Allow any width, one line high."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text, elided to the width."""
        whole = self.text()
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, self.width())
        tip = whole if shown != whole else ""
        if self.toolTip() != tip:
            self.setToolTip(tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        align = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(align), own_way(painter, shown))
