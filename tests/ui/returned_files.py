"""Judgements on files that came back, made with a real store: what the dialog and its pictures are looked at with."""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.generic import DictionaryObject, NameObject, StreamObject

from omnidesk.deal_file import read_deal
from omnidesk.documents.page_words import opened, words_of
from omnidesk.domain.signature import SigningOrder
from omnidesk.operations.issuing import IssueOrder, issue
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.returned import Desk, Judgement, judge
from omnidesk.shipped import shipped
from omnidesk.signing.certificate import HeldIdentity, generate, to_pkcs12
from omnidesk.signing.identities import import_pkcs12
from omnidesk.signing.increment import IncrementWriter
from omnidesk.signing.seal import countersign
from omnidesk.specs.load import load_catalog
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import workspace
from tests.signing.tampering import increment

SAMPLE = "architect-broadcaster.yaml"


@dataclass
class Offer:
    """A workspace in which a proposal was issued, and the client's key."""

    desk: Desk
    out: bytes
    deal_id: str
    us: HeldIdentity
    client: HeldIdentity

    def signed(self) -> bytes:
        return countersign(self.out, self.client, now=self.desk.now)

    def cheaper(self) -> bytes:
        return countersign(increment(self.out, cheaper), self.client, now=self.desk.now)

    def judged(self, content: bytes, name: str = "offer signed.pdf", deal_id: str | None = None) -> Judgement:
        return judge(self.desk, content, name, deal_id=deal_id)


def issued_offer(folder: Path, now: dt.datetime, order: SigningOrder | None = None) -> Offer:
    place, catalog = workspace(folder), load_catalog()
    us = generate("anna", "Anna Moser", "OmniVibe Ltd", now)
    client = generate("keller", "M. Keller", "Aurora Broadcast AG", now)
    import_pkcs12(place.identities, "anna", to_pkcs12(us, "x"), file_passphrase="x", passphrase_for=lambda _k, _l: "y")
    store = open_store(place)
    deal = replace(read_deal(shipped("resources", "samples", SAMPLE)), signing_order=order)
    row = keep_new(store, deal, catalog)
    done = issue(store, row, catalog, IssueOrder(identity=us, who="kim"), now=now)
    desk = Desk(store=store, folder=place.identities, catalog=catalog, now=now)
    return Offer(desk, done.documents[0][1].pdf, row.id, us, client)


def cheaper(writer: IncrementWriter) -> None:
    """Covers the committed total on its page and writes a lower one there."""
    font = writer.add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
    )
    number, (left, bottom) = _total(writer.prev.stream.getvalue())
    fonts = DictionaryObject({NameObject("/Lower"): font})
    words = b"q 1 1 1 rg %d %d 60 13 re f Q BT /Lower 9 Tf %d %d Td (30,000.00) Tj ET" % (
        left - 4, bottom - 3, left + 3, bottom,
    )  # fmt: skip
    stream = writer.add_object(StreamObject(stream_data=words))
    writer.add_stream_to_page(number, stream, resources=DictionaryObject({NameObject("/Font"): fonts}))


def _total(pdf: bytes) -> tuple[int, tuple[int, int]]:
    """The page, and where on it the committed total stands, in points."""
    with opened(pdf) as document:
        for number, page in enumerate(document):
            words = words_of(page)
            wide, high = page.get_size()
            for word, after in pairwise(words):
                if word.text == "tax" and after.text.endswith(".00"):
                    return number, (round(after.box[0] * wide), round((1 - after.box[3]) * high))
    raise AssertionError("no committed total")


def scan() -> bytes:
    """A page with a signature in ink, as a scanner gives it."""
    picture = Image.new("RGB", (1240, 1754), (250, 249, 245))
    pen = ImageDraw.Draw(picture)
    for line in range(14):
        pen.line((160, 300 + 60 * line, 1080 - 97 * (line % 3), 300 + 60 * line), fill=(120, 120, 120), width=12)
    points = [(200 + 14 * step, 1400 + 60 * ((step * 7) % 5 - 2)) for step in range(30)]
    pen.line(points, fill=(20, 40, 110), width=6, joint="curve")
    out = BytesIO()
    picture.save(out, "PDF")
    return out.getvalue()
