"""Phosphor icons drawn in a token's colour, kept by name, colour, size and pixel ratio."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from omnidesk.domain.errors import MachineError
from omnidesk.shipped import shipped
from omnidesk.ui.theme.active import hex_of
from omnidesk.ui.theme.tokens import Token

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

MIRRORED = {
    "arrow-left": "arrow-right",
    "arrow-right": "arrow-left",
    "caret-left": "caret-right",
    "caret-right": "caret-left",
}
"""Icons that mean back or on, and what means it where writing runs from the right."""


def pixmap(name: str, ink: Token, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon ``name`` (a file of ``resources/icons`` without ending) in a token's current colour."""
    return _drawn(name, hex_of(ink), size, ratio)


def paint_icon(painter: QPainter, name: str, ink: Token, place: QRectF) -> None:
    """Draw an icon into a square of the device that is being painted on; arrows point as the writing there runs."""
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        name = MIRRORED.get(name, name)
    ratio = painter.device().devicePixelRatio()
    size = round(place.width())
    painter.drawPixmap(place.topLeft().toPoint(), pixmap(name, ink, size, ratio))


def icon(name: str, ink: Token = "muted", size: int = 18) -> "QIcon":
    """Return a QIcon for places that Qt paints itself (menus, the title bar)."""
    from PySide6.QtGui import QIcon

    result = QIcon(pixmap(name, ink, size))
    result.addPixmap(pixmap(name, ink, size, 2.0))
    return result


@cache
def _source(name: str) -> str:
    path = shipped("resources", "icons", f"{name}.svg")
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise MachineError(f"{path}: the icon cannot be read; install OmniDesk again") from error


@cache
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    drawing = QSvgRenderer(_source(name).replace("currentColor", colour).encode())
    result = QPixmap(QSize(size, size) * ratio)
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return result
