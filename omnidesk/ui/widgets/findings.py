"""A list of sentences that each lead to the place where something is put right."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.control import Mark
from omnidesk.ui.widgets.icon import Icon
from omnidesk.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Pointer:
    """One sentence with a second line, and where it leads: the step, the path, and the step's name on the button."""

    text: str
    note: str
    step: str
    path: str
    where: str


class FindingList(QWidget):
    """Rows with an icon by ``mark`` and a button; ``jumped`` gives the step and the path."""

    jumped = Signal(str, str)

    def __init__(self, mark: Mark = "refusal", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: Mark = mark
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_pointers(self, pointers: Sequence[Pointer]) -> None:
        """Show these; rows are used again."""
        while len(self._rows) < len(pointers):
            row = _Row(self._mark)
            row.button.clicked.connect(partial(self._jump, len(self._rows)))
            self._rows.append(row)
            self._column.addWidget(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(pointers))
            if place < len(pointers):
                row.show_pointer(pointers[place])

    def buttons(self) -> list[Button]:
        """Return the buttons of the rows shown."""
        return [row.button for row in self._rows if not row.isHidden()]

    def _jump(self, place: int, _on: bool = False) -> None:
        pointer = self._rows[place].pointer
        if pointer is not None:
            self.jumped.emit(pointer.step, pointer.path)


class _Row(QWidget):
    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.pointer: Pointer | None = None
        looks = {
            "refusal": Icon("warning-circle-fill", "danger", 18),
            "warning": Icon("warning-fill", "warning", 18),
            "": Icon("scales", "muted", 18),
        }
        self._text, self._note = Text("", "body", wrap=True), Text("", "caption", "muted", wrap=True)
        self.button = Button("", "quiet", icon_after="arrow-right", small=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._text)
        words.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(looks[mark], 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_pointer(self, pointer: Pointer) -> None:
        """Show one."""
        self.pointer = pointer
        self._text.setText(pointer.text)
        self._note.show_text(pointer.note)
        self.button.set_text(pointer.where)
