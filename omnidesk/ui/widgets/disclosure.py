"""A line that opens to show more: why a question is asked, the details of a failure."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.icons import paint_icon
from omnidesk.ui.theme.paint import box, by_keyboard, focus_ring, placed, smooth
from omnidesk.ui.widgets.text import Text


class _Handle(QAbstractButton):
    def __init__(self, label: str) -> None:
        super().__init__()
        self._by_keyboard = False
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)
        self.setCheckable(True)
        self.setFont(font("label"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = by_keyboard(event, self._by_keyboard)
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.accessibleName()) + 30, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        if self.underMouse():
            box(painter, QRectF(self.rect()), 6, colour("hover"))
        if self.hasFocus() and self._by_keyboard:
            focus_ring(painter, QRectF(self.rect()), 6)
        caret = placed(self, QRect(4, 6, 14, 14))
        paint_icon(painter, "caret-down" if self.isChecked() else "caret-right", "accent_text", QRectF(caret))
        painter.setPen(colour("accent_text"))
        words = placed(self, QRect(22, 0, self.width() - 26, self.height()))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.accessibleName())
        painter.end()


class Disclosure(QWidget):
    """A label that opens and closes what is under it; ``content`` is a widget or a text."""

    def __init__(self, label: str, content: QWidget | str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.handle = _Handle(label)
        self.content = Text(content, "small", "muted", wrap=True) if isinstance(content, str) else content
        self.handle.toggled.connect(self.content.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.handle)
        column.addWidget(self.content)
        self.content.hide()

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        self.handle.setChecked(is_open)
