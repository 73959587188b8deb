"""What every page of the wizard is: a column of fields that shows a view and can bring a field to the front."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.ui.widgets.choice import Choice, Segmented
from omnidesk.ui.widgets.control import LineField
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.row_list import RowList
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.form import Entry, beside

View = TypeVar("View")
GAP = 20


class _Act(QWidget):
    """A button with its key beside it, which goes with the button."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__()
        self._button, self._key = button, Text("Ctrl+Enter", "caption", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._key)
        row.addWidget(button)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the key where there is something to press."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._key.setVisible(not self._button.isHidden())
        return super().eventFilter(watched, event)


class Page(QWidget, Generic[View]):
    """Base of the pages: ``build`` widgets once into ``column``, then only ``refresh`` them.

    ``fields`` holds each field by its path in the deal; ``field`` adds one. ``strip`` stays in sight above the page
    while the page scrolls, where there is one, and ``foot`` below it, with the ``primary`` button. ``troubled``
    follows a typed text that becomes no value, or one again; ``outdated`` asks for the view anew, for parts that came
    into sight.
    """

    troubled = Signal()
    outdated = Signal()
    reads: ClassVar[bool] = False
    """Whether a refresh reads from disk: then none comes before the page is on screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.strip: QWidget | None = None
        self.foot: QWidget | None = None
        self.primary: QAbstractButton | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)

    def build(self) -> Iterator[None]:
        """Make the parts of the page, once; each yield lets the window look at what else there is to do."""
        return iter(())

    def refresh(self, view: View) -> None:
        """Show a view; sets texts and states, emits nothing, builds nothing that is there already."""
        raise NotImplementedError

    def field(self, field: Field) -> Field:
        """Make a field known by its path, and return it."""
        self.fields[field.path] = field
        field.control.trouble.connect(self.troubled)
        return field

    def act_with(self, button: QAbstractButton) -> QWidget:
        """Let a button be what the page is there for: it stands in the foot of the wizard while the page is shown."""
        self.foot, self.primary = _Act(button), button
        return self.foot

    def unread(self) -> dict[str, str]:
        """What was typed and is no value yet, by path: the deal still has what stood there before."""
        found = {path: (field, field.control.current_trouble()) for path, field in self.fields.items()}
        return {path: f"{field.label()}: {trouble}" for path, (field, trouble) in found.items() if trouble}

    def focus_field(self, path: str) -> bool:
        """Give the keyboard to the field that edits ``path`` or a place above it; tells whether there is one."""
        for rows in self.findChildren(RowList):
            rows.bring(path)
        while path:
            below = beside(path, self.fields)
            if below:
                self.fields[below].focus()
                return True
            path = path.rpartition(".")[0]
        return False

    def begin(self) -> None:
        """Give the keyboard to where work on the page begins: its first input."""
        for field in self.fields.values():
            if field.isVisibleTo(self):
                field.control.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def show_form(self, form: Mapping[str, Entry]) -> None:
        """Show the inputs of a view in their fields: text or chosen option, range, note, problem."""
        fewer, more = sorted((form, self.fields), key=len)  # of a long list few rows are there
        for path in [path for path in fewer if path in more]:
            field, entry = self.fields[path], form[path]
            if isinstance(field.control, Choice | Segmented):
                field.control.set_value(entry.text)
            if field.shown == entry:
                continue
            field.shown = entry
            if isinstance(field.control, LineField | TextArea):
                field.control.set_text(entry.text)
                if entry.example and isinstance(field.control, LineField):
                    field.control.set_placeholder(entry.example)
            field.set_range(entry.range_hint)
            if entry.note:
                field.set_help(entry.note)
            field.set_problem(entry.problem, "warning" if entry.warning else "refusal")
