"""A page with one thing to do, in the middle of an otherwise empty window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.entries import TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.text import Text

COLUMN = 420


class CalmPage(QWidget):
    """Icon, title and a sentence; what is to be done goes into ``column``, and Enter presses ``does``.

    Without buttons it only asks for patience.
    """

    def __init__(self, title: str, about: str, does: str = "") -> None:
        super().__init__()
        self.title, self.about = Text(title, "display", wrap=True), Text(about, "body", "muted", wrap=True)
        self.does = Button(does, "primary", parent=self)
        self.does.hide()
        self.does.setObjectName("calm-does")
        self.column = QVBoxLayout()
        self.column.setSpacing(16)
        inner = QVBoxLayout()
        inner.setSpacing(12)
        inner.addStretch(2)
        inner.addWidget(Icon("lock-key", "accent_text", 26, chip="accent_soft"))
        for label in (self.title, self.about):
            label.setFixedWidth(COLUMN)
            inner.addWidget(label)
        inner.addSpacing(12)
        inner.addLayout(self.column)
        inner.addStretch(3)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(inner)
        row.addStretch(1)

    def add_buttons(self, *others: Button) -> None:
        """Put the button that does it at the foot, with others beside it."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self.does.show()
        for button in (self.does, *others):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter in an input for the button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.does.click()
        else:
            super().keyPressEvent(event)


def secret_field(label: str, name: str) -> tuple[Field, TextField]:
    """Return an input that hides what is typed, and its field."""
    control = TextField()
    control.set_secret(True)
    field = Field(label, control, name)
    field.setFixedWidth(COLUMN)
    control.edited.connect(lambda: field.set_problem(""))
    return field, control


def clear(control: TextField) -> None:
    """Forget what was typed."""
    editor = control.focus_target()
    if isinstance(editor, QLineEdit):
        editor.clear()
