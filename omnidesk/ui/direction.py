"""Which way the window's language is written, and amounts that keep their order inside words from the right."""

import gettext
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped

FROM_THE_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose writing runs from right to left, by ISO 639."""
FIGURES = "figures"
"""Under this name the application knows the country whose figures the window writes."""
ISOLATE, POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def direct(app: QApplication) -> None:
    """Let the window run as the language of its translation does; Qt itself follows only its own translations."""
    found = gettext.find("omnidesk", shipped("resources", "locale"))
    language = Path(found).parts[-3].partition("_")[0] if found else ""
    if language in FROM_THE_RIGHT:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


def group_figures_as(locale: str) -> None:
    """Let figures and dates of the window be written as in a country (``en-GB``); empty: as in the United States."""
    app = QApplication.instance()
    if app is not None:
        app.setProperty(FIGURES, locale)


def window_formatter() -> Formatter:
    """Return what formats for the window."""
    app = QApplication.instance()
    locale = str((app and app.property(FIGURES)) or "en")
    mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _Isolating(locale) if mirrored else Formatter(locale)


@dataclass(frozen=True)
class _Isolating(Formatter):
    """Without marks around it, the minus and the currency of an amount go astray among words from the right."""

    def money(self, amount: Decimal, currency: str, *, symbol: bool = True, short: bool = False) -> str:
        return _apart(super().money(amount, currency, symbol=symbol, short=short))

    def compact(self, amount: Decimal, currency: str) -> str:
        return _apart(super().compact(amount, currency))

    def number(self, value: Decimal | int, *, decimals: int | None = None) -> str:
        return _apart(super().number(value, decimals=decimals))

    def percent(self, value: Decimal | int, *, decimals: int | None = None) -> str:
        return _apart(super().percent(value, decimals=decimals))

    def signed(self, amount: Decimal, currency: str) -> str:
        return _apart(super().signed(amount, currency))


def _apart(text: str) -> str:
    """Set a text apart from the direction of what stands around it."""
    return text if text.startswith(ISOLATE) and text.count(ISOLATE) == 1 else f"{ISOLATE}{text}{POP}"
