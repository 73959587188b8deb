"""The form under the targets: what was measured, of which day; or that a review was held."""

import datetime
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.success_tracking import REVIEW, SuccessEntry, Verdict
from omnidesk.i18n import _
from omnidesk.ui.widgets.button import Button
from omnidesk.ui.widgets.choice import Choice, Option
from omnidesk.ui.widgets.entries import DateField, TextField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.shown import set_shown


class SuccessEntryForm(QWidget):
    """``entered`` brings each entry as typed, and a verdict or None; the deal's rules are held where it is kept."""

    entered = Signal(object, object)

    def __init__(self, today: Callable[[], datetime.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._judged: frozenset[str] = frozenset()
        self.measure, self.value, self.day, self.note = Choice(), TextField(), DateField(), TextField()
        self.measure.set_name(_("Measure"))
        fields = (
            (Field(_("Measure"), self.measure, "success-metric"), 3),
            (Field(_("Actual"), self.value, "success-value"), 2),
            (Field(_("As of"), self.day, "success-day"), 2),
            (Field(_("Note, for us alone"), self.note, "success-note"), 4),
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        for field, share in fields:
            row.addWidget(field, share)
        self.enter = Button(_("Enter the actual"), "secondary", icon="plus", small=True)
        self.held = Button(_("A review was held"), "secondary", icon="calendar-check", small=True)
        self.reached = Button(_("Target reached"), "secondary", icon="check", small=True)
        self.short = Button(_("Not reached yet"), "quiet", small=True)
        self.reached.setObjectName("success-reached")
        self.short.setObjectName("success-short")
        self.enter.setObjectName("success-enter")
        self.held.setObjectName("success-held")
        self.enter.clicked.connect(lambda: self._give(self.measure.value(), self.value.text()))
        self.held.clicked.connect(lambda: self._give(REVIEW, ""))
        self.reached.clicked.connect(lambda: self._give(self.measure.value(), self.value.text(), "reached"))
        self.short.clicked.connect(lambda: self._give(self.measure.value(), self.value.text(), "short"))
        self.measure.edited.connect(self._offer_verdict)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.enter, self.reached, self.short, self.held):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addLayout(buttons)
        self.clear()

    def show_metrics(self, metrics: Sequence[tuple[str, str]], judged: frozenset[str]) -> None:
        """Offer these metrics, by id and name; the chosen one stays. Those ``judged`` take a person's verdict."""
        self._judged = judged
        chosen = self.measure.value() or (metrics[0][0] if metrics else "")
        self.measure.set_options([Option(item, name) for item, name in metrics])
        self.measure.set_value(chosen)
        self._offer_verdict()

    def clear(self) -> None:
        """Empty the form for the next entry, as of today."""
        self.value.set_text("")
        self.note.set_text("")
        self.day.set_text(self._today().isoformat())

    def set_busy(self, busy: bool) -> None:
        """Take no second entry while one is being kept."""
        for button in (self.enter, self.reached, self.short, self.held):
            button.setEnabled(not busy)

    def _offer_verdict(self, *_typed: object) -> None:
        """A target that a figure decides leaves nothing to judge."""
        for button in (self.reached, self.short):
            set_shown(button, self.measure.value() in self._judged)

    def _give(self, item: str, value: str, verdict: Verdict | None = None) -> None:
        try:
            day = datetime.date.fromisoformat(self.day.text().strip())
        except ValueError:  # the field says so beside itself
            self.day.focus_target().setFocus()
            return
        entry = SuccessEntry(item=item, date=day, value=value.strip(), note=self.note.text().strip())
        self.entered.emit(entry, verdict)
