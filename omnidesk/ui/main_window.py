"""The main window: the deals, or one deal in the wizard; remembers its size, its place and its colours."""

import base64
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from omnidesk.i18n import _
from omnidesk.ui.errors import Failure
from omnidesk.ui.leaving import Leaving
from omnidesk.ui.shortcuts import install
from omnidesk.ui.theme import SystemScheme, scheme, wear_accent
from omnidesk.ui.theme.tokens import Preference

if TYPE_CHECKING:
    from omnidesk.ui.widgets.dialog import Dialog
    from omnidesk.ui.wizard_frame import WizardFrame  # the deals are shown before any of the wizard is read

GEOMETRY, COLOURS, PLACE = "window.geometry", "window.colours", "window.place"


class Settings(Protocol):
    """Small texts that outlive the window."""

    def get(self, key: str) -> str:
        """Return the text kept under a key, empty where there is none."""
        ...

    def set(self, key: str, value: str) -> None:
        """Keep a text under a key."""
        ...


FRAME = QSize(16, 56)
"""Room that the system's title bar and borders take around a window, at most."""


class MainWindow(QMainWindow):
    """Home and, over it, at most one open deal. ``home_shown`` asks the home page to read the deals again.

    A cover hides both while the workspace is locked; what is opened meanwhile is there when it is taken off.
    """

    home_shown = Signal()
    lock_wanted = Signal()
    rest_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, home: QWidget, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle("OmniDesk")
        self.setMinimumSize(QSize(1024, 680))
        self.settings, self._home = settings, home
        self._closing_unsaved = False
        self.leaving = Leaving(self)
        self.wizard: WizardFrame[Any] | None = None
        self._cover: QWidget | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(home)
        self.setCentralWidget(self._stack)
        acts = {"sheet": self.show_shortcuts, "colours": self.switch_colours, "lock": self.lock_wanted.emit}
        install(self, "window", {**acts, "settings": self.settings_wanted.emit, "leave": self.close})
        app = cast(QApplication, QApplication.instance())
        self._system = SystemScheme(app)
        self._system.prefer(_preference(settings.get(COLOURS)))
        if not self.restoreGeometry(base64.b64decode(settings.get(GEOMETRY))):
            self.resize(_first_size(self.screen().availableSize()))

    def open_wizard(self, wizard: "WizardFrame[Any]", deal_id: str) -> None:
        """Put a deal's wizard on screen and remember it as the place to return to."""
        self._drop_wizard()
        self.wizard = wizard
        wizard.left.connect(self.show_home)
        wizard.rest_wanted.connect(self.rest_wanted)
        wizard.theme_wanted.connect(self.switch_colours)
        wizard.sheet_wanted.connect(self.show_shortcuts)
        wizard.moved.connect(partial(self._remember, deal_id))
        self._stack.addWidget(wizard)
        self._stand(wizard)
        wizard.begin()
        self._remember(deal_id, wizard.step)

    def cover(self, page: QWidget) -> None:
        """Hide what is on screen behind a page."""
        self._cover = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def uncover(self) -> None:
        """Take the page away; what was behind it is there again, with the keyboard where it was."""
        page, self._cover = self._cover, None
        under = self.wizard or self._home
        self._stand(under)
        (under.focusWidget() or under).setFocus()
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def wear_accent(self, accent: str) -> None:
        """Wear a company's accent (``#rrggbb``)."""
        wear_accent(cast(QApplication, QApplication.instance()), accent)

    def last_place(self) -> tuple[str, str]:
        """Return the deal and the step where the window was closed; both empty if that was at home."""
        deal_id, _newline, step = self.settings.get(PLACE).partition("\n")
        return deal_id, step

    def show_home(self) -> None:
        """Save the open deal and go back to the deals; ask before leaving one that cannot be saved."""
        self.settle(self._go_home, partial(self._ask_to_lose, _("Leave and lose them"), self._go_home))

    def save(self, then: Callable[[bool], object]) -> None:
        """Save the open deal behind the window; ``then`` is told whether all of it is on the disk."""
        if self.wizard is None:
            then(True)
        else:
            self.wizard.session.settle(then)

    def settle(self, then: Callable[[], object], lost: Callable[[], object]) -> None:
        """Save the open deal behind the window, then go on; ``lost`` where it cannot be saved.

        Nothing happens where the person would rather stay than wait.
        """
        if self.wizard is None:
            then()
        else:
            self.leaving.leave(self.wizard.session, then, lost)

    def _go_home(self) -> None:
        self._drop_wizard()
        self.settings.set(PLACE, "")
        self._stand(self._home)
        self.home_shown.emit()

    def switch_colours(self) -> None:
        """Change between light and dark, and stay so."""
        self.prefer("light" if scheme() == "dark" else "dark")

    def prefer(self, preference: Preference) -> None:
        """Wear a scheme, or follow the system's."""
        self.settings.set(COLOURS, preference)
        self._system.prefer(preference)
        if self.wizard is not None:
            self.wizard.refresh()

    def show_shortcuts(self) -> None:
        """Open the sheet of shortcuts."""
        from omnidesk.ui.shortcut_sheet import ShortcutSheet

        ShortcutSheet(self).open()

    def show_failure(self, failure: Failure, closed: Callable[[], object]) -> "Dialog":
        """Show the one calm dialog for an error that nobody expected; what one says already is not said again."""
        from omnidesk.ui.widgets.dialog import Dialog

        for shown in self.findChildren(Dialog):
            if shown.isVisible() and shown.accessibleDescription() == failure.text:
                shown.finished.connect(closed)
                return shown
        dialog = Dialog(failure.title, failure.text, accept=_("Go on"), report=failure.report, parent=self)
        dialog.finished.connect(closed)
        dialog.open()
        return dialog

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save first; ask before closing on a deal that cannot be saved."""
        self.settings.set(GEOMETRY, self.saveGeometry().toBase64().toStdString())
        if self.wizard is None or self._closing_unsaved or not self.wizard.session.unsaved:
            event.accept()
            return
        event.ignore()
        self.settle(self.close, partial(self._ask_to_lose, _("Close and lose them"), self._close_unsaved))

    def _ask_to_lose(self, loses: str, then: Callable[[], object]) -> None:
        from omnidesk.ui.widgets.dialog import Dialog

        reason = self.wizard.session.failure if self.wizard is not None else ""
        dialog = Dialog(
            _("The last changes are not saved"),
            _("{reason}. Stay, and what to do about it is said at the foot of the page.").format(reason=reason),
            accept=loses,
            reject=_("Stay here"),
            danger=True,
            parent=self,
        )
        dialog.accepted.connect(then)
        dialog.open()

    def _close_unsaved(self) -> None:
        self._closing_unsaved = True
        self.close()

    def _stand(self, page: QWidget) -> None:
        """Show a page, behind the cover if there is one."""
        if self._cover is None:
            self._stack.setCurrentWidget(page)

    def _remember(self, deal_id: str, step: str) -> None:
        self.settings.set(PLACE, f"{deal_id}\n{step}")

    def _drop_wizard(self) -> None:
        if self.wizard is not None:
            self.wizard.put_away()
            self.wizard = None


def _preference(kept: str) -> Preference:
    return kept if kept in ("light", "dark") else "system"


def _first_size(room: QSize) -> QSize:
    """The size before anybody chose one: roomy, but no larger than the screen, whose foot holds the next step."""
    return QSize(1440, 900).boundedTo(room - FRAME)
