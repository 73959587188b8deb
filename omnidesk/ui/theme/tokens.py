"""The window's design tokens: colours for both schemes, type scale, spacing, corners. Values only, no Qt."""

from typing import Literal

import msgspec

Scheme = Literal["light", "dark"]
Preference = Literal["light", "dark", "system"]
Token = Literal[
    "canvas", "surface", "rail", "sunken", "hover", "line", "line_strong", "line_input", "text", "muted", "faint",
    "accent", "accent_hover", "accent_text", "accent_soft", "on_accent", "success", "success_soft", "warning",
    "warning_soft", "danger", "danger_soft", "danger_fill", "danger_hover", "on_danger", "chart_1", "chart_2",
    "chart_3", "chart_4", "chart_5", "chart_6",
]  # fmt: skip
Tone = Literal["text", "muted", "faint", "accent_text", "success", "warning", "danger", "on_accent"]

RADIUS_SMALL, RADIUS, RADIUS_LARGE = 6, 8, 14
"""Corners of marks and menus, of controls, and of cards."""
CONTROL = 40
"""Height of a control (text field, button, choice)."""


class Colours(msgspec.Struct, frozen=True):
    """One scheme's colours as ``#rrggbb``. Dark has its own values; nothing is inverted."""

    canvas: str
    surface: str
    rail: str
    sunken: str
    hover: str
    line: str
    line_strong: str
    line_input: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_soft: str
    on_accent: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    danger_fill: str
    danger_hover: str
    on_danger: str
    chart_1: str
    chart_2: str
    chart_3: str
    chart_4: str
    chart_5: str
    chart_6: str


LIGHT = Colours(
    canvas="#f4f6f8", surface="#ffffff", rail="#fbfbfc", sunken="#eef1f4", hover="#f1f2f7",
    line="#e4e7ec", line_strong="#cdd3dc", line_input="#818a9a",
    text="#0f1629", muted="#4b5464", faint="#616a7a",
    accent="#4338ca", accent_hover="#3730a3", accent_text="#4338ca", accent_soft="#eeecfb", on_accent="#ffffff",
    success="#0a7350", success_soft="#e2f5ec", warning="#8a5000", warning_soft="#fdf1dc",
    danger="#bf1f2c", danger_soft="#fdebec", danger_fill="#bf1f2c", danger_hover="#9c1722",
    on_danger="#ffffff",
    chart_1="#4338ca", chart_2="#8b7ff0", chart_3="#0fa3a3", chart_4="#f0a43a", chart_5="#c93440", chart_6="#64748b",
)  # fmt: skip

DARK = Colours(
    canvas="#0e1116", surface="#1a1f27", rail="#12151b", sunken="#141820", hover="#232a34",
    line="#2a303b", line_strong="#3d4553", line_input="#6d7788",
    text="#f1f3f7", muted="#b3bbc8", faint="#939dac",
    accent="#7c74f5", accent_hover="#938cf8", accent_text="#b5aeff", accent_soft="#262149", on_accent="#0b0a1c",
    success="#3ecf9b", success_soft="#12332a", warning="#f5b84f", warning_soft="#38290f",
    danger="#ff8086", danger_soft="#3c1a1e", danger_fill="#f4737a", danger_hover="#f98f95",
    on_danger="#1c0608",
    chart_1="#7c74f5", chart_2="#b3abff", chart_3="#2cc7c2", chart_4="#f7b657", chart_5="#f9777d", chart_6="#8d99ab",
)  # fmt: skip

SCHEMES: dict[Scheme, Colours] = {"light": LIGHT, "dark": DARK}

TEXT_PAIRS: tuple[tuple[Token, Token], ...] = (
    *((text, ground) for text in ("text", "muted", "faint", "accent_text", "success", "warning", "danger")
      for ground in ("canvas", "surface", "rail")),
    *((text, ground) for text in ("text", "muted") for ground in ("hover", "sunken", "accent_soft")),
    ("accent_text", "accent_soft"), ("success", "success_soft"), ("warning", "warning_soft"),
    ("danger", "danger_soft"), ("text", "danger_soft"), ("text", "warning_soft"), ("text", "success_soft"),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_danger", "danger_fill"), ("on_danger", "danger_hover"),
    ("accent_text", "hover"),
)  # fmt: skip
"""Every text colour with every ground that it is printed on; a test holds each to a contrast of 4.5."""

TypeRole = Literal["display", "figure", "title", "heading", "strong", "body", "label", "small", "caption", "overline"]


class TypeStyle(msgspec.Struct, frozen=True):
    """Size in pixels, CSS weight and tracking in pixels of one role of text."""

    size: int
    weight: Literal[400, 500, 600]
    tracking: float = 0.0
    capitals: bool = False


TYPE: dict[TypeRole, TypeStyle] = {
    "display": TypeStyle(26, 600, -0.4),
    "figure": TypeStyle(30, 600, -0.5),
    "title": TypeStyle(18, 600, -0.2),
    "heading": TypeStyle(15, 600, -0.1),
    "strong": TypeStyle(14, 500),
    "body": TypeStyle(14, 400),
    "label": TypeStyle(13, 500),
    "small": TypeStyle(13, 400),
    "caption": TypeStyle(12, 400),
    "overline": TypeStyle(11, 600, 0.7, capitals=True),
}
