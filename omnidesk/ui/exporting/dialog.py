"""The dialog of an export: what goes out, and in which kind of file."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.ui.widgets.choice import Choice, Option, Segmented
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.text import Text

SHOWN, ALL, CLIENTS = "shown", "all", "clients"


class ExportDialog(Dialog):
    """``wanted`` gives what goes out and the ending of the file."""

    icon = "box-arrow-up"
    wanted = Signal(str, str)

    def __init__(self, shown: int, *, narrowed: bool, parent: QWidget | None = None) -> None:
        text = _("The file is read by spreadsheets, calendars and other programs. OmniDesk keeps what it has.")
        super().__init__(_("Export"), text, accept=_("Save as…"), reject=_("Cancel"), parent=parent)
        self.setObjectName("export-dialog")
        count = _("The deals shown now ({count})").format(count=f"{shown:,}")
        what = [Option(SHOWN, count)] if narrowed else []
        what += [Option(ALL, _("All deals, with the archive")), Option(CLIENTS, _("The address book"))]
        self.what = Choice(what)
        self.what.set_value(what[0].id)
        kinds = (
            Option("xlsx", _("Excel")),
            Option("csv", _("CSV")),
            Option("ics", _("Calendar")),
            Option("jsonl", _("JSON Lines")),
        )
        self.kind = Segmented(kinds)
        self.kind.set_value("xlsx")
        self._note = Text("", "small", "muted", wrap=True)
        self._note.setFixedWidth(468)
        last = self.body.count() - 1
        self.body.insertWidget(last, Field(_("What"), self.what, "export-what"))
        self.body.insertWidget(last + 1, Field(_("Kind of file"), self.kind, "export-kind"))
        self.body.insertWidget(last + 2, self._note)
        self.kind.edited.connect(self._tell)
        self.what.edited.connect(self._tell)
        self._tell()

    def accept(self) -> None:
        """Say what is wanted."""
        super().accept()
        self.wanted.emit(self.what.value(), self.kind.value())

    def _tell(self, _by: str = "") -> None:
        clients = self.what.value() == CLIENTS
        notes = {
            "xlsx": _("One row each, with figures and days that Excel can calculate with."),
            "csv": _("One row each, for any spreadsheet; no text can act as a formula."),
            "ics": _("Milestones, payments and renewals, for any calendar."),
            "jsonl": _("Every word of every deal, one to a line, for programs."),
        }
        calendar = self.kind.value() == "ics"
        impossible = clients and calendar
        self._note.setText(
            _("The address book has no days; choose another kind.") if impossible else notes[self.kind.value()]
        )
        self._yes.setEnabled(not impossible)
