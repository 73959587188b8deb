"""What each column of the file holds, with a value out of it, and how the file writes figures and days."""

from collections.abc import Sequence
from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.imports import FieldId, ImportsSpec
from omnidesk.i18n import _
from omnidesk.operations.importing.csv_table import ENCODINGS
from omnidesk.operations.importing.mapping import Mapping
from omnidesk.operations.importing.notation import Notation
from omnidesk.operations.importing.preview import Preview, sample_of
from omnidesk.ui.widgets.choice import Choice, Option, Segmented
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.rows import Rule
from omnidesk.ui.widgets.text import ElidedText, Text

LEFT_OUT = "-"
NUMBERS = (Option(".", "1,234.50"), Option(",", "1.234,50"))
DAYS = (Option("dmy", "31.12.2026"), Option("mdy", "12/31/2026"), Option("ymd", "2026-12-31"))


class ColumnsPage(QWidget):
    """``mapped`` gives the mapping, ``noted`` the notation, ``encoded`` the encoding that a person chose."""

    mapped = Signal(object)
    noted = Signal(object)
    encoded = Signal(str)

    def __init__(self, spec: ImportsSpec) -> None:
        super().__init__()
        self._spec = spec
        self._mapping: Mapping | None = None
        self._notation = Notation()
        self.choices: list[Choice] = []
        self._numbers, self._days = Segmented(NUMBERS), Segmented(DAYS)
        self._encoding = Choice([Option("", _("Found out")), *(Option(key, name) for key, name in ENCODINGS.items())])
        self._encoding_field = Field(_("Encoding of the text"), self._encoding, "import-encoding")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        for place, share in enumerate((3, 4, 4)):
            self._grid.setColumnStretch(place, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._manners())
        column.addWidget(Rule())
        column.addLayout(self._grid)
        column.addStretch(1)
        self._numbers.edited.connect(self._note_decimal)
        self._days.edited.connect(self._note_order)
        self._encoding.edited.connect(self.encoded)

    def show_preview(self, found: Preview) -> None:
        """Show how the file is understood."""
        self._notation = found.notation
        self._numbers.set_value(found.notation.decimal)
        self._days.set_value(found.notation.order)
        self._encoding.set_value(found.wish.encoding)
        self._encoding_field.setVisible(not found.table.told.startswith("Excel"))
        if (
            self._mapping is None
            or self._mapping.kind != found.mapping.kind
            or len(self.choices) != len(found.table.head)
        ):
            self._build(found)
        self._mapping = found.mapping
        for choice, field in zip(self.choices, found.mapping.fields, strict=True):
            choice.set_value(field or LEFT_OUT)

    def _manners(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(Field(_("Figures are written"), self._numbers, "import-numbers"))
        row.addWidget(Field(_("Days are written"), self._days, "import-days"))
        row.addWidget(self._encoding_field, 1)
        return row

    def _build(self, found: Preview) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        self.choices = []
        for place, title in enumerate((_("Column of the file"), _("For example"), _("Holds"))):
            self._grid.addWidget(Text(title, "label", "muted"), 0, place)
        options = self._options(found.mapping)
        for place, title in enumerate(found.table.head):
            choice = Choice(options)
            choice.setObjectName(f"import-column:{place}")
            choice.set_name(_("Column {title}").format(title=title))
            choice.edited.connect(partial(self._map, place))
            self.choices.append(choice)
            sample = ElidedText(sample_of(found.table, place) or "–", "body", "muted")
            self._grid.addWidget(
                ElidedText(title or _("(no name)"), "strong"), place + 1, 0, Qt.AlignmentFlag.AlignVCenter
            )
            self._grid.addWidget(sample, place + 1, 1, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(choice, place + 1, 2)

    def _options(self, mapping: Mapping) -> Sequence[Option]:
        fields = [field for field in self._spec.fields if mapping.kind in field.of]
        return [Option(LEFT_OUT, _("Leave out")), *(Option(field.id, _(field.name)) for field in fields)]

    def _map(self, place: int, chosen: str) -> None:
        if self._mapping is None:
            return
        fields: list[FieldId | None] = list(self._mapping.fields)
        fields[place] = None if chosen == LEFT_OUT else msgspec.convert(chosen, FieldId)
        self._mapping = msgspec.structs.replace(self._mapping, fields=tuple(fields))
        self.mapped.emit(self._mapping)

    def _note_decimal(self, sign: str) -> None:
        self._note(decimal=sign)

    def _note_order(self, order: str) -> None:
        self._note(order=order)

    def _note(self, **chosen: str) -> None:
        self._notation = msgspec.convert({**msgspec.structs.asdict(self._notation), **chosen}, Notation)
        self.noted.emit(self._notation)
