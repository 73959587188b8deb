"""What came of an import, and a way to take it back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.operations.importing.preview import Preview
from omnidesk.operations.importing.words import problem_told
from omnidesk.operations.importing.write import Imported
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.rows import KeyValueRows, Row
from omnidesk.ui.widgets.text import Text

REFUSED = 20
"""Rows that could not be taken and are named."""
WIDTH = 560


class ReportPage(QWidget):
    """Counts, and the rows that could not be taken with what was wrong in them."""

    def __init__(self) -> None:
        super().__init__()
        self.act = ""
        self.undo = Button(_("Take all of it back"), "secondary", icon="arrow-counter-clockwise", small=True)
        self.undo.setObjectName("import-undo")
        self._rows = KeyValueRows()
        self._heading, self._refused = Text("", "heading"), Text("", "body", "muted", wrap=True)
        inner = QWidget()
        inner.setMaximumWidth(WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(18)
        left = Qt.AlignmentFlag.AlignLeft
        column.addWidget(Icon("check-circle-fill", "success", 28, chip="success_soft"), 0, left)
        column.addWidget(self._rows)
        column.addWidget(self.undo, 0, left)
        column.addWidget(self._heading)
        column.addWidget(self._refused)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 4)
        row.addStretch(1)

    def show_report(self, done: Imported, preview: Preview) -> None:
        """Show what was done."""
        self.act = done.act
        counts = (
            (_("New deals"), done.deals),
            (_("New clients"), done.added),
            (_("Clients completed"), done.merged),
            (_("Rows that were there already"), done.unchanged),
            (_("Rows left out"), done.skipped),
            (_("Rows that could not be taken"), done.refused),
        )
        self._rows.set_rows([Row(name, f"{count:,}") for name, count in counts if count])
        self.undo.setVisible(bool(done.act))
        refused = [planned for planned in preview.troubled if planned.outcome == "refused"]
        self._heading.show_text(_("What could not be taken") if refused else "")
        lines = [
            _("Line {number}: {what}").format(
                number=planned.row.number,
                what="; ".join(problem_told(problem) for problem in planned.row.problems if problem.refuses),
            )
            for planned in refused[:REFUSED]
        ]
        if len(refused) > REFUSED:
            lines.append(_("and {count} rows more").format(count=f"{len(refused) - REFUSED:,}"))
        self._refused.show_text("\n".join(lines))
