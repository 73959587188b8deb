"""Ties imports and exports to the window: the menu at the side, and tables that are dropped on it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from omnidesk.store.search import DealFilter
from omnidesk.ui.exporting.exporting import Exporting
from omnidesk.ui.importing.importing import Importing, is_table
from omnidesk.ui.services import Ask
from omnidesk.ui.workshop import Workshop

if TYPE_CHECKING:
    from omnidesk.ui.desk.deal_list import DealList
    from omnidesk.ui.main_window import MainWindow


class Traffic(QObject):
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
        self._home = home
        self.importing = Importing(window, workshop, ask, failed)
        self.exporting = Exporting(window, workshop, ask, failed)
        self.importing.imported.connect(home.reload)
        home.side.offer("import", self.importing.choose)
        home.side.offer("export", self._export)

    def take(self, path: Path) -> bool:
        """Import a dropped file if it is a table; whether it is one."""
        if is_table(path):
            self.importing.take(path)
            return True
        return False

    def finish(self) -> None:
        """Wait for what is under way."""
        self.importing.finish()
        self.exporting.finish()

    def _export(self) -> None:
        table = self._home.table
        wanted = table.deals.query.wanted if table is not None else DealFilter()
        self.exporting.ask(wanted, table.deals.rowCount() if table is not None else 0)
