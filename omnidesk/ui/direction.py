"""Which way the window's language is written, and how its figures are."""

import gettext
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from omnidesk.shipped import shipped

if TYPE_CHECKING:
    from omnidesk.formatting import Formatter  # the window is painted before it formats anything

FROM_THE_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose writing runs from right to left, by ISO 639."""
FIGURES = "figures"
"""Under this name the application knows the country whose figures the window writes."""


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


def window_formatter() -> "Formatter":
    """Return what formats for the window."""
    from omnidesk.formatting import Formatter
    from omnidesk.ui.isolating import IsolatingFormatter

    app = QApplication.instance()
    locale = str((app and app.property(FIGURES)) or "en")
    mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return IsolatingFormatter(locale) if mirrored else Formatter(locale)
