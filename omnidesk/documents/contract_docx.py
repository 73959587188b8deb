"""The contract as a Word file for lawyers: numbered clauses in controls, cross references, changes tracked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from omnidesk.documents.imprint import imprint_for
from omnidesk.documents.text import one_line
from omnidesk.documents.word.clause_text import (
    END,
    Part,
    PrintedClause,
    PrintedParagraph,
    fingerprint,
    printed_clauses,
    split_number,
)
from omnidesk.documents.word.elements import (
    Numbers,
    block_control,
    bookmarked,
    field,
    inline_control,
    made,
    paragraph,
    run,
)
from omnidesk.documents.word.package import About, describe, packed, replace_part, settings_xml
from omnidesk.documents.word.schedules import annex, in_short
from omnidesk.documents.word.styles import numbering_xml, styles_xml
from omnidesk.documents.word.tree import Element
from omnidesk.documents.writer import Writer, writer_for
from omnidesk.domain.proposal import Proposal
from omnidesk.formatting import Formatter

if TYPE_CHECKING:
    from docx.document import Document

CLAUSE, VALUE = "clause:", "value:"
"""What the tags of controls begin with: around a clause, around what the deal has filled in."""
HEADINGS = {1: "Heading1", 2: "ClauseHeading"}
TEXTS = {1: "ClauseText", 2: "ClauseItem"}
"""The styles of a clause's title and of its numbered paragraphs, by the clause's depth."""
SHAPES = {"plain": "ClauseBody", "row": "ClauseRow", "definition": "ClauseBody"}


def contract_docx(proposal: Proposal, *, created: datetime) -> bytes:
    """Build the contract as DOCX; equal input gives equal bytes.

    Args:
        proposal: everything that is printed.
        created: the one time in the file, with its zone.
    """
    import docx

    document, writer = docx.Document(), contract_writer(proposal)
    clauses = printed_clauses(proposal, writer)
    style, say = writer.setter.style, writer.say
    imprint = imprint_for(proposal, writer, created)
    language = one_line(proposal.language).replace("_", "-")
    replace_part(document, "STYLES", styles_xml(style, language))
    replace_part(document, "NUMBERING", numbering_xml(say("Annex {letter}:")))
    replace_part(document, "SETTINGS", settings_xml(language, remembered(proposal, clauses)))
    _page(document, imprint.head_left, _head(imprint.head_right, imprint.watermark), imprint.foot, writer)
    body = document.element.body
    last = body.sectPr
    for element in _body(proposal, writer, clauses):
        last.addprevious(element)
    describe(document, About(imprint.title, imprint.author, imprint.subject, language, created))
    return packed(document)


def remembered(proposal: Proposal, clauses: Sequence[PrintedClause]) -> dict[str, str]:
    """What the file brings back of how it was made."""
    return {
        "reference": proposal.reference,
        "language": one_line(proposal.language),
        "draft": "yes" if proposal.draft else "no",
        "texts": fingerprint(clauses),
    }


def contract_writer(proposal: Proposal) -> Writer:
    """The document's writer; Word has faces for every script, so dates stay in the reader's own."""
    return replace(writer_for(proposal), formatter=Formatter(proposal.language))


def _head(words: str, watermark: str) -> str:
    return f"{watermark} · {words}" if watermark else words


def _page(document: "Document", head: str, right: str, foot: str, writer: Writer) -> None:
    """Set paper and margins, the head, and the foot with the number of the page."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(30), Mm(26)
    section.header_distance = section.footer_distance = Mm(13)
    top, bottom = section.header, section.footer
    top.is_linked_to_previous = bottom.is_linked_to_previous = False
    _only(top._element, paragraph("Header", run(head), _tab(), run(right)))  # pyright: ignore[reportPrivateUsage]
    page = list(_page_of(writer.say("Page {page} of {pages}")))
    _only(bottom._element, paragraph("Footer", run(foot), _tab(), *page))  # pyright: ignore[reportPrivateUsage]


def _only(parent: Element, child: Element) -> None:
    for each in list(parent):
        parent.remove(each)
    parent.append(child)


def _tab() -> Element:
    return made("r", made("tab"))


def _page_of(words: str) -> Iterator[Element]:
    """The words with fields for the number of the page and of all pages."""
    before, _, rest = words.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for text, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        if text:
            yield run(text)
        if code:
            yield from field(code, "1")


def _body(proposal: Proposal, writer: Writer, clauses: Sequence[PrintedClause]) -> Iterator[Element]:
    say, company, client = writer.say, proposal.catalog.company, proposal.deal.client
    between = say("between {provider} and {client}").format(provider=company.legal_name, client=client.name)
    yield paragraph("Title", run(say("Partnership agreement")))
    yield paragraph("Subtitle", run(between))
    yield from _clauses(clauses, writer)
    yield from in_short(proposal, writer)
    yield paragraph("Normal")
    yield paragraph("Normal", run(say("By signing below the parties conclude this agreement with its annex.")))
    yield from _signatures(proposal, writer)
    yield paragraph("AnnexHeading", run(say("Payment schedule")))
    yield from annex(proposal, writer)


def _clauses(clauses: Sequence[PrintedClause], writer: Writer) -> Iterator[Element]:
    """Yield a control for every clause, with its heading and its paragraphs."""
    numbers = Numbers()
    for clause in clauses:
        title = bookmarked(clause.bookmark, numbers.take(), run(clause.title))
        heading = paragraph(HEADINGS[clause.depth], *title)
        texts = [_paragraph(each, clause.depth, numbers) for each in clause.paragraphs]
        yield block_control(f"{CLAUSE}{clause.id}", clause.title, numbers.take(), [heading, *texts])
    yield paragraph("PartHeading", *bookmarked(END, numbers.take(), run(writer.say("Signatures"))))


def _paragraph(printed: PrintedParagraph, depth: int, numbers: Numbers) -> Element:
    inside = list(_inside(printed.parts, numbers))
    if printed.bookmark:
        inside = bookmarked(printed.bookmark, numbers.take(), *inside)
    return paragraph(TEXTS[depth] if printed.shape == "numbered" else SHAPES[printed.shape], *inside)


def _inside(parts: Iterable[Part], numbers: Numbers) -> Iterator[Element]:
    for part in parts:
        if part.target:
            before, number, after = split_number(part.words)
            yield from (run(before), *field(f"REF {part.target} \\r \\h", number))
            yield from (run(words) for words in (after,) if words)
        elif part.value and part.words:
            tag = f"{VALUE}{part.value}"
            yield inline_control(tag, part.value.replace("_", " "), numbers.take(), part.words, locked=part.locked)
        elif part.words:
            yield run(part.words)


def _signatures(proposal: Proposal, writer: Writer) -> Iterator[Element]:
    say, company, client = writer.say, proposal.catalog.company, proposal.deal.client
    person = writer.person(client.contact.name, client.contact.title)
    for party, signatory in ((company.legal_name, ""), (client.name or say("the client"), person)):
        yield paragraph("SignatureLine", run(say("Place, date, signature")))
        words = say("For {party}: {name}") if signatory else say("For {party}")
        yield paragraph("Small", run(words.format(party=party, name=signatory)))
    trace = say("Reference {reference}. Priced terms, SHA-256: {hash}")
    yield paragraph("Small", run(trace.format(reference=proposal.reference, hash=proposal.quote.deal_hash)))
