"""One window for a workspace: a second start brings the first window to the front and ends."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLockFile, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from omnidesk.domain.errors import MachineError
from omnidesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK = "window.lock"
STAYS = "stays_in_front"
"""The property of a window that nothing may be shown over."""
ACTIVATION = "XDG_ACTIVATION_TOKEN"
"""The variable by which a desktop allows a window to come forward."""
PATIENCE = 3.0
"""Seconds that a second start waits for the first window to answer: it may be starting itself."""


class SingleStart(QObject):
    """Holds the workspace for this process; ``wanted`` when another start asks for the window."""

    wanted = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)  # never too old: only a process that is gone, even by kill -9, loses it
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Take the workspace; False when its window is open already and has been asked to come forward.

        A workspace that takes no lock (a disk that is read-only) is opened without one, also where it bears the lock of
        a process that is gone.

        Raises:
            MachineError: another process holds the workspace and does not answer.

        """
        until = time.monotonic() + PATIENCE
        while not self._lock.tryLock(0):
            if self._lock.error() != QLockFile.LockError.LockFailedError:
                return True
            if _asked(server_name(self._folder)):
                return False
            if _has_ended(int(self._lock.getLockInfo()[0])):
                return True
            if time.monotonic() > until:
                raise MachineError(self._held())
            time.sleep(0.05)
        return True

    def listen(self) -> None:
        """Answer other starts from now on; without a place for the answer, the window simply stays where it is."""
        from PySide6.QtNetwork import QLocalServer

        name = server_name(self._folder)
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def release(self) -> None:
        """Give the workspace back."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _answer(self) -> None:
        caller = self._server.nextPendingConnection() if self._server is not None else None
        if caller is None:
            return
        caller.disconnected.connect(caller.deleteLater)
        if caller.canReadLine():
            self._greet(caller)
        else:
            caller.readyRead.connect(self._hear)

    def _hear(self) -> None:
        self._greet(cast("QLocalSocket", self.sender()))

    def _greet(self, caller: "QLocalSocket") -> None:
        """Say to a start that this window is here, and come forward with what it brought for that."""
        if not caller.canReadLine():
            return  # the rest of its line is on its way
        token = bytes(caller.readLine(256).data()).decode("ascii", "ignore").strip()
        if token.isprintable() and token:
            os.environ[ACTIVATION] = token
        caller.write(b"here\n")
        caller.flush()
        caller.disconnectFromServer()
        self.wanted.emit()

    def _held(self) -> str:
        told = _("OmniDesk is open already (process {process}) and does not answer; close it, or wait and start again")
        return f"{self._folder}: {told.format(process=self._lock.getLockInfo()[0])}"


def come_forward(window: QWidget) -> None:
    """Bring a window to the front, from wherever it is, with the size that it has.

    While the device is in a client's hands it is the client's window that comes.
    """
    handed = (each for each in QApplication.topLevelWidgets() if each.isVisible() and each.property(STAYS))
    window = next(handed, window)
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def server_name(folder: Path) -> str:
    """Return where the window of a workspace answers: in the user's runtime folder where the system has one."""
    import hashlib

    name = f"omnidesk-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    return str(Path(runtime) / name) if runtime and Path(runtime).is_dir() else name


def _has_ended(process: int) -> bool:
    """Whether a process of this machine is gone for sure."""
    if os.name != "posix" or process <= 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _asked(name: str) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(500):
        return False
    socket.write(f"{os.environ.get(ACTIVATION, '')[:200]}\n".encode("ascii", "ignore"))
    socket.flush()
    return socket.waitForReadyRead(2000) and bytes(socket.readAll().data()) == b"here\n"
