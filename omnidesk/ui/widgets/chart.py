"""A chart on screen: paints the shapes that ``omnidesk.charts`` lays out, the same that a printed page shows."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QRawFont,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from omnidesk.charts import display
from omnidesk.charts.mirror import mirrored
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import own_way, smooth
from omnidesk.ui.theme.tokens import Token

SCALE = 1.65
"""Pixels of the screen for one of the chart's points, so that its small text reads as a caption does."""

EDGE = 8.0
"""Pixels of white around a picture."""

INKS: dict[display.Token, Token] = {
    "ink": "text",
    "muted": "muted",
    "navy": "chart_1",
    "accent": "chart_2",
    "accent_soft": "chart_3",
    "accent_pale": "line_strong",
    "wash": "accent_soft",
    "tint": "accent_soft",
    "rule": "line",
    "faint": "line_strong",
    "amber": "chart_4",
    "paper": "surface",
}
"""The chart's colour names in the window's colours."""

WORD_INKS: dict[display.Token, Token] = {**INKS, "accent": "accent_text", "navy": "text", "amber": "warning"}
"""The same for words, which need more contrast than lines."""

_WEIGHTS: dict[display.Weight, QFont.Weight] = {
    "regular": QFont.Weight.Normal,
    "medium": QFont.Weight.Medium,
    "strong": QFont.Weight.DemiBold,
}
Layout = Callable[[float, display.Measure], display.Chart]
"""Lays a chart out for a width in points."""
Dye = Callable[[display.Token, bool], QColor]
"""Turns a chart's colour name into the colour, for words or else for lines and areas."""


@cache
def _face(size: float, weight: display.Weight) -> QFont:
    face = QFont(font("caption", tabular=True))
    face.setPixelSize(max(round(size * SCALE), 1))
    face.setWeight(_WEIGHTS[weight])
    return face


def measure(words: str, size: float, weight: display.Weight) -> float:
    """Return the width of one line in points, as this screen draws it."""
    return _advance(words, size, weight) / SCALE


def _advance(words: str, size: float, weight: display.Weight) -> float:
    """Of letters that our own face has it is kept; others may come to another face, which is there only later."""
    return (_kept_advance if _is_own(words) else _measured)(words, size, weight)


@lru_cache(maxsize=4096)
def _is_own(words: str) -> bool:
    return words.isascii() or all(map(_has, words))


@cache
def _has(sign: str) -> bool:
    return QRawFont.fromFont(font("caption")).supportsCharacter(ord(sign))


def _measured(words: str, size: float, weight: display.Weight) -> float:
    return QFontMetricsF(_face(size, weight)).horizontalAdvance(words)


_kept_advance = lru_cache(maxsize=4096)(_measured)


class ChartView(QWidget):
    """Shows one chart, laid out anew for each width, mirrored where writing runs from the right.

    Its sentence is what a screen reader says.
    """

    def __init__(self, layout: Layout | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = layout
        self._chart: display.Chart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_chart(self, layout: Layout) -> None:
        """Show another chart."""
        self._layout = layout
        self._lay_out()

    def sizeHint(self) -> QSize:
        """Return the size of the chart as laid out."""
        return QSize(360, self.height() if self._chart else 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the chart out for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Mirror the chart when the writing runs the other way."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._lay_out()

    def _lay_out(self) -> None:
        if self._layout is None:
            return
        chart = self._layout(self.width() / SCALE, measure)
        self._chart = mirrored(chart) if self.isRightToLeft() else chart
        self.setAccessibleName(self._chart.alt)
        self.setFixedHeight(max(round(self._chart.height * SCALE), 1))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw every shape in order."""
        painter = smooth(self)
        paint_shapes(painter, self._chart.shapes if self._chart else ())
        painter.end()


def window_dye(token: display.Token, words: bool) -> QColor:
    """The colours of the window."""
    return colour((WORD_INKS if words else INKS)[token])


def paint_shapes(painter: QPainter, shapes: Iterable[display.Shape], dye: Dye = window_dye) -> None:
    """Paint shapes with ``SCALE`` pixels for one of their points."""
    for shape in shapes:
        _paint(painter, shape, dye)


def _paint(painter: QPainter, shape: display.Shape, dye: Dye) -> None:
    match shape:
        case display.Rect():
            place = QRectF(shape.x * SCALE, shape.y * SCALE, shape.width * SCALE, shape.height * SCALE)
            if shape.radius:
                _fill(painter, dye(shape.fill, False))
                painter.drawRoundedRect(place, shape.radius * SCALE, shape.radius * SCALE)
            else:
                painter.fillRect(place, dye(shape.fill, False))
        case display.Line():
            _stroke(painter, dye(shape.stroke, False), shape.width, shape.dashed)
            painter.drawLine(_point(shape.x1, shape.y1), _point(shape.x2, shape.y2))
        case display.Polyline():
            _stroke(painter, dye(shape.stroke, False), shape.width, shape.dashed)
            painter.drawPolyline(QPolygonF([_point(x, y) for x, y in shape.points]))
        case display.Polygon():
            _fill(painter, dye(shape.fill, False))
            painter.drawPolygon(QPolygonF([_point(x, y) for x, y in shape.points]))
        case display.Text():
            _write(painter, shape, dye(shape.colour, True))
        case display.Picture():
            _picture(painter, shape)


def _write(painter: QPainter, text: display.Text, ink: QColor) -> None:
    width = _advance(text.text, text.size, text.weight) if text.anchor != "start" else 0.0
    left = text.x * SCALE - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    painter.setPen(ink)
    if _is_own(text.text) and painter.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        ascent, runs = _set(text.text, text.size, text.weight)
        for run in runs:
            painter.drawGlyphRun(QPointF(left, text.y * SCALE - ascent), run)
    else:
        painter.setFont(_face(text.size, text.weight))
        painter.drawText(QPointF(left, text.y * SCALE), own_way(painter, text.text))


@lru_cache(maxsize=2048)
def _set(words: str, size: float, weight: display.Weight) -> tuple[float, list[QGlyphRun]]:
    """One line set in type: most of what is painted again stood there before, or stands in another window."""
    layout = QTextLayout(words, _face(size, weight))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return line.ascent(), layout.glyphRuns()


def _point(x: float, y: float) -> QPointF:
    return QPointF(x * SCALE, y * SCALE)


def _picture(painter: QPainter, shape: display.Picture) -> None:
    """Draw a picture on white with a little room around: it was made for paper."""
    place = QRectF(shape.x * SCALE, shape.y * SCALE, shape.width * SCALE, shape.height * SCALE)
    _fill(painter, QColor(Qt.GlobalColor.white))
    painter.drawRoundedRect(place.adjusted(-EDGE, -EDGE, EDGE, EDGE), EDGE, EDGE)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, _image(shape.content))


@lru_cache(maxsize=4)
def _image(content: bytes) -> QImage:
    return QImage.fromData(content)


def _fill(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)


def _stroke(painter: QPainter, ink: QColor, width: float, dashed: bool) -> None:
    pen = QPen(ink, max(width * SCALE, 1.0))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
