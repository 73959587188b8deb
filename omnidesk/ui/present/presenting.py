"""From the deal's frame to the meeting and back: prepares it behind the window, and puts its windows on the screens."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import RefusedError
from omnidesk.i18n import _
from omnidesk.operations.presenting import Presented
from omnidesk.ui.present.backstage import Backstage, prepared
from omnidesk.ui.present.client_window import ClientWindow
from omnidesk.ui.present.console import Console
from omnidesk.ui.present.slide_editor import SlideEditor
from omnidesk.ui.present.stage import Stage
from omnidesk.ui.services import WizardServices
from omnidesk.ui.wizard_frame import WizardFrame

SETTLES = 120
"""Milliseconds until windows stand on the screens that came or went."""


class Presenting(QObject):
    """One meeting at a time. Closing either of its windows, leaving the deal or closing the window ends it."""

    def __init__(self, frame: WizardFrame[Deal], services: WizardServices) -> None:
        super().__init__(frame)
        self._frame, self._services = frame, services
        self.backstage: Backstage | None = None
        self.client: ClientWindow | None = None
        self.console: Console | None = None
        self._preparing, self._swapped = False, False
        frame.left.connect(self.end)
        services.session.destroyed.connect(self.end)
        screens = cast(QGuiApplication, QGuiApplication.instance())
        screens.screenAdded.connect(self._place_later)
        screens.screenRemoved.connect(self._lose)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLES)
        self._settling.timeout.connect(self.place)

    def begin(self) -> None:
        """Prepare the meeting behind the window, then show it; while there is one, bring it forward."""
        if self.client is not None:
            self.place()
            return
        if self._preparing:
            return
        self._preparing, deal = True, self._services.session.deal
        self._services.background.run(lambda _job: prepared(self._services, deal), self._open, self._refused)

    def arrange(self) -> None:
        """Open the editor of the slides; during a meeting over the console."""
        if self.console is not None:
            self._show_console()
            self.console.arrange()
        elif not self._preparing:
            self._preparing, deal = True, self._services.session.deal
            self._services.background.run(lambda _job: prepared(self._services, deal), self._arrange, self._refused)

    def close_deal(self) -> None:
        """Lead from the slides to the signature, on the presenter's screen."""
        console = self.console
        if console is None or self._handed_over():
            return
        self._show_console()
        console.open_closing(discreet=len(QGuiApplication.screens()) == 1)

    def finish(self) -> None:
        """End the meeting after the signature and leave a calm screen."""
        self.end()
        self._frame.refresh()
        self._frame.go("sign")
        self._frame.rest_wanted.emit()

    def end(self) -> None:
        """Close both windows and keep the journal."""
        client, console, backstage = self.client, self.console, self.backstage
        self.client = self.console = self.backstage = None
        for window in (client, console):
            if window is not None:
                window.close()
        if backstage is not None:
            for part in (backstage, backstage.stage):
                part.setParent(None)  # the deal may go before the journal is kept
            backstage.close(partial(_put_away, client, console, backstage.stage, backstage))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End the meeting when the window of the deals is closed."""
        if event.type() == QEvent.Type.Close and isinstance(watched, QWidget) and watched is self._frame.window():
            self.end()
        return super().eventFilter(watched, event)

    def _open(self, found: object) -> None:
        self._preparing = False
        stage = Stage(cast(Presented, found), parent=self)
        self.backstage = Backstage(stage, self._services, self)
        self.client, self.console = ClientWindow(stage), Console(self.backstage)
        for window in (self.client, self.console):
            window.closed.connect(self.end)
        self.client.console_wanted.connect(self._show_console)
        self.console.client_wanted.connect(self._show_client)
        self.console.swap_wanted.connect(self.swap)
        for window in (self.client, self.console):
            window.sign_wanted.connect(self.close_deal)
        page = self.console.closing
        page.left.connect(self._show_client_alone)
        page.came_back.connect(self.place)
        page.agreed.connect(stage.rest)
        page.finished.connect(self.finish)
        page.jumped.connect(self._jump)
        self._frame.window().installEventFilter(self)
        self.place()

    def _arrange(self, found: object) -> None:
        self._preparing = False
        SlideEditor(self._services.session, cast(Presented, found), self._frame.window()).open()

    def _refused(self, error: Exception) -> None:
        self._preparing = False
        if not isinstance(error, RefusedError):
            raise error
        first = error.problems[0].reason if error.problems else str(error)
        words = _("This cannot be presented yet: {problem}").format(problem=first)
        self._services.ask.say(words, failed=True, action=_("Show"), then=self._frame.next_problem)

    def place(self, gone: QScreen | None = None) -> None:
        """Let the client's window fill one screen and the console the other; on one screen the console waits.

        The page that closes the deal may be seen by both, so it stays. ``gone`` is a screen that is about to go.
        """
        if self.client is None or self.console is None:
            return
        left = [screen for screen in QGuiApplication.screens() if screen is not gone]
        if not left:
            return
        home = self._frame.window().screen()
        theirs, ours = screens_for(home if home in left else left[0], left, swapped=self._swapped)
        if ours is None and self._handed_over():
            self.client.hide()  # the one screen there is belongs to the document
            return
        if self.client.screen() is not theirs or not self.client.isFullScreen():
            self.client.setWindowState(Qt.WindowState.WindowNoState)
            self.client.setScreen(theirs)
            self.client.setGeometry(theirs.geometry())
        self.client.showFullScreen()
        if self._handed_over():
            return
        page = self.console.closing
        page.set_discreet(ours is None)
        if ours is None and page.isHidden():
            self.console.hide()
            _bring(self.client)
        else:
            self._show_on(ours or theirs)

    def swap(self) -> None:
        """Let the client's window and the console change places."""
        self._swapped = not self._swapped
        self.place()

    def _place_later(self, _screen: QScreen) -> None:
        """Wait until the system has put its windows on the screens that there are now."""
        self._settling.start()

    def _lose(self, gone: QScreen) -> None:
        """Take what is ours alone off at once when a screen goes: the one that is left may be the client's."""
        self.place(gone)
        self._settling.start()

    def _show_on(self, screen: QScreen) -> None:
        console = self.console
        if console is None:
            return
        if console.screen() is not screen or not console.isMaximized():
            console.showNormal()
            console.setGeometry(screen.availableGeometry())
        console.showMaximized()
        _bring(console)

    def _handed_over(self) -> bool:
        """Whether the device is in the client's hands: then nothing of ours comes to any screen."""
        return self.console is not None and self.console.closing.handed_over

    def _show_client_alone(self) -> None:
        if len(QGuiApplication.screens()) == 1:
            self._show_client()

    def _jump(self, step: str, path: str) -> None:
        """Show where something is put right; F5 comes back to the meeting."""
        _bring(self._frame.window())
        self._frame.jump(step, path)

    def _show_console(self) -> None:
        if self.console is None:
            return
        if self.console.isHidden():
            self._show_on(self._frame.window().screen())
        _bring(self.console)

    def _show_client(self) -> None:
        if self.client is None or self.console is None:
            return
        if len(QGuiApplication.screens()) == 1:
            self.console.hide()
        _bring(self.client)


def screens_for(home: QScreen, screens: Sequence[QScreen], *, swapped: bool = False) -> tuple[QScreen, QScreen | None]:
    """The client's screen and the presenter's, who keeps the one of the deals; None where there is but one."""
    other = next((screen for screen in screens if screen is not home), None)
    if other is None:
        return home, None
    return (home, other) if swapped else (other, home)


def _put_away(*parts: QObject | None) -> None:
    """Let go of what a meeting was made of; what it still heard of went to its windows, so they were there."""
    for part in parts:
        if part is not None:
            part.deleteLater()


def _bring(window: QWidget) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
    window.setFocus()
