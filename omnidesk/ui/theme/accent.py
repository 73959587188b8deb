"""A company's accent in both schemes: every token that follows from it, dark or light enough to be read. No Qt."""

from msgspec.structs import replace

from omnidesk.colour import READABLE, contrast, mixed
from omnidesk.ui.theme.tokens import DARK, LIGHT, SCHEMES, Colours, Scheme

OWN = LIGHT.accent
"""The accent for which the tokens were drawn by hand."""
STEP = 0.04


def schemes_for(accent: str) -> dict[Scheme, Colours]:
    """Return both schemes with this accent (``#rrggbb``); the hand-drawn ones for the accent they were made for."""
    if not accent or accent.lower() == OWN:
        return dict(SCHEMES)
    return {"light": _light(accent.lower()), "dark": _dark(accent.lower())}


def readable(colour: str, grounds: tuple[str, ...], towards: str) -> str:
    """Move a colour step by step until it can be read on every ground, as text and as the ground of such text."""
    while colour != towards and any(contrast(colour, ground) < READABLE for ground in grounds):
        moved = mixed(colour, towards, STEP)
        colour = moved if moved != colour else towards
    return colour


def _light(accent: str) -> Colours:
    soft = mixed(accent, "#ffffff", 0.9)
    ink = readable(accent, (LIGHT.canvas, LIGHT.surface, LIGHT.rail, LIGHT.hover, soft), "#000000")
    return replace(
        LIGHT,
        accent=ink,
        accent_hover=mixed(ink, "#000000", 0.18),
        accent_text=ink,
        accent_soft=soft,
        on_accent="#ffffff",
        chart_1=ink,
        chart_2=mixed(ink, "#ffffff", 0.45),
    )


def _dark(accent: str) -> Colours:
    fill = readable(accent, (DARK.surface, DARK.canvas, DARK.rail), "#ffffff")
    dark_ink = mixed(fill, "#000000", 0.92)
    fill = readable(fill, (dark_ink,), "#ffffff")
    soft = mixed(fill, DARK.canvas, 0.82)
    words = readable(mixed(fill, "#ffffff", 0.25), (DARK.surface, DARK.canvas, DARK.hover, soft), "#ffffff")
    return replace(
        DARK,
        accent=fill,
        accent_hover=mixed(fill, "#ffffff", 0.16),
        accent_text=words,
        accent_soft=soft,
        on_accent=dark_ink,
        chart_1=fill,
        chart_2=mixed(fill, "#ffffff", 0.45),
    )
