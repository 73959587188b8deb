"""The rows as they would be taken, those with problems first, each with what becomes of it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.operations.importing.plan import PlannedRow
from omnidesk.operations.importing.preview import Preview
from omnidesk.operations.importing.words import problem_told
from omnidesk.ui.widgets.choice import Option, Segmented
from omnidesk.ui.widgets.grid import Grid
from omnidesk.ui.widgets.grid_model import Column, GridRow
from omnidesk.ui.widgets.text import Text

SHOWN = 100
"""Rows that are drawn; a person looks at the first and at those with problems."""


class RowsPage(QWidget):
    """A table of rows: all, or only those with problems."""

    def __init__(self) -> None:
        super().__init__()
        self._preview: Preview | None = None
        self._which = Segmented([Option("all", _("All rows")), Option("problems", _("With problems"))])
        self._which.setObjectName("import-rows-shown")
        self._which.set_value("all")
        self._which.edited.connect(self._fill)
        columns = (
            Column("line", _("Line"), 56, figures=True),
            Column("client", _("Client")),
            Column("contact", _("Contact"), 112),
            Column("place", _("Country"), 84),
            Column("outcome", _("Becomes"), 112),
            Column("told", _("To know")),
        )
        self.grid = Grid(columns, _("Rows of the file"))
        self._more = Text("", "small", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._which)
        column.addWidget(self.grid)
        column.addWidget(self._more)
        column.addStretch(1)

    def show_preview(self, found: Preview) -> None:
        """Show the rows."""
        self._preview = found
        self._fill()

    def _fill(self, _which: str = "") -> None:
        if self._preview is None:
            return
        rows = self._preview.troubled if self._which.value() == "problems" else self._preview.plan.rows
        self.grid.set_rows([_grid_row(planned) for planned in rows[:SHOWN]])
        self.grid.setVisible(bool(rows))
        more = _("and {count} rows more").format(count=f"{len(rows) - SHOWN:,}") if len(rows) > SHOWN else ""
        self._more.show_text(more if rows else _("No row has a problem."))


def outcome_name(planned: PlannedRow) -> str:
    """What becomes of a row, in a word or two."""
    if planned.deal_known:
        return _("Was imported")
    names = {
        "new": _("New"),
        "merged": _("Completes"),
        "unchanged": _("Is there"),
        "skipped": _("Left out"),
        "refused": _("Not possible"),
    }
    return names[planned.outcome]


def _grid_row(planned: PlannedRow) -> GridRow:
    entry = planned.row.entry
    told = "; ".join(problem_told(problem) for problem in planned.row.problems)
    client = entry.name if entry else _("Cannot be taken")
    if planned.row.deal is not None and planned.row.deal.title != client:
        client = f"{client} · {planned.row.deal.title}"
    cells = (
        str(planned.row.number),
        client,
        (entry.contact.name or entry.contact.email) if entry else "",
        (entry.country or "") if entry else "",
        outcome_name(planned),
        told,
    )
    problems = {"told": told} if told else {}
    if planned.outcome == "refused":
        problems["outcome"] = told
    return GridRow(str(planned.row.number), cells, problems)
