"""Which scheme the window wears now, and its colours for widgets that paint themselves."""

from functools import cache

from PySide6.QtGui import QColor

from omnidesk.ui.theme.tokens import SCHEMES, Scheme, Token

_worn: list[Scheme] = ["light"]


def scheme() -> Scheme:
    """Return the scheme in use."""
    return _worn[0]


def wear(chosen: Scheme) -> None:
    """Remember the scheme in use; only ``theme.apply`` calls this, because it also repaints."""
    _worn[0] = chosen


def hex_of(token: Token) -> str:
    """Return a token's colour in the scheme in use, as ``#rrggbb``."""
    return getattr(SCHEMES[_worn[0]], token)


def colour(token: Token, alpha: int = 255) -> QColor:
    """Return a token's colour in the scheme in use; do not change the returned object."""
    return _colour(hex_of(token), alpha)


@cache
def _colour(code: str, alpha: int) -> QColor:
    result = QColor(code)
    result.setAlpha(alpha)
    return result
