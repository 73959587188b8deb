"""From the deal's frame to the meeting and back: prepares it behind the window, and puts its windows on the screens."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import RefusedError
from omnidesk.i18n import _
from omnidesk.operations.presenting import Presented
from omnidesk.ui.present.afterwards import come_to_rest
from omnidesk.ui.present.backstage import Backstage, prepared
from omnidesk.ui.present.client_window import ClientWindow
from omnidesk.ui.present.console import Console
from omnidesk.ui.present.slide_editor import SlideEditor
from omnidesk.ui.present.stage import Stage
from omnidesk.ui.services import WizardServices
from omnidesk.ui.wizard_frame import WizardFrame


class Presenting(QObject):
    """One meeting at a time. Closing either of its windows, leaving the deal or closing the window ends it."""

    def __init__(self, frame: WizardFrame[Deal], services: WizardServices) -> None:
        super().__init__(frame)
        self._frame, self._services = frame, services
        self.backstage: Backstage | None = None
        self.client: ClientWindow | None = None
        self.console: Console | None = None
        self._preparing = False
        frame.left.connect(self.end)
        services.session.destroyed.connect(self.end)
        screens = cast(QGuiApplication, QGuiApplication.instance())
        screens.screenAdded.connect(self._place)
        screens.screenRemoved.connect(self._place)

    def begin(self) -> None:
        """Prepare the meeting behind the window, then show it; while there is one, bring it forward."""
        if self.client is not None:
            self._place()
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
        window = self._frame.window()
        self.end()
        self._frame.refresh()
        self._frame.go("sign")
        come_to_rest(window, self._services)

    def end(self) -> None:
        """Close both windows and keep the journal."""
        client, console, backstage = self.client, self.console, self.backstage
        self.client = self.console = self.backstage = None
        for window in (client, console):
            if window is not None:
                window.close()
        if backstage is not None:
            backstage.close()  # what it still hears of goes to the windows, so they are there until then
            backstage.stage.deleteLater()
            backstage.deleteLater()
        for window in (client, console):
            if window is not None:
                window.deleteLater()

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
        for window in (self.client, self.console):
            window.sign_wanted.connect(self.close_deal)
        page = self.console.closing
        page.left.connect(self._show_client_alone)
        page.agreed.connect(stage.rest)
        page.finished.connect(self.finish)
        page.jumped.connect(self._jump)
        self._frame.window().installEventFilter(self)
        self._place()

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

    def _place(self) -> None:
        """The client's window fills the second screen, the console the first; on one screen the console waits."""
        if self.client is None or self.console is None:
            return
        home = self._frame.window().screen()
        theirs, ours = screens_for(home, QGuiApplication.screens())
        self.client.setGeometry(theirs.geometry())
        self.client.showFullScreen()
        if self._handed_over():
            return
        if ours is None:
            self.console.hide()
        else:
            self.console.setGeometry(ours.availableGeometry())
            self.console.showMaximized()
        _bring(self.console if ours is not None else self.client)

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
            self.console.setGeometry(self._frame.window().screen().availableGeometry())
            self.console.showMaximized()
        _bring(self.console)

    def _show_client(self) -> None:
        if self.client is None or self.console is None:
            return
        if len(QGuiApplication.screens()) == 1:
            self.console.hide()
        _bring(self.client)


def screens_for(home: QScreen, screens: Sequence[QScreen]) -> tuple[QScreen, QScreen | None]:
    """The client's screen and the presenter's, who keeps the one of the deals; None where there is but one."""
    other = next((screen for screen in screens if screen is not home), None)
    return (home, None) if other is None else (other, home)


def _bring(window: QWidget) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
    window.setFocus()
