"""Ties returned files and timestamps to the window: what is dropped, opened from the side, and what follows."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from omnidesk.domain.approval_request import ENDING as REQUEST
from omnidesk.domain.errors import OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.approving import Approving
from omnidesk.ui.importing.importing import ENDINGS as TABLES
from omnidesk.ui.returned.drop import FileDrop
from omnidesk.ui.returned.returning import Returning
from omnidesk.ui.returned.stamping import Stamping
from omnidesk.ui.services import Ask
from omnidesk.ui.traffic import Traffic
from omnidesk.ui.workshop import Workshop
from omnidesk.ui.written_file import listen

if TYPE_CHECKING:
    from omnidesk.store.connect import Store
    from omnidesk.ui.desk.deal_list import DealList
    from omnidesk.ui.main_window import MainWindow

ENDINGS = ("pdf", "png", "jpg", "jpeg")


def log_export(store: "Store", path: Path, content: bytes) -> None:
    """Have the log tell of a file that left the workspace; it never stops the export."""
    from omnidesk.store.audit import note

    if path.is_relative_to(store.workspace.folder):
        return
    with suppress(OmniDeskError):
        note(store, "file.exported", name=path.name, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


class Returns(QObject):
    """Made once the store is open; ``finish`` before it is closed."""

    def __init__(
        self,
        window: "MainWindow",
        home: "DealList",
        workshop: Workshop,
        ask: Ask,
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__(window)
        self._window, self._ask = window, ask
        self.returning = Returning(window, workshop, ask, failed)
        self.stamping = Stamping(window, workshop.store, ask)
        self.approving = Approving(window, workshop, ask, failed)
        self._unlisten = listen(partial(log_export, workshop.store))
        self.traffic = Traffic(window, home, workshop, ask, failed)
        self.drop = FileDrop(window)
        self.drop.dropped.connect(self.take)
        home.side.offer("open_file", self.choose)
        home.side.offer("activity", partial(self._show_activity, workshop))
        home.side.offer("requests", self.approving.choose)
        home.side.offer("stamps", self.stamping.open_settings)
        self.stamping.stamp()

    def take(self, path: Path) -> None:
        """Judge a file that came back; in an open deal a scan answers that one. Requests and tables go their way."""
        if self.approving.takes(path):
            self.approving.open_file(path)
            return
        if self.traffic.take(path):
            return
        deal_id = self._window.last_place()[0] if self._window.wizard is not None else ""
        self.returning.take(path, deal_id)

    def _show_activity(self, workshop: Workshop) -> None:
        from omnidesk.ui.activity_dialog import ActivityDialog
        from omnidesk.ui.direction import window_formatter

        ActivityDialog(workshop.store, window_formatter(), self._window).open()

    def choose(self) -> None:
        """Ask for a file of any kind that the window takes."""
        self._ask.file_to_open(_("Open a file"), (*ENDINGS, *TABLES, REQUEST.removeprefix(".")), self.take)

    def finish(self) -> None:
        """Wait for what is under way."""
        self._unlisten()
        self.approving.finish()
        self.returning.finish()
        self.traffic.finish()
        self.stamping.finish()
