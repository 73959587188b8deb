"""What every input has in common, and the box that text inputs stand in."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, focus_ring, smooth
from omnidesk.ui.theme.tokens import CONTROL, RADIUS, Token
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text

Mark = Literal["", "refusal", "warning"]
MARK_LINES: dict[Mark, Token] = {"": "line_input", "refusal": "danger", "warning": "warning"}


class Control(QWidget):
    """An input: tells ``edited`` what a person entered, and ``trouble`` when it cannot be what is asked for.

    Setters come from a refresh and emit nothing.
    """

    edited = Signal(str)
    trouble = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: Mark = ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def focus_target(self) -> QWidget:
        """Return the widget that takes the keyboard for this input."""
        return self

    def current_trouble(self) -> str:
        """Return what is wrong with the text as it stands, or nothing."""
        return ""

    def set_name(self, name: str, description: str = "") -> None:
        """Say what a screen reader calls this input, and what it adds to that."""
        self.focus_target().setAccessibleName(name)
        self.focus_target().setAccessibleDescription(description)

    def set_mark(self, mark: Mark) -> None:
        """Mark the input as refused, as doubtful or as fine."""
        if mark != self._mark:
            self._mark = mark
            self.update()

    def _watch_focus(self, target: QWidget) -> None:
        target.installEventFilter(self)
        self.setFocusProxy(target)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Repaint the box when the keyboard comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def align_to(self, side: Qt.AlignmentFlag) -> None:
        """Stand at the side where the window's writing begins; an editor by itself goes by the letters in it."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window's writing."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self.align_to(side | Qt.AlignmentFlag.AlignAbsolute)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box: line, which darkens under the pointer, ground, mark and focus ring."""
        painter = smooth(self)
        place = QRectF(self.rect())
        enabled = self.isEnabled()
        line: Token = "faint" if self.underMouse() and not self._mark else MARK_LINES[self._mark]
        box(painter, place, RADIUS, colour("surface" if enabled else "sunken"), colour(line if enabled else "line"))
        if self.focus_target().hasFocus():
            focus_ring(painter, place)
        painter.end()


def is_undo(event: QKeyEvent) -> bool:
    """Tell whether a key asks for undo or redo."""
    from PySide6.QtGui import QKeySequence

    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


def no_trouble(_text: str) -> str:
    """Accept any text."""
    return ""


class LineField(Control):
    """One line of text with an icon before it and a unit after it.

    Text stays as typed. A refresh replaces it only when the value it shows has changed to mean something else, so that
    the cursor never jumps and a text that is not valid yet is not lost.
    """

    finished = Signal()

    def __init__(
        self,
        placeholder: str = "",
        *,
        icon: str = "",
        unit: str = "",
        check: Callable[[str], str] = no_trouble,
        meaning: Callable[[str], object] = str.strip,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._check, self._meaning, self._refreshed, self._trouble = check, meaning, "", ""
        self._editor = QLineEdit()
        self._editor.setFrame(False)
        self._editor.setFont(font("body"))
        self._editor.setPlaceholderText(placeholder)
        self._editor.textEdited.connect(self._typed)
        self._editor.editingFinished.connect(self._tidy)
        self._unit = Text(unit, "small", "muted")
        set_shown(self._unit, bool(unit))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 12, 1)
        row.setSpacing(8)
        if icon:
            row.addWidget(Icon(icon, "faint", 16))
        row.addWidget(self._editor, 1)
        row.addWidget(self._unit)
        self._row = row
        self._watch_focus(self._editor)
        self.setFixedHeight(CONTROL)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        if self.isRightToLeft():
            self._align()

    def focus_target(self) -> QWidget:
        """Return the line editor."""
        return self._editor

    def current_trouble(self) -> str:
        """Return what is wrong with the text as typed, or nothing."""
        return self._trouble

    def text(self) -> str:
        """Return the text as typed."""
        return self._editor.text()

    def set_text(self, text: str) -> None:
        """Show the value of a refresh without disturbing what is being typed."""
        if text == self._refreshed:
            return
        self._refreshed = text
        same = self._meaning(text) == self._meaning(self.text())
        if not (same and self._editor.hasFocus()):
            self._show(text)

    def set_unit(self, unit: str) -> None:
        """Change the unit after the text."""
        self._unit.show_text(unit)

    def set_placeholder(self, text: str) -> None:
        """Change the example shown while the input is empty."""
        self._editor.setPlaceholderText(text)

    def set_secret(self, secret: bool) -> None:
        """Show dots in place of the characters."""
        self._editor.setEchoMode(QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal)

    def _secret(self) -> bool:
        return self._editor.echoMode() != QLineEdit.EchoMode.Normal

    def sizeHint(self) -> QSize:
        """Return a comfortable width."""
        return QSize(240, CONTROL)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Write in the editor wherever the box is pressed, on its unit too."""
        self._editor.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def align_to(self, side: Qt.AlignmentFlag) -> None:
        """Write from this side on."""
        self._editor.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def _show(self, text: str) -> None:
        if text != self.text():
            self._editor.setText(text)
            if not self._editor.hasFocus():
                self._editor.home(False)
        self._judge(text)

    def _enter(self, text: str) -> None:
        """Take a text that was picked rather than typed."""
        self._editor.setText(text)
        self._typed(text)

    def _typed(self, text: str) -> None:
        self._judge(text)
        self.edited.emit(text)

    def _judge(self, text: str) -> None:
        trouble = self._check(text)
        if trouble != self._trouble:
            self._trouble = trouble
            self.trouble.emit(trouble)

    def _tidy(self) -> None:
        if not self._trouble and self._meaning(self.text()) == self._meaning(self._refreshed):
            self._show(self._refreshed)
        self.finished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the deal, except while the deal cannot hold the text; tell a text that is cut off."""
        if event.type() == QEvent.Type.ToolTip:
            room = self._editor.width() - 8
            cut = self._editor.fontMetrics().horizontalAdvance(self.text()) > room and not self._secret()
            self._editor.setToolTip(self.text() if cut else "")
        override = event.type() == QEvent.Type.ShortcutOverride and not self._trouble
        if override and isinstance(event, QKeyEvent) and is_undo(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
