"""Starts the window."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from omnidesk import __version__
from omnidesk.store.workspace import workspace
from omnidesk.ui import theme


def run(folder: Path | None = None) -> int:
    """Open the window on the workspace in ``folder`` (None: the user's own) and stay until it is closed.

    Raises:
        MachineError: the folder cannot be made or used.

    """
    place = workspace(folder)
    app = QApplication([sys.argv[0]])
    app.setApplicationName("omnidesk")
    app.setApplicationDisplayName("OmniDesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("omnidesk")
    theme.apply(app)
    from omnidesk.ui.desktop import Desktop, state_folder

    desktop = Desktop(place)
    desktop.watch.install(state_folder())
    desktop.start()
    try:
        return app.exec()
    finally:
        desktop.close()
        desktop.watch.uninstall()
