"""The product's mark."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from omnidesk.ui.theme.paint import smooth


class Brand(QWidget):
    """A ring on a square that runs from indigo to teal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(30, 30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = smooth(self)
        place = QRectF(self.rect())
        sweep = QLinearGradient(place.topLeft(), place.bottomRight())
        sweep.setColorAt(0, QColor("#4338ca"))
        sweep.setColorAt(1, QColor("#11a8a0"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(sweep))
        painter.drawRoundedRect(place, place.width() / 4, place.width() / 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#ffffff"), place.width() / 10))
        inset = place.width() * 0.27
        painter.drawEllipse(place.adjusted(inset, inset, -inset, -inset))
        painter.end()
