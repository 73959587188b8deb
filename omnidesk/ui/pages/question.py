"""One question of discovery: the input that its kind asks for, why it is asked, a note, and a way to skip it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.discovery import UNLIMITED
from omnidesk.i18n import _
from omnidesk.ui.widgets.badge import Badge
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.checks import Checklist, Switch
from omnidesk.ui.widgets.choice import Choice, Option, Segmented
from omnidesk.ui.widgets.control import Control, LineField
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.figure import AmountField, FigureField
from omnidesk.ui.widgets.shown import set_shown
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.discovery import QuestionView

SEGMENTS, SEGMENT_LETTERS, ROWS = 4, 48, 6
"""As many options stand side by side, in so many letters together; as many stand in rows; more in a drop-down."""
FIGURE_WIDTH, GAP = 240, 16
BESIDE_CONTROL, BADGE_DROP = 27, 4
"""Pixels from the top of a field to what stands in line with its input, and what a badge is lower than a button."""


class QuestionRow(QWidget):
    """Shows one question and tells what a person does with it."""

    written = Signal(str)
    said = Signal(str)
    picked = Signal(tuple)
    noted = Signal(str)
    passed = Signal()
    """Skip an open question, clear an answer, or ask a skipped one again."""

    def __init__(self, view: QuestionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = _control(view)
        self.field = Field(view.label, self.control, view.path)
        self._unlimited = Switch(_("Unlimited"))
        self._unlimited.setObjectName(f"{view.path}.unlimited")
        self._skip = Button("", "quiet", small=True)
        self._skip.setObjectName(f"{view.path}.skip")
        self._why = _toggle(_("Why we ask"), f"{view.path}.why")
        self._note_button = _toggle(_("Note"), f"{view.path}.note")
        self._reason = Text(view.why, "small", "muted", wrap=True)
        self._note = TextArea(_("Kept with the deal; never printed"), lines=2)
        self._note.setObjectName(f"discovery_notes.{view.id}")
        self._note.set_name(_("Note on: {question}").format(question=view.label))
        self._internal = Badge(_("Internal"), "neutral", icon="lock-simple")
        set_shown(self._internal, view.internal)
        self._noted = False
        self._lay_out()
        self._unlimited.setVisible(view.may_be_unlimited)
        self._connect()

    def refresh(self, view: QuestionView) -> None:
        """Show the answer."""
        _show(self.control, view)
        self._unlimited.set_on(view.text == UNLIMITED)
        self.field.set_problem(view.problem)
        self.field.set_range(_("Skipped") if view.state == "skipped" else "")
        words = {"open": _("Skip"), "answered": _("Clear"), "skipped": _("Ask again")}
        self._skip.set_text(words[view.state])
        self._note.set_text(view.note)
        if view.note and not self._noted:
            self._note_button.setChecked(True)
        self._noted = bool(view.note)
        self._fit()

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout()
        self._beside: QVBoxLayout | None = None
        row.setSpacing(GAP)
        row.addWidget(self.field, 0 if self._figure() else 1)
        if self._figure():
            self.control.setFixedWidth(FIGURE_WIDTH)
            switch = self._beside = QVBoxLayout()
            switch.setContentsMargins(0, BESIDE_CONTROL, 0, 0)
            switch.addWidget(self._unlimited)
            switch.addStretch(1)
            row.addLayout(switch)
            row.addStretch(1)
        else:
            self._unlimited.setParent(self)
        self._acts = self._act_row()
        row.addLayout(self._acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._reason)
        column.addWidget(self._note)
        self._reason.hide()
        self._note.hide()

    def _act_row(self) -> QHBoxLayout:
        acts = QHBoxLayout()
        acts.addStretch(1)  # under an input they stand at the same side as beside one
        acts.setSpacing(0)
        acts.setContentsMargins(0, BESIDE_CONTROL, 0, 0)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, BADGE_DROP, 8, 0)
        mark.addWidget(self._internal, 0, Qt.AlignmentFlag.AlignTop)
        acts.addLayout(mark)
        for widget in (self._why, self._note_button, self._skip):
            acts.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        return acts

    def minimumSizeHint(self) -> QSize:
        """Allow what is beside the input to go under it."""
        return QSize(max(self._widths()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is beside the input under it where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look at the room again when a part may have become wider, also while nobody saw it."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return done

    def _fit(self) -> None:
        parts = self._widths()
        roomy = sum(parts) + GAP * (len(parts) - 1) <= self.width()
        wanted = QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
        if wanted != self._row.direction():
            self._row.setDirection(wanted)
            self._row.setSpacing(GAP if roomy else 4)
            for beside in filter(None, (self._beside, self._acts)):
                beside.setContentsMargins(0, BESIDE_CONTROL if roomy else 0, 0, 0)
            self._row.update()

    def _widths(self) -> list[int]:
        items = [self._row.itemAt(place) for place in range(self._row.count())]
        for item in filter(None, items):
            item.invalidate()  # Qt keeps the width of a hidden part's layout until it is seen
        return [item.minimumSize().width() for item in items if item is not None]

    def _figure(self) -> bool:
        return isinstance(self.control, LineField)

    def _connect(self) -> None:
        self._why.toggled.connect(self._reason.setVisible)
        self._note_button.toggled.connect(self._note.setVisible)
        self._note.edited.connect(self.noted)
        self._skip.clicked.connect(self.passed)
        self._unlimited.clicked.connect(self._say_unlimited)
        if isinstance(self.control, Checklist) and not self.control.property("one"):
            self.control.picked.connect(self.picked)
        elif isinstance(self.control, LineField | TextArea):
            self.control.edited.connect(self.written)
        else:
            self.control.edited.connect(self.said)

    def _say_unlimited(self, on: bool) -> None:
        self.written.emit(UNLIMITED if on else "")


def _toggle(text: str, name: str) -> Button:
    button = Button(text, "quiet", small=True)
    button.setCheckable(True)
    button.setObjectName(name)
    return button


def _control(view: QuestionView) -> Control:
    options = [Option(option.id, option.name) for option in view.options]
    kinds: dict[str, Callable[[], Control]] = {
        "boolean": lambda: Segmented(options),
        "choice": lambda: _one_of(options),
        "choices": lambda: Checklist(options, columns=_columns(options)),
        "flags": lambda: Checklist(options, columns=_columns(options)),
        "money": AmountField,
        "text": lambda: TextArea(view.placeholder, lines=2),
    }
    return kinds.get(view.answer, lambda: FigureField(unit=view.unit, whole=True))()


def _one_of(options: Sequence[Option]) -> Control:
    if len(options) <= SEGMENTS and sum(len(option.label) for option in options) <= SEGMENT_LETTERS:
        return Segmented(options)
    if len(options) <= ROWS:
        rows = Checklist(options, columns=_columns(options), exclusive=True)
        rows.setProperty("one", True)
        return rows
    return Choice(options)


def _columns(options: Sequence[Option]) -> int:
    return 3 if max((len(option.label) for option in options), default=0) <= 16 and len(options) > 2 else 2


def _show(control: Control, view: QuestionView) -> None:
    match control:
        case Segmented() | Choice():
            control.set_value(view.chosen[0] if view.chosen else "")
        case Checklist():
            control.set_values(view.chosen)
        case AmountField():
            control.set_unit(view.unit)
            control.set_text(view.text)
        case LineField():
            control.set_text("" if view.text == UNLIMITED else view.text)
            control.setEnabled(view.text != UNLIMITED)
        case TextArea():
            control.set_text(view.text)
        case _:
            pass
