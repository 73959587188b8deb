"""The price beside every step: parts, totals and one big figure. Knows only the texts it is given."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from omnidesk.ui.theme import dress_bars
from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import smooth
from omnidesk.ui.theme.tokens import Token, TypeRole
from omnidesk.ui.widgets.figure_link import FigureLink, link_figure
from omnidesk.ui.widgets.fitting_text import FittingText
from omnidesk.ui.widgets.rows import KeyValueRows, Row, Rule
from omnidesk.ui.widgets.text import Text

INNER = 103.0
"""Room for the words inside the ring, in pixels."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of the ring: its colour and its share from 0 to 1."""

    ink: Token
    share: float


@dataclass(frozen=True, slots=True)
class PriceTexts:
    """All that the panel shows, formatted. ``parts`` stand beside the ring, ``totals`` under the line."""

    title: str
    subtitle: str = ""
    slices: tuple[Slice, ...] = ()
    ring_label: str = ""
    ring_value: str = ""
    parts: tuple[Row, ...] = ()
    totals: tuple[Row, ...] = ()
    figure_label: str = ""
    figure: str = ""
    figure_note: str = ""
    apart_title: str = ""
    apart: tuple[Row, ...] = ()
    foot: str = ""


class Ring(QWidget):
    """A small donut with a value in its middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slices: tuple[Slice, ...] = ()
        self._label, self._value = "", ""
        self._link: FigureLink | None = None
        self.setFixedHeight(172)

    def set_ring(self, slices: tuple[Slice, ...], label: str, value: str) -> None:
        """Show these parts."""
        if (slices, label, value) != (self._slices, self._label, self._value):
            self._slices, self._label, self._value = slices, label, value
            self.setAccessibleName(f"{label} {value}")
            self._link = link_figure(self, value, self._link, tab_stop=False)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the arcs clockwise from the top, then the texts."""
        painter = smooth(self)
        place = QRectF((self.width() - 128) / 2, 24, 128, 128)
        pen = QPen(colour("line"), 18)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        if not self._slices:
            painter.drawEllipse(place)
        start, gap = 90.0, 1.6 if len(self._slices) > 1 else 0.0
        for part in self._slices:
            sweep = 360 * part.share
            pen.setColor(colour(part.ink))
            painter.setPen(pen)
            painter.drawArc(place, round((start - gap / 2) * 16), -round(max(sweep - gap, 0.4) * 16))
            start -= sweep
        self._paint_words(painter, place)
        painter.end()

    def _paint_words(self, painter: QPainter, place: QRectF) -> None:
        middle = place.center().y()
        painter.setFont(font("caption"))
        painter.setPen(colour("muted"))
        painter.drawText(
            QRectF(place.left(), middle - 26, place.width(), 18), int(Qt.AlignmentFlag.AlignCenter), self._label
        )
        painter.setFont(_fitting(self._value, INNER))
        painter.setPen(colour("text"))
        painter.drawText(
            QRectF(place.left(), middle - 8, place.width(), 28), int(Qt.AlignmentFlag.AlignCenter), self._value
        )


def _fitting(value: str, room: float) -> QFont:
    """The largest face in which an amount stays inside the ring, smaller than any role for a very long one."""
    roles: tuple[TypeRole, ...] = ("title", "heading", "caption")
    faces = [font(role, tabular=True) for role in roles]
    fitting = next((face for face in faces if QFontMetricsF(face).horizontalAdvance(value) <= room), None)
    if fitting is None:
        fitting = QFont(faces[-1])
        share = room / QFontMetricsF(fitting).horizontalAdvance(value)
        fitting.setPixelSize(max(int(fitting.pixelSize() * share), 8))
    return fitting


class PricePanel(QWidget):
    """Ring, parts, totals, the big figure, what is only estimated, and a foot note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text("", "heading")
        self._subtitle = Text("", "small", "muted", wrap=True)
        self._ring = Ring()
        self._parts, self._totals, self._apart = KeyValueRows(spacing=10), KeyValueRows(), KeyValueRows()
        self._rule, self._apart_rule = Rule(), Rule()
        self._label = Text("", "overline", "muted", wrap=True)
        self._figure = FittingText(("figure", "display", "title", "heading"))
        self._figure.setObjectName("price-figure")
        self._note = Text("", "caption", "muted", wrap=True)
        self._apart_title = Text("", "overline", "muted", wrap=True)
        self._foot = Text("", "caption", "faint", wrap=True)
        self._lay_out()
        self.setAccessibleName("")

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 32, 24, 24)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._subtitle)
        column.addWidget(self._ring)
        column.addSpacing(8)
        groups = (self._parts, self._rule, self._totals, self._label, self._figure, self._note)
        after = {self._parts: 8, self._rule: 8, self._totals: 14, self._note: 14}
        after |= {self._apart_rule: 10, self._apart_title: 6}
        for group in (*groups, self._apart_rule, self._apart_title, self._apart):
            column.addWidget(group)
            column.addSpacing(after.get(group, 0))
        column.addStretch(1)
        column.addWidget(self._foot)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress_bars(scroll)
        inner.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(304)

    def set_texts(self, texts: PriceTexts) -> None:
        """Show the prices of a refresh."""
        self.setAccessibleName(f"{texts.title}: {texts.figure}")
        self._title.setText(texts.title)
        self._subtitle.show_text(texts.subtitle)
        self._ring.set_ring(texts.slices, texts.ring_label, texts.ring_value)
        self._ring.setVisible(bool(texts.slices or texts.ring_value))
        self._parts.set_rows(texts.parts)
        self._totals.set_rows(texts.totals)
        self._rule.setVisible(bool(texts.parts and texts.totals))
        self._label.show_text(texts.figure_label)
        self._figure.show_text(texts.figure)
        self._note.show_text(texts.figure_note)
        self._apart_rule.setVisible(bool(texts.apart))
        self._apart_title.show_text(texts.apart_title if texts.apart else "")
        self._apart.set_rows(texts.apart)
        self._foot.show_text(texts.foot)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface and the line on its left."""
        painter = smooth(self)
        painter.fillRect(self.rect(), colour("surface"))
        edge = self.rect().right() if self.isRightToLeft() else 0
        painter.fillRect(edge, 0, 1, self.height(), colour("line"))
        painter.end()
