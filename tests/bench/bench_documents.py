"""How long a proposal takes: tagged against the bare drawing of the same pages, sealed, and from a cold start."""

import datetime
import io
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from omnidesk.documents.contract_docx import contract_docx
from omnidesk.documents.docx_return import returned, sent
from omnidesk.documents.export import build
from omnidesk.documents.finalise import check_archival
from omnidesk.documents.fonts import measure, stretches
from omnidesk.documents.paragraph import broken, unit_width
from omnidesk.documents.proposal_pdf import proposal_pdf
from omnidesk.documents.stamp import Signed, stamp_pdf
from omnidesk.documents.style import Style
from omnidesk.documents.tagged import TaggedCanvas
from omnidesk.domain.proposal import propose
from omnidesk.domain.signature import OUR_FIELD
from omnidesk.signing.certificate import generate
from omnidesk.signing.fields import FieldBox, prepare_fields
from omnidesk.signing.seal import seal
from omnidesk.specs import load_catalog
from tests.bench.figure import Figure, command_ms, median_ms
from tests.documents.many_deals import with_lines
from tests.documents.proposals import CREATED, TODAY, sample

NAME = "architect-broadcaster"
COLD = (
    "import datetime; from omnidesk.specs import load_catalog; from omnidesk.domain.proposal import propose;"
    "from tests.documents.proposals import CREATED, TODAY, sample;"
    f"proposal = propose(sample('{NAME}'), load_catalog(), today=TODAY);"
    "from omnidesk.documents.export import build; build(proposal, created=CREATED)"
)
Operation = Callable[[Canvas], None]
SHAPES = ("rect", "line", "bezier", "roundRect", "setFillColor", "setStrokeColor", "setLineWidth", "drawPath")


def figures() -> Iterator[Figure]:
    """Measure in process with everything loaded, then whole programs."""
    proposal = propose(sample(NAME), load_catalog(), today=TODAY)

    def make() -> bytes:
        return proposal_pdf(proposal, created=CREATED, attachment=None).pdf

    pages = _recorded(make)
    turns = [(_processor_ms(make), _processor_ms(lambda: _drawn(pages))) for _ in range(15)]
    tagged, bare = (min(times) for times in zip(*turns, strict=True))
    yield Figure(name="bare drawing of the same pages", value=bare)
    yield Figure(name="proposal, tagged and archival", value=tagged)
    yield Figure(name="proposal / bare drawing", value=tagged / bare, unit="×", limit=3)
    fresh = min(_processor_ms(make) for _ in range(5) if not _forget())
    yield Figure(name="proposal of a deal that was not printed before", value=fresh)
    yield Figure(name="archival check", value=median_ms(lambda: check_archival(make()), 5) - tagged)
    yield from _sealing(build(proposal, created=CREATED).pdf)
    yield from _growth()
    yield from _word()
    yield Figure(name="proposal from a cold start, whole program", value=command_ms([sys.executable, "-c", COLD], 3))


def _forget() -> None:
    """Drop what an earlier build left behind of widths and lines."""
    for kept in (measure, stretches, unit_width, broken):
        kept.cache_clear()


def _growth() -> Iterator[Figure]:
    """Print 100, 300 and 900 lines; a line costs as much in a long deal as in a short one."""
    times: dict[int, float] = {}
    catalog = load_catalog()
    for count in (100, 300, 900):
        deal, grown = with_lines(catalog, count)
        proposal = propose(deal, grown, today=TODAY)
        times[count] = min(
            _processor_ms(lambda each=proposal: proposal_pdf(each, created=CREATED, attachment=None))
            for _ in range(3)
            if not _forget()
        )
        yield Figure(name=f"proposal of {count} lines", value=times[count])
    steps = (times[900] - times[300]) / 600, (times[300] - times[100]) / 200
    yield Figure(name="a line beyond the 300th / one before it", value=steps[0] / steps[1], unit="×", limit=2)


def _word() -> Iterator[Figure]:
    """Write the contract for Word and read it back."""
    proposal = propose(sample(NAME), load_catalog(), kind="contract", today=TODAY)
    content, known = contract_docx(proposal, created=CREATED), sent(proposal)

    def there_and_back() -> None:
        returned(contract_docx(proposal, created=CREATED), "back.docx", known)

    yield Figure(name="contract to Word", value=median_ms(lambda: contract_docx(proposal, created=CREATED), 9))
    yield Figure(name="contract back from Word", value=median_ms(lambda: returned(content, "back.docx", known), 9))
    yield Figure(name="contract to Word and back", value=median_ms(there_and_back, 9))


def _processor_ms(work: Callable[[], object]) -> float:
    """Return the processor time of ``work`` in milliseconds, so that other programs do not move a ratio."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _sealing(pdf: bytes) -> Iterator[Figure]:
    """Stamp, prepare the field and seal, with the key already open."""
    identity = generate("anna", "Anna Moser", "OmniTech1", CREATED)
    boxes = [FieldBox(name=OUR_FIELD, page=0, rect=(60, 60, 283.28, 164), role="ours")]
    later = CREATED + datetime.timedelta(minutes=1)

    def stamp() -> bytes:
        return stamp_pdf(Signed("Anna Moser", "OmniTech1", later, "Offer binding", "ab" * 32), Style())

    prepared, mark = prepare_fields(pdf, boxes), stamp()
    yield Figure(name="stamp and signature field", value=median_ms(lambda: (stamp(), prepare_fields(pdf, boxes)), 9))
    sealing = min(_processor_ms(lambda: seal(prepared, identity, now=later, stamp_pdf=mark)) for _ in range(12))
    yield Figure(name="sealing it", value=sealing, limit=90)


def _recorded(make: Callable[[], object]) -> list[list[Operation]]:
    """Build once and note every stroke and every line of text, page by page."""
    pages: list[list[Operation]] = [[]]
    kept: dict[tuple[type, str], Any] = {}

    def watch(owner: type, name: str, note: Callable[..., Operation | None]) -> None:
        original = kept[owner, name] = getattr(owner, name)

        def noted(self: Any, *args: Any, **options: Any) -> Any:
            operation = note(self, *args, **options)
            if operation is not None:
                pages[-1].append(operation)
            return original(self, *args, **options)

        setattr(owner, name, noted)

    def page(*_: Any) -> None:
        pages.append([])

    for name in SHAPES:
        watch(TaggedCanvas if name == "setFillColor" else Canvas, name, _shape(name))
    watch(PDFTextObject, "_formatText", _text)
    watch(TaggedCanvas, "_line", _line)
    watch(TaggedCanvas, "showPage", page)
    try:
        make()
    finally:
        for (owner, name), original in kept.items():
            setattr(owner, name, original)
    return [operations for operations in pages if operations]


def _shape(name: str) -> Callable[..., Operation]:
    def note(_: Any, *args: Any, **options: Any) -> Operation:
        return lambda canvas: getattr(canvas, name)(*args, **options)

    return note


def _text(line: Any, text: str | bytes) -> Operation:
    words = text if isinstance(text, str) else text.decode()
    face, size, x, y = line._fontname, line._fontsize, line.getX(), line.getY()

    def draw(canvas: Canvas) -> None:
        canvas.setFont(face, size)
        canvas.drawString(x, y, words)

    return draw


def _line(_: Any, x: float, y: float, words: str, face: str, size: float) -> Operation:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(face, size)
        canvas.drawString(x, y, words)

    return draw


def _drawn(pages: list[list[Operation]]) -> bytes:
    """Draw the noted strokes and lines on a bare canvas: no layout, no tags, no metadata."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for operations in pages:
        for operation in operations:
            operation(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
