"""The recommendation in one line, in sight while the questions are answered."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, placed, smooth
from omnidesk.ui.widgets.badge import Badge
from omnidesk.ui.widgets.card import Card
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.text import ElidedText, Text
from omnidesk.wizard.discovery import DiscoveryView
from omnidesk.wizard.needs import joined
from omnidesk.wizard.reasons import Reasons

NAMED = 3
"""As many deciding needs are named; the others are counted."""


class ProgressBar(QWidget):
    """How much is done, as a thin line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedSize(QSize(160, 6))

    def set_share(self, share: float) -> None:
        """Show a share from 0 to 1."""
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and what is done."""
        painter = smooth(self)
        box(painter, QRectF(self.rect()), 3, colour("line_strong"))
        done = self.rect().adjusted(0, 0, -round(self.width() * (1 - self._share)), 0)
        if done.width() > 0:
            box(painter, QRectF(placed(self, done)), 3, colour("accent"))
        painter.end()


class RecommendationStrip(Card):
    """Which tier the answers lead to, what decided it, and how many questions are done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padding=14, parent=parent)
        self._headline, self._why = Text("", "heading"), ElidedText("", "small", "muted")
        self._headline.setObjectName("recommendation")
        self._conflicts = Badge("", "warning", icon="warning-fill")
        self._progress, self._bar = Text("", "caption", "muted", tabular=True), ProgressBar()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._headline)
        words.addWidget(self._why)
        done = QVBoxLayout()
        done.setSpacing(6)
        done.addStretch(1)
        done.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignRight)
        done.addWidget(self._bar)
        done.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Icon("sparkle", "accent_text", 18, chip="accent_soft"))
        row.addLayout(words, 1)
        row.addWidget(self._conflicts)
        row.addLayout(done)
        self.body.addLayout(row)

    def refresh(self, view: DiscoveryView) -> None:
        """Show what the answers lead to."""
        self._headline.setText(view.reasons.headline)
        self._why.setText(_short_reason(view.reasons))
        count = len(view.reasons.conflicts)
        self._conflicts.set_badge(
            _("1 conflict") if count == 1 else _("{count} conflicts").format(count=count), "warning", "warning-fill"
        )
        self._conflicts.setToolTip("\n".join(view.reasons.conflicts))
        self._conflicts.setVisible(bool(count))
        self._progress.setText(view.progress)
        self._bar.set_share(view.done / max(view.total, 1))
        self.setAccessibleName(f"{view.reasons.headline}. {self._why.text()}. {view.progress}")


def _short_reason(reasons: Reasons) -> str:
    if not reasons.decided_by:
        return reasons.why
    named = list(reasons.decided_by[:NAMED])
    more = len(reasons.decided_by) - len(named)
    if more:
        named.append(_("{count} more").format(count=more))
    return _("Decided by {needs}").format(needs=joined(named))
