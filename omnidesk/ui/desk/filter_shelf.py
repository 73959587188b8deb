"""Saved filters at the side of the desk: a click shows what one finds, its menu or Delete forgets it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.desk.place_button import PAD, PlaceButton
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent

LEAST = 84
"""Pixels of the shelf: two filters."""


class _Saved(PlaceButton):
    forgotten = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, "bookmark-simple")
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
    """Names of saved filters; hidden while there is none, scrolls where the side has no room for all."""

    chosen = Signal(str)
    forgotten = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[_Saved] = []
        self._names: QVBoxLayout | None = None
        self.hide()

    def show_names(self, names: Sequence[str]) -> None:
        """Show these filters."""
        if names and self._names is None:
            self._names = self._lay_out()
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = [_Saved(name) for name in names]
        for place, (button, name) in enumerate(zip(self._buttons, names, strict=True)):
            button.clicked.connect(partial(self._choose, name))
            button.forgotten.connect(partial(self.forgotten.emit, name))
            if self._names is not None:
                self._names.insertWidget(place, button)
        self.setVisible(bool(names))

    def _lay_out(self) -> QVBoxLayout:
        """Make the shelf when there is something to lie on it: most desks start without."""
        from omnidesk.ui.theme import dress_bars

        held = QWidget()
        names = QVBoxLayout(held)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(2)
        names.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(LEAST)
        dress_bars(area)
        area.setWidget(held)
        held.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 8, 0, 2)
        head.addWidget(Text(_("Saved filters"), "overline", "faint"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(area, 1)
        return names

    def _choose(self, name: str) -> None:
        self.chosen.emit(name)
