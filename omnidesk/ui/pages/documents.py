"""The page of the documents: sections on the left, the pages beside them, look and annexes below."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from omnidesk.domain.deal import Deal
from omnidesk.domain.template import DocumentKind
from omnidesk.i18n import _
from omnidesk.ui.background import Job
from omnidesk.ui.pages.chosen_file import run
from omnidesk.ui.pages.document_annexes import AnnexSection
from omnidesk.ui.pages.document_look import LookSection
from omnidesk.ui.pages.document_sections import SectionCard
from omnidesk.ui.pages.document_slides import SlidesSection
from omnidesk.ui.pages.document_templates import TemplateBar
from omnidesk.ui.pages.form_page import FormPage
from omnidesk.ui.pages.preview import PreviewPanel
from omnidesk.ui.pages.written_fields import text_area, text_line
from omnidesk.ui.services import WizardServices
from omnidesk.wizard import contract_clause, document_changes, documents
from omnidesk.wizard.documents import DocumentsView


class DocumentsPage(FormPage[DocumentsView]):
    """Sections are left out, moved and written, while the pages follow beside them."""

    def __init__(self, services: WizardServices, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._chosen = ""
        self._measured: object = None

    def build(self) -> Iterator[None]:
        """Make sections and pages side by side, then look and annexes."""
        self.templates, self.card = TemplateBar(self), SectionCard()
        yield
        self.preview = PreviewPanel(self.services)
        self.preview.set_narrow()
        self.column.addWidget(self.templates)
        row = QHBoxLayout()
        row.setSpacing(20)
        for part, stretch in ((self.card, 5), (self.preview, 6)):
            column = QVBoxLayout()
            column.addWidget(part)
            column.addStretch(1)
            row.addLayout(column, stretch)
        self.column.addLayout(row)
        yield
        self.look = LookSection(self)
        self.column.addWidget(self.look)
        yield
        self.annexes = AnnexSection(self)
        self.column.addWidget(self.annexes)
        self.slides = SlidesSection(self)
        self.column.addWidget(self.slides)
        self._connect()
        yield

    @property
    def kind(self) -> DocumentKind:
        """The kind of document that is looked at."""
        return cast(DocumentKind, self.card.kind.value())

    def refresh(self, view: DocumentsView) -> None:
        """Show the step's view, and ask for the pages."""
        self.templates.show_called(view.called)
        self.look.show_view(view)
        self.annexes.show_view(view)
        self.slides.show_deal(self.services.session.deal)
        self._show_sections()
        self.preview.ask()
        self._measure()

    def begin(self) -> None:
        """Give the keyboard to the list of sections."""
        self.card.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, section: str) -> None:
        """Show a section."""
        self.card.lines.choose(section)

    def focus_field(self, path: str) -> bool:
        """Choose the text that a path belongs to, in a document that prints it, and give it the keyboard."""
        block = documents.block_of(path)
        if not block:
            return super().focus_field(path.replace("[", ".").replace("]", ""))
        template = self.services.session.deal.documents.template
        kinds: tuple[DocumentKind, ...] = ("proposal", "contract", "summary")
        kind = next((each for each in kinds if block in (template.named(each) or ())), self.kind)
        self.card.kind.set_value(kind)
        self._look_at(kind)
        self.choose(block)
        (self.card.title_field if path.endswith(".title") else self.card.text_field).focus()
        return True

    def _connect(self) -> None:
        card = self.card
        card.kind.edited.connect(self._look_at)
        card.lines.chosen.connect(self._choose)
        card.lines.moved.connect(partial(self._move, document_changes.move))
        card.lines.stepped.connect(partial(self._move, document_changes.move_by))
        card.asked.connect(self._act)
        text_line(card.title_field).edited.connect(self._title)
        text_area(card.text_field).edited.connect(self._text)

    def _look_at(self, kind: str) -> None:
        self.preview.show_kind(kind)
        self._show_sections()

    def _choose(self, section: str) -> None:
        self._chosen = section
        self._show_detail()

    def _show_sections(self) -> None:
        context = self.services.context()
        lines = documents.sections(context, self.kind)
        known = [line.id for line in lines]
        if self._chosen not in known:
            self._chosen = known[0]
        standard = context.deal.documents.template.named(self.kind) is None
        self.card.show_lines(lines, self._chosen, standard=standard)
        self._show_detail()

    def _show_detail(self) -> None:
        context = self.services.context()
        detail = documents.detail(context, self.kind, self._chosen)
        offers = [each for each in contract_clause.insertions(context) if ":" not in each.id] if detail.block else []
        self.card.show_detail(detail, offers)

    def _move(self, move: Callable[[Deal, DocumentKind, str, int], Deal], section: str, where: int) -> None:
        self.change(lambda deal: move(deal, self.kind, section, where))

    def _act(self, wanted: str) -> None:
        kind, chosen = self.kind, self._chosen
        match wanted:
            case "up" | "down":
                self._move(document_changes.move_by, chosen, -1 if wanted == "up" else 1)
            case "out":
                self.change(lambda deal: document_changes.leave_out(deal, kind, chosen))
            case "back":
                self.change(lambda deal: document_changes.put_back(deal, kind, chosen))
            case "standard":
                self.change(lambda deal: document_changes.standard_order(deal, kind))
            case _:
                self._add()

    def _add(self) -> None:
        fresh, block = document_changes.add_block(self.services.session.deal, self.kind, _("Own text"), self._chosen)
        self._chosen = block
        self.change(lambda _deal: fresh)
        self.card.text_field.focus()

    def _title(self, text: str) -> None:
        block = self._chosen
        self.change(lambda deal: document_changes.write_block(deal, block, title=text), f"{block}.title")

    def _text(self, text: str) -> None:
        block = self._chosen
        self.change(lambda deal: document_changes.write_block(deal, block, text=text), f"{block}.text")

    def _measure(self) -> None:
        """Have footer and logo measured as they will be printed; told beside them."""
        deal, services = self.services.session.deal, self.services
        template, wanted = deal.documents.template, (deal.documents.template, deal.client.name)
        if not (template.footer or template.logo) or wanted == self._measured:
            return
        self._measured = wanted

        def work(_job: Job) -> object:
            from omnidesk.operations.template_widths import template_widths

            return template_widths(deal, services.catalog, today=services.today())

        def done(found: object) -> None:
            footer, logo = cast("tuple[str, str]", found)
            self._measured = None
            if services.session.deal.documents.template == template:
                self.look.show_widths(footer, logo)

        run(services, work, done)
