"""Starts the window; imports nothing of it before PySide is told not to read every module."""

import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from omnidesk import __version__
from omnidesk.domain.errors import MachineError
from omnidesk.ui.source_scan import spare_source_scan


def run(folder: Path | None = None) -> int:
    """Open the window on the workspace in ``folder`` (None: the user's own) and stay until it is closed.

    Where that window is open already, it comes to the front instead.

    Raises:
        MachineError: the folder cannot be made or used, or its window is open and does not answer.

    """
    spare_source_scan()
    from omnidesk.store.workspace import workspace
    from omnidesk.ui.single_start import SingleStart, come_forward

    try:
        place = workspace(folder)
        start = SingleStart(place.folder)
        claimed = start.claim()
    except MachineError as error:
        _tell(error)
        raise
    if not claimed:
        return 0
    try:
        app = _dressed()
        from omnidesk.places import user_folder
        from omnidesk.ui.desktop import Desktop
        from omnidesk.ui.garbage import collect_here
        from omnidesk.ui.widgets.spoken import speak

        desktop = Desktop(place)
        desktop.watch.install(user_folder("state"))
        start.wanted.connect(partial(come_forward, desktop.window))
        behind = ExitStack()
        desktop.painted.connect(partial(_employ, behind))
        desktop.painted.connect(speak)
        desktop.settled.connect(start.listen)
        desktop.settled.connect(partial(collect_here, app))
        desktop.start()
        with behind:
            try:
                return app.exec()
            finally:
                desktop.close()
                desktop.watch.uninstall()
    finally:
        start.release()


def _tell(error: MachineError) -> None:
    """Show why there will be no window to somebody who started it from an icon, where nobody reads the output."""
    app = _dressed()
    if app.platformName() in ("offscreen", "minimal") or sys.stderr.isatty():
        return
    from omnidesk.i18n import _
    from omnidesk.ui.widgets.dialog import Dialog

    Dialog(_("OmniDesk cannot open"), str(error), accept=_("Close")).exec()


def _employ(behind: ExitStack) -> None:
    """Have other processes do what would weigh on the window's, until ``behind`` is closed."""
    from omnidesk.operations.keyring_apart import asking_keyring_apart
    from omnidesk.operations.worker import employing

    behind.enter_context(employing())
    behind.enter_context(asking_keyring_apart())


def show_gallery() -> int:
    """Open the gallery of every widget in every state, and stay until it is closed."""
    app = _dressed()
    from omnidesk.ui.gallery_window import GalleryWindow
    from omnidesk.ui.widgets.spoken import speak

    speak()
    window = GalleryWindow()
    window.show()
    return app.exec()


def _dressed() -> QApplication:
    from omnidesk.ui import theme
    from omnidesk.ui.direction import direct

    app = QApplication([sys.argv[0], *theme.STYLE])
    app.setApplicationName("omnidesk")
    app.setApplicationDisplayName("OmniDesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("omnidesk")
    direct(app)
    theme.apply(app)
    return app
