"""How long work tells of itself: how much of the whole is done, and what comes next."""

from collections.abc import Callable

Progress = Callable[[float, str], object]
"""Told how much of the whole is done (0 to 1) and what comes next; it may raise, which stops the work."""


def tell_nobody(_share: float, _what: str) -> None:
    """Nobody watches."""
