"""Which scheme the window wears now, and its colours for widgets that paint themselves."""

from functools import cache

from PySide6.QtGui import QColor

from omnidesk.ui.theme.tokens import SCHEMES, Colours, Scheme, Token

_worn: list[Scheme] = ["light"]
_schemes: dict[Scheme, Colours] = dict(SCHEMES)


def scheme() -> Scheme:
    """Return the scheme in use."""
    return _worn[0]


def wear(chosen: Scheme) -> None:
    """Remember the scheme in use; only ``theme.apply`` calls this, because it also repaints."""
    _worn[0] = chosen


def colours() -> Colours:
    """Return all colours of the scheme in use, with the company's accent."""
    return _schemes[_worn[0]]


def own(schemes: dict[Scheme, Colours]) -> bool:
    """Take these colours for the schemes and tell whether they are others; only ``theme.wear_accent`` calls this."""
    other = schemes != _schemes
    _schemes.update(schemes)
    return other


def hex_of(token: Token) -> str:
    """Return a token's colour in the scheme in use, as ``#rrggbb``."""
    return getattr(colours(), token)


def colour(token: Token, alpha: int = 255) -> QColor:
    """Return a token's colour in the scheme in use; do not change the returned object."""
    return _colour(getattr(_schemes[_worn[0]], token), alpha)


@cache
def _colour(code: str, alpha: int) -> QColor:
    result = QColor(code)
    result.setAlpha(alpha)
    return result
