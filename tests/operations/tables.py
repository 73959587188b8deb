"""Tables for tests: as other programs export them, and as an attacker would build them."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

HUBSPOT = (
    "Record ID,Company name,Company Domain Name,Number of Employees,Country/Region,City,Street Address,Phone Number\n"
    '11,"Aurora Broadcast AG",www.aurora.example,"1,200",Switzerland,Zürich,Seestrasse 1,+41 44 000\n'
    "12,Nordlicht Kommunikation GmbH,nordlicht.example,many,Atlantis,Kiel,,\n"
    "13,,,,,,,\n"
    "14,Aurora Broadcasting AG,aurora-tv.example,40,DE,Berlin,,\n"
)
SALESFORCE = (
    "Opportunity ID;Opportunity Name;Account Name;Amount;Amount Currency;Close Date;Stage\n"
    "006A;Video archive;Aurora Broadcast AG;12.500,50;EUR;31.03.2027;Negotiation\n"
    "006B;News desk;Pixelgarten;abc;EUR;30.04.2027;Prospecting\n"
    "006C;Radio;Pixelgarten;9.000,00;EUR;13.05.2027;Prospecting\n"
)
ODOO = (
    "External ID\tName\tRelated Company\tJob Position\tEmail\tCountry\tLanguage\n"
    "__export__.res_partner_7\tMaison Lumière SARL\t\t\t\tFrance\tFrench / Français\n"
    "__export__.res_partner_8\tZoé Martin\tMaison Lumière\tDirectrice\tzoe@lumiere.example\tFrance\tfr_FR\n"
)
VCARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:urn:1\r\nFN:Mia Keller\r\nORG:Aurora Broadcast AG;News\r\nTITLE:COO\r\n"
    "EMAIL;TYPE=work:mia@aurora.example\r\nADR;TYPE=WORK:;;Seestrasse 1\\, 2. Stock;Zürich;;8002;Schweiz\r\n"
    "NOTE:Met at the\r\n  fair\\; liked it\r\nPHOTO;ENCODING=b:AAAA\r\n AAAA\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg\r\n"
    "TEL;WORK;VOICE:+49 30 1\r\nORG:S=FCd Studios\r\nEND:VCARD\r\n"
)


SHEET = "xl/worksheets/sheet1.xml"
"""The part of a workbook with the cells of its first sheet."""


def written(folder: Path, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
    """Write a table."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """An honest workbook."""
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tampered(part: str, change: bytes | None = None, *, old: bytes = b"", new: bytes = b"") -> bytes:
    """A workbook with one part replaced, or changed in one place."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["Company", "City"], ["Aurora", "Zürich"]]))) as honest,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for item in honest.infolist():
            content = honest.read(item)
            if item.filename == part:
                assert change is not None or old in content
                content = content.replace(old, new) if change is None else change
            archive.writestr(item.filename, content)
    return out.getvalue()
