"""What is to go out: which documents, and how long the offer holds; with all that is still missing for them."""

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omnidesk.i18n import _
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.checks import Checklist
from omnidesk.ui.widgets.choice import Option
from omnidesk.ui.widgets.entries import DateField
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.findings import FindingList, Pointer
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard.sign import DocumentOption, SignView
from omnidesk.wizard.steps import STEPS

DAY_WIDTH = 240


class SignChoices(Section):
    """``changed`` follows every other choice."""

    changed = Signal()

    def __init__(self, services: WizardServices, view: SignView, parent: QWidget | None = None) -> None:
        super().__init__(_("Documents"), _("Every figure in them is the quote's."), icon="file-text", parent=parent)
        self._services, self._view = services, view
        self._typed = False
        self._draft = Notice()
        options = [Option(each.kind, each.name, each.about) for each in view.documents]
        self.kinds = Checklist(options, columns=3)
        self.kinds.set_name(_("Documents"))
        self.kinds.set_values(("proposal",))
        self.kinds.picked.connect(self._choose)
        self._missing_title = Text(_("Still missing"), "strong")
        self.missing = FindingList("refusal")
        self.day = DateField()
        self.day.setObjectName("valid-until")
        self.day.setMaximumWidth(DAY_WIDTH)
        self._day = Field(_("Valid until"), self.day, "offer.valid_until", help_text=_house_words(view.valid_days))
        self.day.edited.connect(self._enter_day)
        for part in (self._draft, self.kinds, self._missing_title, self.missing, self._day):
            self.content.addWidget(part)

    def show_view(self, view: SignView) -> list[Pointer]:
        """Show the step's view; return what is still missing."""
        self._view = view
        if not self._typed:
            self.day.set_text(self._house_day().isoformat())
        self._day.set_problem("" if self._read_day() else _("Enter today or a later day."))
        stops = self.stops()
        self._draft.show_notice(view.draft_note)
        self.missing.show_pointers(stops)
        self._missing_title.setVisible(bool(stops))
        self.missing.setVisible(bool(stops))
        return stops

    def documents(self) -> tuple[DocumentOption, ...]:
        """Return the documents that go out; there is always one."""
        wanted = self.kinds.values()
        return tuple(each for each in self._view.documents if each.kind in wanted) or self._view.documents[:1]

    def valid_until(self) -> datetime.date:
        """Return the last day of the offer."""
        return self._read_day() or self._house_day()

    def stops(self) -> list[Pointer]:
        """Return what is missing for the documents, texts that were typed and are no value before all."""
        names = {step.id: str(step.name) for step in STEPS}
        unread = [_pointer(link.text, link.step, link.field, names[link.step]) for link in self._services.unread()]
        found = {each.path: each for option in self.documents() for each in option.stops}
        missing = [_pointer(each.text, each.step, each.path, each.where) for each in found.values()]
        late = [] if self._read_day() else [_pointer(_("The last day is no day to come"), "sign", "", names["sign"])]
        return unread + missing + late

    def _choose(self, _chosen: object) -> None:
        if not self.kinds.values():
            self.kinds.set_values((self._view.documents[0].kind,))
        self.changed.emit()

    def _enter_day(self, _text: str) -> None:
        self._typed = True
        self.changed.emit()

    def _read_day(self) -> datetime.date | None:
        try:
            day = datetime.date.fromisoformat(self.day.text().strip())
        except ValueError:
            return None
        return day if day >= self._services.offer.day() else None

    def _house_day(self) -> datetime.date:
        return self._services.offer.day() + datetime.timedelta(days=self._view.valid_days)


def _house_words(days: int) -> str:
    return _("{count} days from today, unless you say otherwise").format(count=days)


def _pointer(text: str, step: str, path: str, where: str) -> Pointer:
    return Pointer(text, "", step, path, where)
