"""The figures that follow from a what-if: each with its change against the offer beside it, painted in one go."""

from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, own_way, placed, smooth
from omnidesk.ui.theme.tokens import RADIUS, Token, TypeRole
from omnidesk.wizard.what_if import FigureView, Tendency

INKS: dict[Tendency, Token] = {"better": "success", "worse": "warning", "same": "muted"}
ROW, EDGE, NARROW = 37, 12, 240
"""Height of a row, room at its sides, and the width under which there is only half of it."""


class FigureRows(QWidget):
    """A figure takes two lines, so that its name and its amount have room; a name is cut only beside a long change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: tuple[FigureView, ...] = ()

    @property
    def figures(self) -> tuple[FigureView, ...]:
        """What is shown."""
        return self._figures

    def show_figures(self, figures: Sequence[FigureView]) -> None:
        """Show other figures; only rows that changed are painted again."""
        before, self._figures = self._figures, tuple(figures)
        if before == self._figures:
            return
        self.setAccessibleName("; ".join(f"{each.name}: {each.text} {each.change}".strip() for each in figures))
        if len(before) != len(self._figures):
            self.setFixedHeight(self.sizeHint().height())
            self.update()
            return
        for place, (old, new) in enumerate(zip(before, self._figures, strict=True)):
            if old != new:
                self.update(0, place * ROW, self.width(), ROW)

    def sizeHint(self) -> QSize:
        """Room for every figure."""
        return QSize(260, ROW * len(self._figures))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that have to be."""
        painter = smooth(self)
        for place, figure in enumerate(self._figures):
            row = QRect(0, place * ROW, self.width(), ROW)
            if event.region().intersects(row):
                self._paint_row(painter, row, figure, striped=place % 2 == 0)
        painter.end()

    def _paint_row(self, painter: QPainter, row: QRect, figure: FigureView, *, striped: bool) -> None:
        if striped:
            box(painter, QRectF(row), RADIUS, colour("sunken"))
        edge = EDGE if row.width() >= NARROW else EDGE // 2
        upper = QRect(edge, row.top() + 2, row.width() - 2 * edge, 16)
        lower = QRect(edge, row.top() + 17, row.width() - 2 * edge, 18)
        used = self._write(painter, lower, figure.text, "strong", "text")
        name, change = figure.name, _width(figure.change, "small") if figure.change else 0
        fits = used + 8 + change <= lower.width()
        if not fits:
            name = _face("caption").elidedText(name, Qt.TextElideMode.ElideRight, upper.width() - change - 8)
        self._write(painter, upper, name, "caption", "muted")
        if change:
            rest = lower.adjusted(used + 8, 0, 0, 0) if fits else upper
            self._write(painter, rest, figure.change, "small", INKS[figure.tendency], end=True)

    def _write(
        self, painter: QPainter, place: QRect, words: str, role: TypeRole, ink: Token, *, end: bool = False
    ) -> int:
        """Write one line over the middle of its place; return how wide it is."""
        face, wide = font(role, tabular=True), _width(words, role)
        painter.setFont(face)
        painter.setPen(colour(ink))
        left = place.right() + 1 - wide if end else place.left()
        room = placed(self, QRect(left, place.top(), wide, place.height()))
        rise, fall = _heights(role)
        base = room.top() + (room.height() - rise - fall) // 2 + rise
        painter.drawText(room.left(), base, own_way(painter, words))
        return wide


@lru_cache(maxsize=512)
def _width(words: str, role: TypeRole) -> int:
    return _face(role).horizontalAdvance(words)


@cache
def _face(role: TypeRole) -> QFontMetrics:
    return QFontMetrics(font(role, tabular=True))


@cache
def _heights(role: TypeRole) -> tuple[int, int]:
    """How far a role's letters reach above their base line and below."""
    metrics = _face(role)
    return metrics.ascent(), metrics.descent()
