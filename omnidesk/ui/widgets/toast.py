"""A short message over the bottom of the window that goes away by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.ui.theme.paint import SHADOW, raised
from omnidesk.ui.theme.tokens import Token
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.spoken import announce
from omnidesk.ui.widgets.text import Text

FOOT, GAP = 88, 8
"""Pixels between a message and the window's foot, and between it and a higher part that it stands above."""
ROUND, SLACK = 260, 4
"""Pixels that icon, action and the space around a message take, and that its words get beyond their letters."""


class Toast(QWidget):
    """Says what has happened; ``acted`` when its one action is pressed (``Undo``, ``Open``)."""

    acted = Signal()

    def __init__(self, parent: QWidget, over: QWidget | None = None) -> None:
        """Make it for a window, above ``over``: the part at its foot that it must not cover."""
        super().__init__(parent)
        self._window, self._over = parent, over
        self._then: Callable[[], object] | None = None
        self._icon = Icon("check-circle-fill", "success", 18)
        self._words = Text("", "strong", wrap=True)
        self._action = Button("", "quiet", small=True)
        self._action.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8 + SHADOW)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addWidget(self._action)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.hide()
        for watched in (parent, over):
            if watched is not None:
                watched.installEventFilter(self)

    def say(
        self,
        words: str,
        *,
        action: str = "",
        failed: bool = False,
        seconds: float = 0,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Show a message; it stays while the pointer is on it. ``then`` is what its action does.

        Without ``seconds``, what went wrong stays longer than what went well.
        """
        self._words.setText(words)
        wide = self._words.fontMetrics().horizontalAdvance(words) + SLACK
        self._words.setFixedWidth(max(120, min(wide, self._window.width() - ROUND)))
        self._then = then
        self._action.set_text(action)
        self._action.setVisible(bool(action))
        ink: Token = "danger" if failed else "success"
        self._icon.set_icon("warning-circle-fill" if failed else "check-circle-fill", ink)
        self.setAccessibleName(words)
        announce(self, words)
        self._action.setMinimumWidth(self._action.sizeHint().width())
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start(int((seconds or (10 if failed else 5)) * 1000))

    def _act(self) -> None:
        self.hide()
        self.acted.emit()
        if self._then is not None:
            self._then()

    def _place(self) -> None:
        room = self._window.rect()
        foot = room.height() - FOOT
        if self._over is not None and self._over.isVisible():
            foot = min(foot, self._over.mapTo(self._window, QPoint()).y() - GAP)
        self.move((room.width() - self.width()) // 2, max(GAP, foot - self.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the window changes its size, and above what grows at its foot."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Wait while the pointer is on the message."""
        if event.type() == QEvent.Type.Enter:
            self._timer.stop()
        elif event.type() == QEvent.Type.Leave and self.isVisible():
            self._timer.start(2000)
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the raised surface."""
        raised(self)
