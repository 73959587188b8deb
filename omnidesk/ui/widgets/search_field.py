"""The input that searches."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.ui.widgets.button import IconButton
from omnidesk.ui.widgets.control import LineField


class SearchField(LineField):
    """A line that filters as it is typed; Escape empties it, Down and Enter ask for what was ``found``."""

    found = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, icon="magnifying-glass", parent=parent)
        self._clear = IconButton("x", _("Clear the search"), side=28)
        self._clear.clicked.connect(lambda: self._enter(""))
        self._clear.hide()
        self._row.addWidget(self._clear)
        self._row.setContentsMargins(6, 1, 6, 1)
        self._row.insertSpacing(0, 6)
        self.edited.connect(self._offer_clear)
        self.focus_target().setAccessibleName(placeholder)

    def _offer_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Empty the search on Escape; leave it for the list on Down and Enter."""
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if key == Qt.Key.Key_Escape and self.text():
            self._enter("")
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.found.emit()
            return True
        return super().eventFilter(watched, event)
