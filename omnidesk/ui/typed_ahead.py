"""Keys typed while a deal is being opened: kept, and handed to its first input once that stands."""

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from omnidesk.ui.wizard_frame import WizardFrame

COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
EDITS = (Qt.Key.Key_Backspace, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class TypedAhead(QObject):
    """Holds back a window's typing between ``hold`` and ``hand_over`` or ``forget``; shortcuts work on."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._kept, self.holds = window, list[QKeyEvent](), False

    def follow(self, wizard: "WizardFrame[Any]") -> None:
        """Keep what is typed for a page that is not whole yet; who goes to another step meanwhile types there."""
        wizard.awaited.connect(self.hold)
        wizard.ready.connect(self.hand_over)
        wizard.moved.connect(self.forget)

    def hold(self) -> None:
        """Keep what is typed from now on."""
        self.holds = True
        _application().installEventFilter(self)

    def forget(self) -> None:
        """Let typing go where it goes, and drop what was kept."""
        self.holds = False
        _application().removeEventFilter(self)
        self._kept.clear()

    def hand_over(self) -> None:
        """Type what was kept into the input that has the keyboard now, and let typing go where it goes."""
        kept = list(self._kept)
        self.forget()
        for event in kept:
            target = QApplication.focusWidget()
            if target is not None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None, its stubs do not say so
                QCoreApplication.sendEvent(target, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a key that writes or moves on between inputs."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        here = isinstance(watched, QWidget) and watched.window() is self._window
        if not here or not ((event.text().isprintable() and event.text()) or event.key() in EDITS):
            return False
        if event.modifiers() & COMMANDS:
            return False
        self._kept.append(event.clone())
        return True


def _application() -> QCoreApplication:
    return cast(QCoreApplication, QCoreApplication.instance())
