"""The page of review: what stops issue, what is unusual, approvals, internal notes, and the documents themselves."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from omnidesk.i18n import _
from omnidesk.ui.pages.approvals import ApprovalsSection
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.payment_exports import QUOTE, PaymentExports
from omnidesk.ui.pages.preview import PreviewPanel
from omnidesk.ui.services import WizardServices
from omnidesk.ui.widgets.control import Mark
from omnidesk.ui.widgets.entries import TextArea
from omnidesk.ui.widgets.field import Field
from omnidesk.ui.widgets.findings import FindingList, Pointer
from omnidesk.ui.widgets.notice import Notice
from omnidesk.ui.widgets.section import Section
from omnidesk.ui.widgets.text import Text
from omnidesk.wizard import review
from omnidesk.wizard.review import Finding, ReviewView, Unusual
from omnidesk.wizard.steps import STEPS

NOTES = "notes"


class ReviewPage(FormPage[ReviewView]):
    """Everything to look at before the document goes out."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.verdict = Notice()

    def build(self) -> Iterator[None]:
        """Make verdict and findings, then approvals, pages and notes."""
        self.column.addWidget(self.verdict)
        self.stops = self._add_list(_("To put right first"), "", "refusal")
        self.gaps = self._add_list(_("Before a contract"), _("A proposal may go out without; it says so."), "warning")
        self.warnings = self._add_list(_("Worth a look"), "", "warning")
        self.unusual = self._add_list(_("Out of the ordinary"), _("What somebody may ask about later."), "")
        yield
        self.approvals = ApprovalsSection(self)
        self.column.addWidget(self.approvals)
        yield
        self.preview = PreviewPanel(self.services)
        self.column.addWidget(self.preview)
        figures = QHBoxLayout()
        figures.addWidget(Text(_("All figures of the quote in one workbook"), "small", "muted", wrap=True), 1)
        figures.addWidget(PaymentExports(self.services, (QUOTE,)))
        self.preview.content.addLayout(figures)
        yield
        notes = Section(_("Internal notes"), _("For your team; no document prints them."), icon="lock-key")
        self._notes = TextArea(_("What the next colleague should know"))
        self._notes.edited.connect(self._write_notes)
        notes.content.addWidget(self.field(Field(_("Notes"), self._notes, NOTES)))
        self.column.addWidget(notes)
        yield

    def refresh(self, view: ReviewView) -> None:
        """Show the step's view, and ask for the pages."""
        self.verdict.show_notice(view.verdict, "success" if view.ready else "danger")
        self.stops.show_pointers([_pointer(each) for each in view.stops])
        self.gaps.show_pointers([_pointer(each) for each in view.before_contract])
        self.warnings.show_pointers([_pointer(each) for each in view.warnings])
        self.unusual.show_pointers([_unusual(each) for each in view.unusual])
        self.approvals.refresh(view)
        self._notes.set_text(view.notes)
        self.preview.ask()

    def focus_field(self, path: str) -> bool:
        """Give the keyboard to the notes or to the form for an approval."""
        if path.startswith("approvals"):
            return self.approvals.focus_form()
        return super().focus_field(path)

    def _add_list(self, title: str, about: str, mark: Mark) -> "FindingSection":
        section = FindingSection(title, about, mark)
        section.lines.jumped.connect(self._jump)
        self.column.addWidget(section)
        return section

    def _write_notes(self, text: str) -> None:
        self.change(lambda deal: review.write_notes(deal, text), NOTES)

    def _jump(self, step: str, path: str) -> None:
        for each in STEPS:
            if each.id == step:
                self.services.go(each.id, path)


class FindingSection(Section):
    """A card with a list that each entry of leads somewhere; gone while the list is empty."""

    def __init__(self, title: str, about: str, mark: Mark) -> None:
        super().__init__(title, about)
        self.lines = FindingList(mark)
        self.content.addWidget(self.lines)

    def show_pointers(self, pointers: Sequence[Pointer]) -> None:
        """Show the list, or hide the card."""
        self.lines.show_pointers(pointers)
        self.setVisible(bool(pointers))


def _pointer(finding: Finding) -> Pointer:
    return Pointer(finding.text, "", finding.step, finding.path, finding.where)


def _unusual(found: Unusual) -> Pointer:
    where = next(step.name for step in STEPS if step.id == found.step)
    return Pointer(found.title, found.text, found.step, found.path, where)
