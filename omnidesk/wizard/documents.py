"""The step of the documents: their sections in order, own text, how they look, and what goes out with them."""

from dataclasses import dataclass
from typing import Literal

from omnidesk.colour import READABLE, contrast
from omnidesk.domain.annex import Annex, annex_letter
from omnidesk.domain.errors import Problem
from omnidesk.domain.template import SECTIONS, DocumentKind, Template, TextBlock, printed, section_of
from omnidesk.domain.template_problems import COLOUR, FIELD
from omnidesk.i18n import _, marked
from omnidesk.wizard.context import Context
from omnidesk.wizard.document_changes import move_by
from omnidesk.wizard.form import sentence

SectionState = Literal["standard", "own", "dropped"]

NAMES: dict[str, str] = {
    "proposal.cover": marked("Cover"),
    "proposal.contents": marked("Contents"),
    "proposal.charter": marked("Charter"),
    "proposal.values": marked("Core values"),
    "proposal.situation": marked("Your situation"),
    "proposal.recommendation": marked("Our recommendation"),
    "proposal.tier": marked("What the tier includes"),
    "proposal.investment": marked("Investment"),
    "proposal.payments": marked("Payment schedule"),
    "proposal.value": marked("Value"),
    "proposal.scaling": marked("Growing together"),
    "proposal.roadmap": marked("Roadmap"),
    "proposal.success": marked("Success plan"),
    "proposal.acceptance": marked("Terms and acceptance"),
    "contract.parties": marked("Parties"),
    "contract.clauses": marked("Clauses"),
    "contract.payments": marked("Annex: payment schedule"),
    "contract.agreed": marked("Agreed, in short"),
    "contract.acceptance": marked("Signatures"),
    "summary.overview": marked("The deal at a glance"),
    "summary.value": marked("What it is worth"),
    "summary.payments": marked("When it is paid"),
    "summary.roadmap": marked("How it unfolds"),
}
"""What a person calls each section."""


@dataclass(frozen=True)
class SectionLine:
    """One section in the list; one that is left out has no number and stands last."""

    id: str
    number: str
    title: str
    state: SectionState
    chip: str
    problem: bool


@dataclass(frozen=True)
class SectionDetail:
    """The chosen section: what it is, what can be done with it, and the text where it is one's own."""

    id: str
    title: str
    note: str
    block: TextBlock | None
    printed: bool
    needed: bool
    up: bool
    down: bool
    title_problem: str
    text_problem: str


@dataclass(frozen=True)
class AnnexLine:
    """One annex: its letter, title, and in a line what it is and how it goes out."""

    letter: str
    title: str
    note: str
    attached: bool
    problem: str


@dataclass(frozen=True)
class DocumentsView:
    """Everything of the step but its sections, which depend on the kind that is looked at."""

    called: str
    template: Template
    company_accent: str
    accent_problem: str
    accent_note: str
    cover_problem: str
    logo_problem: str
    footer_problem: str
    annexes: tuple[AnnexLine, ...]
    annexes_problem: str


def view(context: Context) -> DocumentsView:
    """What the step shows."""
    template = context.deal.documents.template
    field = f"{FIELD}.template"
    accent = template.accent or context.catalog.company.accent
    return DocumentsView(
        called=template.called or _("Standard"),
        template=template,
        company_accent=context.catalog.company.accent,
        accent_problem=_said(context, f"{field}.accent"),
        accent_note=accent_note(accent),
        cover_problem=_said(context, f"{field}.cover"),
        logo_problem=_said(context, f"{field}.logo"),
        footer_problem=_said(context, f"{field}.footer"),
        annexes=tuple(_annex(context, place, each) for place, each in enumerate(context.deal.documents.annexes)),
        annexes_problem=_said(context, f"{FIELD}.annexes"),
    )


