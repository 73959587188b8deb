"""The workbook of one quote: its sheets, its inputs by name, and where each line's figures stand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from omnidesk.documents.excel.sheet import Kind, Look, put, reference
from omnidesk.domain.money import minor_units
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.proposal import Proposal

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass
class Book:
    """A workbook as it is filled. Cells are kept by what they hold, as references.

    ``say`` translates a text, and ``unit`` a number's unit.
    """

    workbook: "Workbook"
    inputs: "Worksheet"
    proposal: Proposal
    pricing: Pricing
    look: Look
    say: Callable[[str], str]
    unit: Callable[[Decimal, str], str]
    foot: str
    cells: dict[str, str] = field(default_factory=dict[str, str])
    next_input: int = 5

    @property
    def step(self) -> int:
        """Months of an invoicing period."""
        return 12 if self.pricing.billing == "annual" else 1

    @property
    def digits(self) -> int:
        """Decimals of an amount in the deal's currency."""
        return self.pricing.money.digits

    def units(self, amount: Decimal) -> int:
        """An amount in minor units."""
        return minor_units(amount, self.digits)

    def sheet(self, title: str) -> "Worksheet":
        """Add a sheet; a title has no sign that Excel forbids in one."""
        plain = "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31]
        return self.workbook.create_sheet(plain)

    def chapter(self, title: str) -> None:
        """Begin a group of inputs."""
        self.next_input += 1
        for place, words in enumerate((title, "", ""), start=1):
            put(self.inputs, (self.next_input, place), words, "head", self.look)
        self.next_input += 1

    def given(self, label: str, value: Decimal | int, kind: Kind, key: str, note: str = "") -> str:
        """Write an input that may be changed; return its reference and keep it under ``key``."""
        return self._line(label, value, kind, (key, note), given=True)

    def computed(self, label: str, formula: str | int, kind: Kind, key: str, note: str = "") -> str:
        """Write what follows from inputs; return its reference and keep it under ``key``."""
        return self._line(label, formula, kind, (key, note), given=False)

    def name(self, name: str, cell: str) -> None:
        """Give a cell a name that formulas and people can use."""
        from openpyxl.workbook.defined_name import DefinedName

        self.workbook.defined_names[name] = DefinedName(name, attr_text=cell)

    def _line(self, label: str, value: object, kind: Kind, about: tuple[str, str], *, given: bool) -> str:
        key, note = about
        put(self.inputs, (self.next_input, 1), label, "text", self.look)
        cell = put(self.inputs, (self.next_input, 2), value, kind, self.look, given=given)
        put(self.inputs, (self.next_input, 3), note, "note", self.look)
        self.next_input += 1
        self.cells[key] = reference(self.inputs, cell)
        return self.cells[key]
