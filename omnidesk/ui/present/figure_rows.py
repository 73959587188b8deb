"""The figures that follow from a what-if: each with its change against the offer beside it, painted in one go."""

from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from omnidesk.ui.theme.active import colour
from omnidesk.ui.theme.fonts import font
from omnidesk.ui.theme.paint import box, own_way, placed, smooth
from omnidesk.ui.theme.tokens import RADIUS, Token, TypeRole
from omnidesk.wizard.what_if import FigureView, Tendency

INKS: dict[Tendency, Token] = {"better": "success", "worse": "warning", "same": "muted"}
ROW, EDGE = 42, 12


class FigureRows(QWidget):
    """A figure takes two lines, so that neither its name nor its amount is ever cut short."""

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
        upper = QRect(EDGE, row.top() + 4, row.width() - 2 * EDGE, 16)
        lower = QRect(EDGE, row.top() + 20, row.width() - 2 * EDGE, 18)
        self._write(painter, upper, figure.name, "caption", "muted")
        used = self._write(painter, lower, figure.text, "strong", "text")
        if figure.change:
            fits = used + 8 + _width(figure.change, "small") <= lower.width()
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
    return QFontMetrics(font(role, tabular=True)).horizontalAdvance(words)


@cache
def _heights(role: TypeRole) -> tuple[int, int]:
    """How far a role's letters reach above their base line and below."""
    metrics = QFontMetrics(font(role, tabular=True))
    return metrics.ascent(), metrics.descent()
