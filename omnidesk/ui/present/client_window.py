"""The window that the client sees: the slide, full screen, and nothing else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.operations.presenting import WHAT_IF
from omnidesk.ui.in_person.out_of_sight import FOR_CLIENTS
from omnidesk.ui.present.rehearsal import Rehearsal
from omnidesk.ui.present.slide_view import SlideView
from omnidesk.ui.present.stage import Stage
from omnidesk.ui.single_start import STAYS

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
ON = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, *ENTER})
BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace})
BLACK = frozenset({Qt.Key.Key_B, Qt.Key.Key_Period})


class ClientWindow(QWidget):
    """Follows the stage. ``closed`` when the meeting ends here, ``console_wanted`` where one screen serves both.

    ``sign_wanted`` when Enter is pressed on the last slide.
    """

    closed = Signal()
    console_wanted = Signal()
    sign_wanted = Signal()

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("client-window")
        self.setProperty(STAYS, True)
        self.setProperty(FOR_CLIENTS, True)
        self._stage = stage
        self._name()
        self.view = SlideView(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        stage.moved.connect(self._fade_over)
        stage.marked.connect(self._show_marks)
        stage.tried.connect(self._show_tried)
        stage.refreshed.connect(self._name)
        self._show_slide()
        Rehearsal(stage, self.view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the slides; F6 brings the console, Enter on the last signs, Escape ends the meeting."""
        key, stage = Qt.Key(event.key()), self._stage
        if key in ENTER and stage.is_last:
            self.sign_wanted.emit()
        elif key in ON | BACK:
            stage.step(1 if key in ON else -1)
        elif key in BLACK:
            stage.set_black(not stage.black)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            stage.go(0 if key == Qt.Key.Key_Home else len(stage.slides) - 1)
        elif key == Qt.Key.Key_F6:
            self.console_wanted.emit()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes on, as presenters expect."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._stage.step(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the presenter the shape of the client's screen."""
        super().resizeEvent(event)
        if event.size().height() > 0:
            self._stage.set_aspect(event.size().width() / event.size().height())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the client's window is gone."""
        super().closeEvent(event)
        self.closed.emit()

    def _show_slide(self, *, fade: bool = False) -> None:
        self.view.show_slide(self._stage.layout_now(), fade=fade)

    def _fade_over(self) -> None:
        self._show_slide(fade=True)

    def _name(self) -> None:
        self.setWindowTitle(self._stage.presented.show.client)

    def _show_marks(self) -> None:
        self.view.set_black(self._stage.black)
        self.view.set_marks(self._stage.pointer, self._stage.strokes)

    def _show_tried(self) -> None:
        if self._stage.slide == WHAT_IF:
            self._show_slide()
