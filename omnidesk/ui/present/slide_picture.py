"""A slide in small, as a picture for a list."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPixmap

from omnidesk.ui.present.slide_colours import dye_of
from omnidesk.ui.present.slide_view import SlideLayout
from omnidesk.ui.theme.active import colour
from omnidesk.ui.widgets.chart import SCALE, measure, paint_shapes


def slide_picture(layout: SlideLayout, size: QSize, ratio: float) -> QPixmap:
    """Paint a slide for a place of this size in pixels of the screen; ``ratio`` is how fine the screen is."""
    chart = layout(size.width() / size.height(), measure)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(colour("surface"))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    scale = min(size.width() / chart.width, size.height() / chart.height) / SCALE
    painter.scale(scale, scale)
    paint_shapes(painter, chart.shapes, dye_of(chart))
    painter.end()
    return picture
