"""What every page of the wizard is: a column of fields that shows a view and can bring a field to the front."""

from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.ui.widgets.field import Field

View = TypeVar("View")
GAP = 20


class Page(QWidget, Generic[View]):
    """Base of the pages: build widgets once into ``column``, then only ``refresh`` them.

    ``fields`` holds each field by its path in the deal; ``field`` adds one.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GAP)

    def refresh(self, view: View) -> None:
        """Show a view; sets texts and states, emits nothing, builds nothing that is there already."""
        raise NotImplementedError

    def field(self, field: Field) -> Field:
        """Make a field known by its path, and return it."""
        self.fields[field.path] = field
        return field

    def focus_field(self, path: str) -> bool:
        """Give the keyboard to the field that edits ``path`` or a place above it; tells whether there is one."""
        while path:
            if path in self.fields:
                self.fields[path].focus()
                return True
            path = path.rpartition(".")[0]
        return False

    def show_problems(self, problems: dict[str, str]) -> None:
        """Show each problem beside its field, and none beside the others."""
        for path, field in self.fields.items():
            field.set_problem(problems.get(path, ""))
