"""The evidence of an act of signing as a page that a person reads, and a court too."""

from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import Flowable, Spacer

from omnidesk.documents.build import BuiltDocument, build_document
from omnidesk.documents.finalise import check_archival
from omnidesk.documents.mark_paint import Area, paint_mark
from omnidesk.documents.pages import Imprint
from omnidesk.documents.style import Style
from omnidesk.documents.tables import Column, Row, table
from omnidesk.documents.tagged import TaggedCanvas, TaggedFigure
from omnidesk.documents.text import Typesetter, one_line
from omnidesk.domain.mark import Mark, MarkMethod
from omnidesk.domain.signature import Evidence
from omnidesk.i18n import Words, marked

METHODS: dict[MarkMethod, str] = {
    "drawn": marked("Drawn by hand on the screen"),
    "typed": marked("Typed"),
    "picture": marked("Picture of a signature"),
}
NAMES = 128.0
"""Width of the column of names, in points."""
MARK = (220.0, 62.0)
"""Width and height of the mark as it is shown, in points."""


@dataclass(frozen=True)
class EvidencePage:
    """What the page shows: the record, the mark as it was made, and when the page was written (with its zone)."""

    evidence: Evidence
    mark: Mark | None
    written: datetime
    words: Words


def evidence_pdf(page: EvidencePage, style: Style) -> bytes:
    """Return the evidence as a PDF/A-3b file; equal input gives equal bytes.

    Raises:
        ArchivalError: the file broke a rule of PDF/A-3b.
    """
    built = _built(page, style)
    check_archival(built.pdf)
    return built.pdf


def _built(page: EvidencePage, style: Style) -> BuiltDocument:
    say, evidence = page.words.say, page.evidence
    setter = Typesetter(style)
    title = say("Evidence of a signature") if evidence.act == "signed" else say("Record of a signature not given")
    reference = one_line(evidence.reference)
    imprint = Imprint(
        title=f"{title}, {reference}",
        author=one_line(style.company),
        language=page.words.language,
        created=page.written,
        subject=reference,
        head_left=style.company,
        head_right=reference,
        foot=title,
    )
    story: list[Flowable] = [
        setter.heading(title, 1),
        setter.paragraph(_lead(page), role="lead"),
        *_part(setter, say("Who signed") if evidence.act == "signed" else say("Who was asked"), _people(page)),
        *_mark(setter, page),
        *_part(setter, say("When"), _times(page)),
        *_part(setter, say("What"), _document(page)),
        setter.heading(say("Consent, as it was shown")),
        *setter.prose(" ".join(evidence.consent.split("\n"))),
        setter.paragraph(f"SHA-256: {evidence.consent_sha256}", role="small"),
        setter.paragraph(_limits(page), role="small"),
    ]
    return build_document(story, imprint, setter)


def _lead(page: EvidencePage) -> str:
    say, evidence = page.words.say, page.evidence
    texts = {"name": evidence.name, "client": evidence.organisation, "reference": evidence.reference}
    if evidence.act == "left":
        return say("{client} was asked to sign {reference} and left without signing.").format(**texts)
    return say("{name} signed {reference} for {client} in person.").format(**texts)


def _people(page: EvidencePage) -> list[tuple[str, str]]:
    say, evidence = page.words.say, page.evidence
    return [
        (say("Name, as typed"), evidence.name),
        (say("Function"), evidence.role),
        (say("For"), evidence.organisation),
        (say("Before"), evidence.witness),
        (say("Signature"), "" if evidence.method is None else say(METHODS[evidence.method])),
        (say("Certificate, SHA-256"), evidence.fingerprint or ""),
        (say("Mark as made, SHA-256"), evidence.mark_sha256 or ""),
    ]


def _times(page: EvidencePage) -> list[tuple[str, str]]:
    say, evidence = page.words.say, page.evidence
    return [
        (say("Device handed over"), f"{evidence.opened_at:%Y-%m-%d %H:%M:%S} UTC"),
        (say("Signed") if evidence.act == "signed" else say("Left"), f"{evidence.utc_time:%Y-%m-%d %H:%M:%S} UTC"),
        (say("Local time"), f"{evidence.local_time:%Y-%m-%d %H:%M:%S} ({evidence.local_time:%z})"),
        (say("Clock"), say(evidence.clock)),
    ]


def _document(page: EvidencePage) -> list[tuple[str, str]]:
    say, evidence = page.words.say, page.evidence
    return [
        (say("Pages shown"), str(evidence.pages_shown)),
        (say("Before, SHA-256"), evidence.document_before),
        (say("After, SHA-256"), evidence.document_after or ""),
        (say("Field in the file"), evidence.field),
        (say("Program"), f"OmniDesk {evidence.app_version}"),
    ]


def _limits(page: EvidencePage) -> str:
    return page.words.say(
        "The certificate was made for this signature alone and its key was forgotten afterwards. It protects the file "
        "against changes; who signed rests on the witness and on this record. It is an electronic signature with a "
        "self-issued certificate, not a qualified one."
    )


def _part(setter: Typesetter, title: str, facts: list[tuple[str, str]]) -> list[Flowable]:
    rows = [Row((name, value)) for name, value in facts if value]
    return [table(setter, [Column(title, points=NAMES), Column("")], rows)]


def _mark(setter: Typesetter, page: EvidencePage) -> list[Flowable]:
    if page.mark is None:
        return []
    alt = page.words.say("Signature of {name}").format(name=one_line(page.evidence.name))
    return [_MarkFigure(page.mark, setter, alt), Spacer(0, 4)]


class _MarkFigure(TaggedFigure):
    def __init__(self, mark: Mark, setter: Typesetter, alt: str) -> None:
        super().__init__(*MARK, alt)
        self._mark, self._setter = mark, setter

    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw the mark over a hairline."""
        canvas.setStrokeColor(self._setter.style.paint("rule"))
        canvas.setLineWidth(0.6)
        canvas.roundRect(0.3, 0.3, MARK[0] - 0.6, MARK[1] - 0.6, 3, stroke=1, fill=0)
        paint_mark(canvas, self._setter, self._mark, Area(12, 10, MARK[0] - 24, MARK[1] - 20))
