"""The window that the client sees: the slide, full screen, and nothing else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.operations.presenting import WHAT_IF
from omnidesk.ui.in_person.out_of_sight import FOR_CLIENTS
from omnidesk.ui.present.slide_view import SlideView
from omnidesk.ui.present.stage import Stage
from omnidesk.ui.single_start import STAYS

ON = frozenset({Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return})
BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace})
BLACK = frozenset({Qt.Key.Key_B, Qt.Key.Key_Period})


class ClientWindow(QWidget):
    """Follows the stage. ``closed`` when the meeting ends here, ``console_wanted`` where one screen serves both."""

    closed = Signal()
    console_wanted = Signal()

    def __init__(self, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("client-window")
        self.setProperty(STAYS, True)
        self.setProperty(FOR_CLIENTS, True)
        self.setWindowTitle(stage.presented.show.client)
        self._stage = stage
        self.view = SlideView(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        stage.moved.connect(lambda: self._show_slide(fade=True))
        stage.marked.connect(self._show_marks)
        stage.tried.connect(self._show_tried)
        stage.refreshed.connect(lambda: self.setWindowTitle(stage.presented.show.client))
        self._show_slide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the slides; Tab brings the console, Escape ends the meeting."""
        key = Qt.Key(event.key())
        if key in ON:
            self._stage.step(1)
        elif key in BACK:
            self._stage.step(-1)
        elif key in BLACK:
            self._stage.set_black(not self._stage.black)
        elif key == Qt.Key.Key_Home:
            self._stage.go(0)
        elif key == Qt.Key.Key_End:
            self._stage.go(len(self._stage.slides) - 1)
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
        self.view.show_slide(self._stage.layout_of(self._stage.slide), fade=fade)

    def _show_marks(self) -> None:
        self.view.set_black(self._stage.black)
        self.view.set_marks(self._stage.pointer, self._stage.strokes)

    def _show_tried(self) -> None:
        if self._stage.slide == WHAT_IF:
            self._show_slide()
