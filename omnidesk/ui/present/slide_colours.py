"""The colours of a slide on a screen: those of its company, in the scheme that the window wears."""

from functools import lru_cache

from PySide6.QtGui import QColor

from omnidesk.charts.display import Chart, Token
from omnidesk.colour import mixed
from omnidesk.ui.theme.accent import schemes_for
from omnidesk.ui.theme.active import scheme
from omnidesk.ui.theme.tokens import Colours, Scheme
from omnidesk.ui.widgets.chart import Dye, window_dye

PALE = 0.72
"""How far the accent of what is estimated is thinned towards the ground."""


def dye_of(chart: Chart) -> Dye:
    """The colours in which a slide is painted."""
    return _dye(chart.accent, scheme()) if chart.accent else window_dye


@lru_cache(maxsize=8)
def _dye(accent: str, worn: Scheme) -> Dye:
    colours = schemes_for(accent)[worn]
    areas = {token: QColor(code) for token, code in _areas(colours, worn).items()}
    words = {
        **areas,
        "navy": QColor(colours.text),
        "accent": QColor(colours.accent_text),
        "amber": QColor(colours.warning),
    }

    def dye(token: Token, is_words: bool) -> QColor:
        return (words if is_words else areas)[token]

    return dye


def _areas(colours: Colours, worn: Scheme) -> dict[Token, str]:
    return {
        "ink": colours.text,
        "muted": colours.muted,
        "navy": colours.text if worn == "light" else colours.muted,
        "accent": colours.accent,
        "accent_soft": mixed(colours.accent, colours.surface, 0.45),
        "accent_pale": mixed(colours.accent, colours.surface, PALE),
        "wash": colours.accent_soft,
        "tint": colours.hover,
        "rule": colours.line,
        "faint": colours.line_strong,
        "amber": colours.chart_4,
        "paper": colours.surface,
    }
