"""Saved filters at the side of the desk: a click shows what one finds, its menu or Delete forgets it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent


class _Saved(Button):
    forgotten = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(_short(name), "quiet", icon="bookmark-simple", small=True)
        self.setObjectName(f"saved:{name}")
        self.setToolTip(_("{name} (Delete forgets it)").format(name=name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Forget by Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.forgotten.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: "QContextMenuEvent") -> None:
        """Offer to forget the filter."""
        from omnidesk.ui.widgets.menu import Menu

        menu = Menu(self.toolTip(), self)
        menu.setObjectName("saved-menu")
        menu.entry(_("Show"), self.click, icon="funnel")
        menu.entry(_("Forget"), self.forgotten.emit, icon="trash")
        menu.aboutToHide.connect(menu.deleteLater)
        pointed = event.reason() == event.Reason.Mouse
        menu.popup(event.globalPos() if pointed else self.mapToGlobal(QPoint(0, self.height())))


class FilterShelf(QWidget):
    """Names of saved filters; hidden while there is none."""

    chosen = Signal(str)
    forgotten = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[_Saved] = []
        title = Text(_("Saved filters"), "overline", "faint")
        title.setContentsMargins(12, 0, 0, 4)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(title)
        self.hide()

    def show_names(self, names: Sequence[str]) -> None:
        """Show these filters."""
        for old in self._buttons:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [_Saved(name) for name in names]
        for button, name in zip(self._buttons, names, strict=True):
            button.clicked.connect(partial(self._choose, name))
            button.forgotten.connect(partial(self.forgotten.emit, name))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(names))

    def _choose(self, name: str) -> None:
        self.chosen.emit(name)


def _short(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:21].rstrip()}…"