def sections(context: Context, kind: DocumentKind) -> tuple[SectionLine, ...]:
    """The sections of a kind of document in order, then those that are left out."""
    template = context.deal.documents.template
    shown = printed(template, kind)
    troubled = {_block_in(problem.field) for problem in context.document_problems}
    lines = [_line(template, kind, each, str(place), troubled) for place, each in enumerate(shown, start=1)]
    others = (section.id for section in SECTIONS[kind] if section.id not in shown)
    out = [SectionLine(each, "", name_of(template, kind, each), "dropped", _("Left out"), False) for each in others]
    return (*lines, *out)


def detail(context: Context, kind: DocumentKind, section_id: str) -> SectionDetail:
    """The chosen section."""
    template, section = context.deal.documents.template, section_of(kind, section_id)
    block = template.blocks.get(section_id)
    needed, field = section is not None and section.needed, f"{FIELD}.template.blocks.{section_id}"
    return SectionDetail(
        id=section_id,
        title=name_of(template, kind, section_id),
        note=_note(kind, section_id),
        block=block,
        printed=section_id in printed(template, kind),
        needed=needed,
        up=move_by(context.deal, kind, section_id, -1) is not context.deal,
        down=move_by(context.deal, kind, section_id, 1) is not context.deal,
        title_problem=_said(context, f"{field}.title"),
        text_problem=_said(context, f"{field}.text"),
    )


def name_of(template: Template, kind: DocumentKind, section_id: str) -> str:
    """What a section is called."""
    block = template.blocks.get(section_id)
    if block is not None:
        return block.title.strip() or _("Untitled text")
    return _(NAMES.get(f"{kind}.{section_id}", section_id))


def accent_note(accent: str) -> str:
    """Say how well an accent can be read on white, where it cannot."""
    if not COLOUR.fullmatch(accent):
        return ""
    found = contrast(accent, "#FFFFFF")
    if found >= READABLE:
        return ""
    words = _("Contrast {found}:1 on white is below {least}:1; documents print it darker, so that text can be read.")
    return words.format(found=f"{found:.1f}", least=READABLE)


def block_of(path: str) -> str:
    """The block of text that a path of the deal belongs to; empty for none."""
    return _block_in(path)


def _note(kind: DocumentKind, section_id: str) -> str:
    section = section_of(kind, section_id)
    if section is None:
        return _("Your own text. Values of the deal can be put in.")
    if section.needed:
        return _("This document cannot do without it.")
    if section.place != "body":
        return _("It keeps its place, and can be left out.")
    if kind == "summary":
        return _("Printed as long as the one page has room for it.")
    return _("Printed where the deal has something to say about it.")


def _line(template: Template, kind: DocumentKind, section_id: str, number: str, troubled: set[str]) -> SectionLine:
    own = section_id in template.blocks
    chip = _("Own") if own else ""
    title = name_of(template, kind, section_id)
    return SectionLine(section_id, number, title, "own" if own else "standard", chip, section_id in troubled)


def _block_in(path: str) -> str:
    head = f"{FIELD}.template.blocks."
    return path.removeprefix(head).partition(".")[0] if path.startswith(head) else ""


def _said(context: Context, field: str) -> str:
    found = next((problem for problem in context.document_problems if problem.field == field), None)
    return "" if found is None else sentence(found)


def _annex(context: Context, place: int, annex: Annex) -> AnnexLine:
    size = max(1, sum(map(len, annex.content)) * 3 // 4 // 1000)
    how = _("attached as a file: its pages are no archival PDF/A") if annex.attached else _("pages after the document")
    pages = _("1 page") if annex.pages == 1 else _("{count} pages").format(count=annex.pages)
    note = _("{file}, {pages}, {size} KB, {how}").format(file=annex.file, pages=pages, size=size, how=how)
    found: list[Problem] = [
        each for each in context.document_problems if each.field.startswith(f"{FIELD}.annexes[{place}]")
    ]
    return AnnexLine(annex_letter(place), annex.title, note, annex.attached, sentence(found[0]) if found else "")
