"""What happened in this workspace, newest first, and whether the log of it is as it was written."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from omnidesk.domain.errors import OmniDeskError
from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.ui.approvals.sheet import Sheet
from omnidesk.ui.background import Background, Cancelled, Job
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.activity import activity_lines
from omnidesk.wizard.history import StepLine

if TYPE_CHECKING:
    from omnidesk.operations.audit import AuditReport
    from omnidesk.store.audit import Activity
    from omnidesk.store.connect import Store

AT_ONCE, HEIGHT = 60, 680
"""Rows that are read at once, and pixels of the dialog."""


class ActivityDialog(Sheet):
    """Open it with ``open()``; it reads in the background and never blocks."""

    def __init__(self, store: "Store", formatter: Formatter, parent: QWidget | None = None) -> None:
        words = _(
            "Every change of state, signature, approval and document, in a log that shows when it is tampered with."
        )
        super().__init__("activity-dialog", _("Activity"), words, "list-checks", parent)
        self._store, self._formatter = store, formatter
        self._background = Background(self, threads=1)
        self._job: Job | None = None
        self._before: int | None = None
        self._reading = False
        self.rows = ActivityRows()
        self.column.addWidget(self.rows)
        self.more = Button(_("Show earlier rows"), "quiet", icon="arrow-down", small=True)
        self.more.setObjectName("activity-more")
        self.more.clicked.connect(self._read)
        set_shown(self.more, False)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.check = self.add_button(_("Check the log"), "activity-check")
        self.check.clicked.connect(self._check)
        self.add_button(_("Close"), "activity-close", "primary").clicked.connect(self.accept)
        self.fit()
        self.resize(self.width(), HEIGHT)
        self.finished.connect(self._leave)
        self._read()

    def settle(self) -> None:
        """Wait for what is being read; it holds the thread."""
        self._background.finish()

    def _leave(self, _code: int) -> None:
        """Stop a check that nobody waits for any more."""
        if self._job is not None:
            self._job.cancel()

    def _read(self) -> None:
        from omnidesk.store.audit import activity

        if self._reading:
            return
        self._reading = True
        read = partial(activity, self._store, before=self._before, limit=AT_ONCE)
        self._background.run(lambda _job: read(), self._show, self._failed)

    def _show(self, found: object) -> None:
        rows, self._reading = cast("list[Activity]", found), False
        self.rows.add(activity_lines(rows, self._formatter))
        if rows:
            self._before = rows[-1].number
        set_shown(self.more, len(rows) == AT_ONCE)

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.say(_("Checking every row…"), "accent")
        self._job = self._background.run(partial(_examined, self._store), self._show_report, self._failed)

    def _show_report(self, found: object) -> None:
        report = cast("AuditReport", found)
        self.check.setEnabled(True)
        if report.problems:
            self.say(" ".join(_sentence(each) for each in report.problems), "danger")
            return
        words = _("{count} rows, each as it was written.").format(count=self._formatter.number(report.checked.rows))
        tone = "warning" if report.remarks else "success"
        self.say(" ".join((words, *(_sentence(each) for each in report.remarks))), tone)

    def _failed(self, error: Exception) -> None:
        self._reading = False
        self.check.setEnabled(True)
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, OmniDeskError):
            raise error
        self.say(str(error), "danger")


def _examined(store: "Store", job: Job) -> "AuditReport":
    from omnidesk.operations.audit import examine
    from omnidesk.vault import Vault

    return examine(store, Vault(), job.report)


class ActivityRows(QWidget):
    """Lines of the log, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)

    def add(self, lines: Sequence[StepLine]) -> None:
        """Add lines below."""
        for line in lines:
            row = QVBoxLayout()
            row.setSpacing(0)
            row.addWidget(Text(line.what, "label", wrap=True))
            row.addWidget(Text(line.note, "caption", "muted", wrap=True))
            self._column.addLayout(row)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
