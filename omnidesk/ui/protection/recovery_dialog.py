"""Shows a recovery code, once: to write it down or to print it."""

from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from omnidesk.domain.errors import MachineError
from omnidesk.i18n import _
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

BESIDE_ICON = 60
"""Pixels from the edge to where the words of the dialog begin."""


class RecoveryDialog(Dialog):
    """A code in groups that are easy to copy; it is nowhere else once the dialog is closed."""

    icon = "lock-key"

    def __init__(self, code: str, parent: QWidget | None = None) -> None:
        about = _(
            "It opens your deals and safety copies when keyring and passphrase are lost. Keep it on paper, away from "
            "this computer. It is shown only now, and any code before it opens nothing any more."
        )
        super().__init__(_("Your recovery code"), about, accept=_("I have it on paper"), parent=parent)
        self._code = code
        self.shown = Text(_in_two_lines(code), "title", tabular=True)
        self.shown.setObjectName("recovery-code")
        self.shown.setAccessibleName(code)
        face = QFont(self.shown.font())
        face.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.5)
        self.shown.setFont(face)
        row = QHBoxLayout()
        row.setContentsMargins(BESIDE_ICON, 4, 0, 12)
        row.addWidget(self.shown)
        self.body.insertLayout(self.body.count() - 1, row)
        self._print = Button(_("Print"), "secondary", icon="file-text")
        self._print.setObjectName("print-recovery")
        self._print.clicked.connect(self._choose_printer)
        foot = cast(QHBoxLayout, self.body.itemAt(self.body.count() - 1))
        foot.insertWidget(foot.count() - 1, self._print)
        self._print.setFocus()

    def _choose_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(self)
        dialog.accepted.connect(lambda: print_code(dialog.printer(), self._code))
        QDialog.open(dialog)


def print_code(printer: "QPrinter", code: str) -> None:
    """Put the code on a sheet of paper.

    Raises:
        MachineError: the printer does not answer.

    """
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    painter = QPainter()
    if not painter.begin(printer):
        raise MachineError(_("The printer does not answer; write the code down instead."))
    size = QFont(painter.font())
    lines = [("OmniDesk", 18), (_("Recovery code"), 12), *((line, 20) for line in _in_two_lines(code).split("\n"))]
    below = 0.0
    for words, points in lines:
        size.setPointSize(points)
        painter.setFont(size)
        below += painter.fontMetrics().lineSpacing() * 1.5
        painter.drawText(QPointF(0, below), words)
    painter.end()


def _in_two_lines(code: str) -> str:
    groups = code.split("-")
    return "  –  ".join(groups[:4]) + "\n" + "  –  ".join(groups[4:])
