"""What happens when something goes wrong that nobody expected: the deal is saved, one calm dialog, and on it goes."""

import faulthandler
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _


class Failure(msgspec.Struct, frozen=True):
    """What the dialog shows: a sentence for the person, and a report for support (empty for a plain refusal)."""

    title: str
    text: str
    report: str = ""


def describe(error: BaseException, version: str, *, saved: bool = True) -> Failure:
    """Return what to show for an error: its own sentence if it was written for a person, else a report."""
    if isinstance(error, OmniDeskError):
        return Failure(_("That did not work"), str(error))
    from omnidesk.redacted import without_secrets

    where = traceback.extract_tb(error.__traceback__)
    lines = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in where]
    about = f"OmniDesk {version}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    report = without_secrets("\n".join([about, *lines, f"{type(error).__name__}: {error}"]))
    kept = (
        _("Your work is saved and you can go on.") if saved else _("The last changes are not saved yet; you can go on.")
    )
    text = " ".join((kept, _("If it happens again, send the report to support.")))
    return Failure(_("Something unexpected happened"), text, report)


class Watch(QObject):
    """Catches what nobody caught, on any thread, and hands it to ``show`` on the window's thread, one at a time.

    ``settle`` is called first: it saves behind the window and tells what it is given whether the work is on the disk.
    """

    _caught = Signal(object)

    def __init__(
        self, show: Callable[[Failure], object], settle: Callable[[Callable[[bool], object]], object], version: str
    ) -> None:
        super().__init__()
        self._show, self._settle, self._version = show, settle, version
        self._showing = False
        self._before = sys.excepthook, threading.excepthook
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._crash_file: IO[str] | None = None

    def install(self, state_folder: Path) -> None:
        """Take over the uncaught errors of every thread, and let a crash of Qt itself leave its trace in a file.

        A folder that takes no file costs the trace, never the start.
        """
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_main_thread
        threading.excepthook = self._on_other_thread
        with suppress(OSError):
            state_folder.mkdir(parents=True, exist_ok=True)
            self._crash_file = (state_folder / "crash.log").open("a", encoding="utf-8")
            faulthandler.enable(self._crash_file)

    def uninstall(self) -> None:
        """Give back what ``install`` has taken over."""
        sys.excepthook, threading.excepthook = self._before
        faulthandler.disable()
        if self._crash_file is not None:
            self._crash_file.close()

    def closed(self) -> None:
        """Say that the person has closed the dialog, so that a next error may show one."""
        self._showing = False

    def _on_main_thread(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._caught.emit(error)

    def _on_other_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._caught.emit(caught.exc_value)

    def _tell(self, error: BaseException) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            self._settle(lambda saved: self._show(describe(error, self._version, saved=saved)))
        except Exception:
            self._show(describe(error, self._version, saved=False))
