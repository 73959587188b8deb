"""One safety copy in the list: when, why, how large, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.formatting import Formatter
from omnidesk.i18n import _
from omnidesk.operations.backup_words import copy_words, made_words
from omnidesk.store.backup import Backup
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.text import Text


class CopyRow(QWidget):
    """``checked`` and ``chosen`` say what is wanted of the copy."""

    checked = Signal(object)
    chosen = Signal(object)

    def __init__(self, copy: Backup, formatter: Formatter) -> None:
        super().__init__()
        self.copy = copy
        words = QVBoxLayout()
        words.setSpacing(2)
        when = made_words(copy, formatter)
        words.addWidget(Text(when, "label"))
        self._told = Text(copy_words(copy, formatter), "small", "muted")
        words.addWidget(self._told)
        check, back = Button(_("Check"), "quiet", small=True), Button(_("Go back…"), "secondary", small=True)
        check.setObjectName("check-copy")
        back.setObjectName("go-back")
        check.setAccessibleName(_("Check the copy of {when}").format(when=when))
        back.setAccessibleName(_("Go back to the copy of {when}").format(when=when))
        check.clicked.connect(lambda: self.checked.emit(copy))
        back.clicked.connect(lambda: self.chosen.emit(copy))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (check, back):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def tell(self, problems: tuple[str, ...]) -> None:
        """Say what came of checking it."""
        if problems:
            self._told.set_tone("danger")
            self._told.setText(_("Damaged: {problem}").format(problem=problems[0]))
        else:
            self._told.set_tone("success")
            self._told.setText(_("Sound: every byte is what was saved"))
