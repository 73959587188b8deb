"""The product's mark."""

from functools import cache

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from omnidesk.ui.theme.paint import smooth

MARK = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30"><defs>
<linearGradient id="sweep" x1="0" y1="0" x2="1" y2="1">
<stop offset="0" stop-color="#4338ca"/><stop offset="1" stop-color="#11a8a0"/></linearGradient></defs>
<rect width="30" height="30" rx="7.5" fill="url(#sweep)"/>
<circle cx="15" cy="15" r="6.9" fill="none" stroke="#fff" stroke-width="3"/></svg>"""


class Brand(QWidget):
    """A ring on a square that runs from indigo to teal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(30, 30))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        painter = smooth(self)
        _mark().render(painter, QRectF(self.rect()))
        painter.end()


@cache
def _mark() -> QSvgRenderer:
    return QSvgRenderer(MARK)
