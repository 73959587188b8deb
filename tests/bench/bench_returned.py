"""How long it takes to judge a document that came back: its signatures, a timestamp, and what changed in it."""

import datetime as dt
import io
import time
from collections.abc import Callable, Iterator

import pikepdf

from omnidesk.documents.page_changes import PageChange, changed_pages
from omnidesk.domain.catalog import Catalog
from omnidesk.operations.apart import apart
from omnidesk.operations.embedded_deal import FILE_NAME, read_embedded
from omnidesk.operations.handover import Printing, hand_over
from omnidesk.operations.printed_total import printed_totals
from omnidesk.signing.certificate import generate
from omnidesk.signing.embedded import embedded_file
from omnidesk.signing.seal import countersign
from omnidesk.signing.timestamps import append_timestamp
from omnidesk.signing.verify import verify
from omnidesk.specs import load_catalog
from tests.bench.figure import Figure, median_ms
from tests.documents.proposals import CREATED, sample
from tests.signing.careless import timestamp_authority

NAME = "architect-broadcaster"


def figures() -> Iterator[Figure]:
    """Measure with everything loaded."""
    signed, known, later = _signed(load_catalog())
    _, stamper = timestamp_authority()
    stamped = append_timestamp(signed, stamper)
    assert verify(signed, known=known).status == verify(stamped, known=known).status == "valid"
    yield Figure(name="verify two signatures", value=_processor_ms(lambda: verify(signed, known=known)), limit=400)
    with_stamp = _processor_ms(lambda: verify(stamped, known=known))
    yield Figure(name="verify two signatures and a timestamp", value=with_stamp, limit=600)
    embedded = read_embedded(embedded_file(signed, FILE_NAME) or b"")
    reading = median_ms(lambda: printed_totals(signed, embedded, trusted=True), 5)
    yield Figure(name="read the printed totals", value=reading)
    comparing = median_ms(lambda: apart(changed_pages, signed, later, kind=tuple[PageChange, ...]), 3)
    yield Figure(name="compare two files page by page, in a process of its own", value=comparing)


def _processor_ms(work: Callable[[], object]) -> float:
    """Return the least processor time of ``work`` in milliseconds, so that other programs do not move it."""
    times: list[float] = []
    for _ in range(9):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def _signed(catalog: Catalog) -> tuple[bytes, set[str], bytes]:
    """A proposal that both signed, who they are, and the same file with an empty first page."""
    us, client = (generate(name, name, "", CREATED) for name in ("us", "client"))
    pdf = hand_over(sample(NAME), catalog, Printing(), identity=us, now=CREATED).pdf
    signed = countersign(pdf, client, now=CREATED + dt.timedelta(days=1))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(signed)) as document:
        document.pages[0].Contents = document.make_stream(b"")
        document.save(out)
    return signed, {us.summary.fingerprint, client.summary.fingerprint}, out.getvalue()
