"""A menu with our icons."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from omnidesk.ui.theme import dress
from omnidesk.ui.theme.icons import icon as drawn_icon
from omnidesk.ui.theme.tokens import Token
from omnidesk.ui.widgets.popup import soften


class Menu(QMenu):
    """A menu; build a new one each time it opens, so that its icons wear the current scheme."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        dress(self)
        soften(self)

    def entry(
        self, label: str, act: Callable[[], object], *, icon: str = "", ink: Token = "muted", keys: str = ""
    ) -> QAction:
        """Add an entry; ``keys`` are written at its end, they do nothing here."""
        action = QAction("\t".join(filter(None, (label.replace("&", "&&"), keys))), self)
        if icon:
            action.setIcon(drawn_icon(icon, ink, 16))
        action.triggered.connect(act)
        self.addAction(action)
        return action
