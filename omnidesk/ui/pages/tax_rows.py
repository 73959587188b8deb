"""One tax on the first page: name, rate and note, and the lines that it is taken from."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.widgets.checks import Checklist
from omnidesk.ui.widgets.choice import Option, Segmented
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.section import side_by_side
from omnidesk.wizard.client import TAXES, TaxedLines

EVERY, SOME = "every", "some"


class TaxRow(QWidget):
    """A tax on every committed line, or on those that are chosen."""

    def __init__(self, page: FormPage[Any], place: int) -> None:
        super().__init__()
        self._page, self._path = page, f"{TAXES}.{place}"
        self._taxed = TaxedLines((), None)
        name = page.text(f"{self._path}.label", optional=False, placeholder=_("For example VAT"))
        percent = page.number(f"{self._path}.percent", unit="%", needed=True)
        note = page.text(f"{self._path}.note", placeholder=_("For example reverse charge"))
        self._extent = Segmented([Option(EVERY, _("Every committed line")), Option(SOME, _("Chosen lines"))])
        self._extent.edited.connect(self._choose_extent)
        self._lines: Checklist | None = None
        self._field: Field | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addLayout(side_by_side(name, percent, note, stretch=(3, 2, 4)))
        self._column.addWidget(Field(_("Taken from"), self._extent, f"{self._path}.extent"))

    def show_lines(self, taxed: TaxedLines) -> None:
        """Show what the tax is taken from; call it before the page shows its form."""
        self._extent.set_value(EVERY if taxed.chosen is None else SOME)
        if self._field is None or taxed.lines != self._taxed.lines:
            self._build(taxed)
        self._taxed = taxed
        if self._lines is not None and self._field is not None:
            self._lines.set_values(taxed.chosen or ())
            self._field.setVisible(taxed.chosen is not None)

    def _build(self, taxed: TaxedLines) -> None:
        """Make the list again where the deal has other lines."""
        if self._field is not None:
            self._column.removeWidget(self._field)
            self._field.hide()
            self._field.deleteLater()
        self._lines = Checklist([Option(line.id, line.name) for line in taxed.lines], columns=2)
        self._lines.picked.connect(partial(self._page.write, f"{self._path}.lines"))
        self._field = self._page.field(Field(_("Lines"), self._lines, f"{self._path}.lines"))
        self._column.addWidget(self._field)

    def _choose_extent(self, extent: str) -> None:
        """Choosing lines begins with all of them."""
        every = tuple(line.id for line in self._taxed.lines)
        self._page.write(f"{self._path}.lines", every if extent == SOME else None)
