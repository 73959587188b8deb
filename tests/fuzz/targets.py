"""What hostile bytes are fed to: each target takes any bytes, and may raise nothing but an error for a person."""

import datetime
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from omnidesk.domain.errors import OmniDeskError

if TYPE_CHECKING:
    from omnidesk.domain.catalog import Catalog
    from omnidesk.domain.imports import ImportsSpec

FILE_NAME = "deal.json"
ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "resources" / "samples"


@dataclass(frozen=True)
class Target:
    """A reader, honest inputs to begin with, and the packages whose branches guide the search."""

    read: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]
    watched: tuple[str, ...]
    longest: int = 4_096

    def feed(self, content: bytes) -> bool:
        """Read; whether it was taken. What a person could not read as an error passes through."""
        try:
            self.read(content)
        except OmniDeskError as error:
            if not str(error).strip():
                raise AssertionError("an error without a word") from error
            return False
        return True

    def feed_whole(self, content: bytes) -> None:
        """Read; only what a person could not read as an error passes through."""
        self.feed(content)


def _spec(content: bytes) -> None:
    from omnidesk.domain.imports import ImportsSpec
    from omnidesk.strict_yaml import convert, read_bytes

    tree, marks = read_bytes(content, "spec.yaml")
    convert(tree, marks, ImportsSpec, "spec.yaml")


def _deal(content: bytes) -> None:
    """What is read is written and read again as the same deal."""
    from omnidesk.deal_file import decode_deal, encode_deal, parse_deal, write_deal
    from omnidesk.domain.deal import Deal
    from omnidesk.strict_yaml import convert, read_bytes

    tree, marks = read_bytes(content, "deal.yaml")
    deal = decode_deal(encode_deal(convert(tree, marks, Deal, "deal.yaml")))
    if parse_deal(write_deal(deal), "written") != deal:
        raise AssertionError("a deal is another one after it was written")


def _table(content: bytes) -> None:
    """Any bytes as a table: mapped, read in its notation, every row a client or a problem."""
    from omnidesk.operations.importing.csv_table import csv_table, decoded
    from omnidesk.operations.importing.mapping import guess_mapping
    from omnidesk.operations.importing.notation import guess_notation
    from omnidesk.operations.importing.rows import read_rows
    from omnidesk.operations.importing.vcard import vcard_table
    from omnidesk.operations.importing.xlsx_table import xlsx_table
    from tests.operations.tables import SHEET, tampered

    if content.startswith(b"PK"):
        table = xlsx_table(content, "x.xlsx")
    elif content.startswith(b"<"):  # a sheet alone: inside an archive no changed byte would pass its checksum
        table = xlsx_table(tampered(SHEET, content), "x.xlsx")
    else:
        text, encoding = decoded(content, "x.csv")
        cards = text[:11].upper() == "BEGIN:VCARD"
        table = vcard_table(text, "x.vcf", encoding) if cards else csv_table(text, "x.csv", encoding)
    catalog, spec = _known()
    for kind in ("clients", "deals"):
        mapping = guess_mapping(table, spec, kind)
        for row in read_rows(table, mapping, guess_notation(table, mapping), catalog):
            if row.entry is None and not row.problems:
                raise AssertionError("a row is refused without a reason")


@cache
def _known() -> "tuple[Catalog, ImportsSpec]":
    from omnidesk.specs.imports import load_imports
    from omnidesk.specs.load import load_catalog

    return load_catalog(), load_imports()


def _pdf(content: bytes) -> None:
    """The deal inside a PDF, and the verdict on its signatures, which is never that all is well here."""
    from omnidesk.operations.embedded_deal import read_embedded
    from omnidesk.signing.embedded import embedded_file
    from omnidesk.signing.verify import verify

    found = verify(content, known=())
    if found.status == "valid":
        raise AssertionError("bytes that nobody signed are valid")
    inside = embedded_file(content, FILE_NAME)
    if inside is not None:
        read_embedded(inside)


def _specs() -> list[bytes]:
    return [
        (ROOT / "specs" / "imports.yaml").read_bytes()[:4_000],
        b"fields: []\nlayouts: []\nlegal_forms: [ag]\nshared_hosts: []\n",
        b'{"fields": [{"id": "key"}]}',
    ]


def _deals() -> list[bytes]:
    return [path.read_bytes() for path in sorted(SAMPLES.glob("*.yaml"))]


def _tables() -> list[bytes]:
    from tests.operations.tables import HUBSPOT, ODOO, SALESFORCE, SHEET, VCARD, workbook

    texts = [text.encode() for text in (HUBSPOT, SALESFORCE, ODOO, VCARD)]
    book = workbook([["Company", "Size", "Close date"], ["Aurora", 12, datetime.date(2027, 3, 31)]])
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read(SHEET)
    return [*texts, SALESFORCE.encode("utf-16"), book, sheet]


def _pdfs() -> list[bytes]:
    """Small PDFs, with and without a deal inside."""
    import pikepdf

    seeds: list[bytes] = []
    for inside in (None, b'{"format": "omnidesk-embedded/1", "deal": {}}'):
        with pikepdf.new() as document:
            document.add_blank_page(page_size=(200, 200))
            if inside is not None:
                document.attachments[FILE_NAME] = inside
            out = io.BytesIO()
            document.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
            seeds.append(out.getvalue())
    return seeds


TARGETS = {
    "yaml": Target(_spec, _specs, ("omnidesk.strict_yaml", "yaml")),
    "deal": Target(_deal, _deals, ("omnidesk.strict_yaml", "omnidesk.deal_file", "yaml")),
    "table": Target(_table, _tables, ("omnidesk.operations.importing", "omnidesk.domain", "csv"), longest=6_000),
    "pdf": Target(_pdf, _pdfs, ("omnidesk.signing", "omnidesk.operations.embedded_deal", "pyhanko"), longest=8_000),
}
