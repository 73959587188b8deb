"""A page of inputs, each bound to its place in the deal: what is typed changes the deal, a refresh shows the deal."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.ui.pages.page import Page
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.control import Control, LineField
from omnidesk.ui.widgets.entries import DateField, TextArea, TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.figure import AmountField, FigureField
from omnidesk.ui.widgets.reading_order import Entrance, neighbour
from omnidesk.ui.widgets.row_list import RowList
from omnidesk.ui.widgets.scroll import reveal
from omnidesk.wizard import typed
from omnidesk.wizard.field_names import label_of
from omnidesk.wizard.form import put

View = TypeVar("View")
Read = Callable[[str], object]
"""Turns a text as typed into a value of the deal; raises UnreadableError while it is none."""


class FormPage(Page[View], Generic[View]):
    """Base of the pages with inputs. A text that is no value of the deal stays in its input, and the deal as it is.

    An input is called as its field of the deal is, unless a label says otherwise.
    """

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        Entrance(self)

    def change(self, change: Callable[[Deal], Deal], merge_key: str | None = None) -> None:
        """Apply a pure change to the deal."""
        self.services.session.update(change, merge_key)

    def write(self, path: str, value: object) -> None:
        """Put a value into the deal; typing on in one input stays one step for undo."""
        self.change(lambda deal: put(deal, path, value), path)

    def show_currency(self, currency: str) -> None:
        """Name the deal's currency in every input for an amount."""
        for field in self.fields.values():
            if isinstance(field.control, AmountField):
                field.control.set_unit(currency)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab follow the order of reading, also through rows that were added late."""
        focused = QApplication.focusWidget()
        stop = neighbour(self, focused, forward=forward) if focused else None
        if stop is None:
            return super().focusNextPrevChild(forward)
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        reveal(stop)
        return True

    def leaf_through(self, rows: RowList) -> None:
        """Know the inputs of a list of rows: forget those that go, and fill those that come."""
        rows.gone.connect(self.forget)
        rows.turned.connect(self.outdated)

    def forget(self, row: QWidget) -> None:
        """Forget the inputs inside a row that is about to go."""
        self.fields = {path: field for path, field in self.fields.items() if not row.isAncestorOf(field)}

    def amount(self, path: str, label: str = "", *, needed: bool = False, help_text: str = "") -> Field:
        """Make an input for an amount of money."""
        return self._bind(
            Field(label or label_of(path), AmountField(needed=needed), path, help_text=help_text), typed.amount, needed
        )

    def number(
        self,
        path: str,
        label: str = "",
        *,
        unit: str = "",
        whole: bool = False,
        needed: bool = False,
        help_text: str = "",
    ) -> Field:
        """Make an input for a number."""
        field = Field(
            label or label_of(path), FigureField(unit=unit, whole=whole, needed=needed), path, help_text=help_text
        )
        return self._bind(field, typed.whole if whole else typed.amount, needed)

    def text(self, path: str, label: str = "", *, optional: bool = True, placeholder: str = "") -> Field:
        """Make an input for a line of text."""
        return self._bind(
            Field(label or label_of(path), TextField(placeholder), path), typed.words if optional else str
        )

    def area(self, path: str, label: str = "", *, placeholder: str = "") -> Field:
        """Make an input for several lines of text."""
        return self._bind(Field(label or label_of(path), TextArea(placeholder), path), typed.words)

    def date(self, path: str, label: str = "") -> Field:
        """Make an input for a date."""
        return self._bind(Field(label or label_of(path), DateField(), path), typed.day)

    def choice(self, path: str, label: str, options: tuple[Option, ...], change: Callable[[str], object]) -> Field:
        """Make an input that offers options; ``change`` is called with the id that a person chose."""
        field = self.field(Field(label, Choice(options), path))
        field.control.edited.connect(change)
        return field

    def checked(self, path: str, label: str, check: Callable[[str], str], read: Read) -> Field:
        """Make an input for a line of text that ``check`` judges and ``read`` turns into a value."""
        return self._bind(Field(label, LineField(check=check), path), read)

    def _bind(self, field: Field, read: Read, needed: bool = False) -> Field:
        path, control = field.path, field.control

        def entered(text: str) -> None:
            value = _read(control, read, text)
            if value is not _UNREADABLE and not (needed and value is None):
                self.write(path, value)

        control.edited.connect(entered)
        return self.field(field)


_UNREADABLE = object()


def _read(control: Control, read: Read, text: str) -> object:
    if control.current_trouble():
        return _UNREADABLE
    try:
        return read(text)
    except typed.UnreadableError:
        return _UNREADABLE
