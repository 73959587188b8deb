"""The gallery in a window of its own, for whoever designs or reviews the widgets."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.ui import theme
from omnidesk.ui.gallery import everything
from omnidesk.ui.widgets.button import IconButton
from omnidesk.ui.widgets.scroll import PageScroll
from omnidesk.ui.widgets.text import Text


class GalleryWindow(QWidget):
    """Every widget in every state; Ctrl+T changes between light and dark, F11 the direction of the writing."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Gallery")
        self.resize(QSize(1200, 900))
        colours, direction = IconButton("moon", "Other colours"), IconButton("arrows-left-right", "Other direction")
        colours.clicked.connect(self.switch_colours)
        direction.clicked.connect(self.switch_direction)
        QShortcut(QKeySequence("Ctrl+T"), self).activated.connect(self.switch_colours)
        QShortcut(QKeySequence("F11"), self).activated.connect(self.switch_direction)
        head = QHBoxLayout()
        head.setContentsMargins(40, 20, 40, 8)
        head.addWidget(Text("Every widget in every state", "display"), 1)
        head.addWidget(direction)
        head.addWidget(colours)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(PageScroll(everything(), lambda _width: 40), 1)

    def switch_colours(self) -> None:
        """Change between light and dark."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, "light" if theme.scheme() == "dark" else "dark")

    def switch_direction(self) -> None:
        """Write from the other side."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft)
