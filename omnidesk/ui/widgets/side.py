"""The side that stands left of a window's work: its ground, the line beside it, and the product's name on top."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.paint import box, smooth
from omnidesk.ui.widgets.brand import Brand
from omnidesk.ui.widgets.text import Text


class Side(QWidget):
    """A column under the product's mark and name; what stands in it is added to ``column``."""

    def __init__(self, *, spacing: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(240)
        top = QHBoxLayout()
        top.setContentsMargins(12, 0, 0, 0)
        top.setSpacing(12)
        top.addWidget(Brand())
        top.addWidget(Text("OmniDesk", "heading"), 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 24, 12, 20)
        self.column.setSpacing(spacing)
        self.column.addLayout(top)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the side's ground and the line beside it."""
        painter = smooth(self)
        box(painter, QRectF(self.rect()), 0, colour("rail"))
        edge = 0 if self.isRightToLeft() else self.width() - 1
        box(painter, QRectF(edge, 0, 1, self.height()), 0, colour("line"))
        painter.end()
