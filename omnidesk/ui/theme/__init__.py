"""Design tokens, fonts, icons and the two schemes of the window."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QToolTip

from omnidesk.ui.theme.accent import schemes_for
from omnidesk.ui.theme.active import colours, own, scheme, wear
from omnidesk.ui.theme.dress import dress, dress_bars, redress
from omnidesk.ui.theme.fonts import font, register_fonts
from omnidesk.ui.theme.sheet import palette
from omnidesk.ui.theme.tokens import Preference, Scheme

__all__ = ["STYLE", "SystemScheme", "apply", "dress", "dress_bars", "resolve", "scheme", "wear_accent"]

STYLE = ("-style", "Fusion")
"""What an application is started with. To set the style later would import every name of QStyle: 10 ms."""


def resolve(app: QApplication, preference: Preference) -> Scheme:
    """Return the scheme that a preference means now; where the system gives no hint, light."""
    if preference != "system":
        return preference
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, preference: Preference = "system") -> Scheme:
    """Dress the application in a scheme, at the start or at any time later; returns the scheme worn."""
    chosen = resolve(app, preference)
    if app.property("dressed") is None:
        register_fonts()
        app.setFont(font("body"))
        QToolTip.setFont(font("caption"))
        app.setProperty("dressed", "")
    if app.property("dressed") != chosen:
        wear(chosen)
        app.setPalette(palette(colours()))
        QToolTip.setPalette(palette(colours()))
        redress(app)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.ApplicationPaletteChange.value)  # else heard while painting
        app.setProperty("dressed", chosen)
    return chosen


def wear_accent(app: QApplication, accent: str) -> None:
    """Dress the application in a company's accent (``#rrggbb``), in the scheme it wears and in the other one."""
    if not own(schemes_for(accent)):
        return
    app.setProperty("dressed", "")
    apply(app, scheme())
    for window in app.topLevelWidgets():
        window.update()


class SystemScheme(QObject):
    """Keeps the window in step with the system's scheme for as long as the preference says so."""

    def __init__(self, app: QApplication, preference: Preference = "system") -> None:
        super().__init__(app)
        self._app = app
        self._preference: Preference = preference
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def prefer(self, preference: Preference) -> Scheme:
        """Change the preference and apply it."""
        self._preference = preference
        return apply(self._app, preference)

    def _system_changed(self) -> None:
        if self._preference == "system":
            apply(self._app, "system")
