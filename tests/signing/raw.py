"""Increments written byte by byte, where libraries would not write what an attacker does."""

import re
import zlib
from collections.abc import Mapping


def last(pattern: bytes, pdf: bytes) -> int:
    return int(re.findall(pattern, pdf)[-1])


def root(pdf: bytes) -> bytes:
    return re.findall(rb"/Root (\d+ 0 R)", pdf)[-1]


def appended(pdf: bytes, objects: Mapping[int, bytes], *, prev: int | None = None, trailer: bytes = b"") -> bytes:
    """Append objects with a table of their own; ``prev`` says which earlier table it follows."""
    prev = last(rb"startxref\s+(\d+)", pdf) if prev is None else prev
    out, rows = bytearray(pdf + b"\n"), b""
    for number, body in objects.items():
        rows += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    size = max(last(rb"/Size (\d+)", pdf), *(number + 1 for number in objects), 0)
    out += b"xref\n%strailer\n<< /Size %d /Root %s /Prev %d %s >>\n" % (rows, size, root(pdf), prev, trailer)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % table


def packed(pdf: bytes, objects: Mapping[int, bytes]) -> bytes:
    """Append objects hidden in a compressed object stream, with a cross-reference stream."""
    prev = last(rb"startxref\s+(\d+)", pdf)
    size = last(rb"/Size (\d+)", pdf)
    holder, table = size, size + 1
    heads, bodies = b"", b""
    for number, body in objects.items():
        heads += b"%d %d " % (number, len(bodies))
        bodies += body + b"\n"
    out = bytearray(pdf + b"\n")
    where = len(out)
    kind = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(heads))
    out += _squeezed(holder, kind, heads + bodies)
    start = len(out)
    rows = [(number, 2, holder, place) for place, number in enumerate(objects)]
    rows += [(holder, 1, where, 0), (table, 1, start, 0)]
    index = b" ".join(b"%d 1" % row[0] for row in rows)
    kind = b"/Type /XRef /W [1 4 2] /Index [%s] /Size %d /Root %s /Prev %d" % (index, table + 1, root(pdf), prev)
    out += _squeezed(
        table, kind, b"".join(bytes((how,)) + a.to_bytes(4, "big") + b.to_bytes(2, "big") for _, how, a, b in rows)
    )
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def _squeezed(number: int, kind: bytes, content: bytes) -> bytes:
    body = zlib.compress(content)
    head = b"%d 0 obj\n<< %s /Length %d /Filter /FlateDecode >>\n" % (number, kind, len(body))
    return head + b"stream\n" + body + b"\nendstream\nendobj\n"


def object_of(pdf: bytes, number: int) -> bytes:
    """The newest text of an object that lies in the open."""
    found = re.findall(rb"(?:^|\n)%d 0 obj\s(.*?)\sendobj" % number, pdf, re.DOTALL)
    return found[-1]


def blank_page(pdf: bytes) -> dict[int, bytes]:
    """The first page, drawn by other content."""
    number = int(re.findall(rb"/Kids \[ ?(\d+) 0 R", pdf)[0])
    page = object_of(pdf, number)
    return {number: re.sub(rb"/Contents \d+ 0 R", b"/Contents []", page)}


def rolled_back(pdf: bytes) -> bytes:
    """An increment whose table follows the file as it was before the last signature."""
    tables = [int(number) for number in re.findall(rb"startxref\s+(\d+)", pdf)]
    return appended(pdf, {last(rb"/Size (\d+)", pdf): b"null"}, prev=tables[-2])


def circular(pdf: bytes) -> bytes:
    """An increment whose table follows itself."""
    start = len(appended(pdf, blank_page(pdf)).rpartition(b"xref\n0")[0])
    return appended(pdf, blank_page(pdf), prev=start)


def hybrid(pdf: bytes) -> bytes:
    """A table that names a second one, which only some readers read."""
    inner = packed(pdf, blank_page(pdf))
    where = last(rb"startxref\s+(\d+)", inner)
    return appended(inner, {last(rb"/Size (\d+)", inner): b"null"}, prev=where, trailer=b"/XRefStm %d" % where)


def redirected(pdf: bytes) -> bytes:
    """A table that points an object of the file at bytes within the sealed ones that were never meant as one."""
    number, body = next(iter(blank_page(pdf).items()))
    decoy = pdf.index(b"/Type /Page")
    out = pdf + b"\n"
    table = len(out)
    prev = last(rb"startxref\s+(\d+)", pdf)
    size = last(rb"/Size (\d+)", pdf)
    rows = b"%d 1\n%010d 00000 n \n" % (number, decoy)
    assert body
    return out + b"xref\n%strailer\n<< /Size %d /Root %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        rows, size, root(pdf), prev, table,
    )  # fmt: skip


def freed(pdf: bytes) -> bytes:
    """A table that declares the first page's content free, so that readers draw nothing."""
    number = int(re.findall(rb"/Contents (\d+) 0 R", pdf)[0])
    out, prev, size = pdf + b"\n", last(rb"startxref\s+(\d+)", pdf), last(rb"/Size (\d+)", pdf)
    rows = b"%d 1\n0000000000 00001 f \n" % number
    return out + b"xref\n%strailer\n<< /Size %d /Root %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        rows, size, root(pdf), prev, len(out),
    )  # fmt: skip


def foreign_root(pdf: bytes) -> bytes:
    """An increment whose trailer names another catalog."""
    size = last(rb"/Size (\d+)", pdf)
    pages = re.findall(rb"/Pages (\d+ 0 R)", pdf)[-1]
    body = b"<< /Type /Catalog /Pages %s >>" % pages
    text = appended(pdf, {size: body})
    head, _, tail = text.rpartition(b"/Root " + root(pdf))
    return head + b"/Root %d 0 R" % size + tail


def encrypted(pdf: bytes) -> bytes:
    """An increment that claims the file to be encrypted."""
    trailer = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >> /ID [<00> <00>]"
    return appended(pdf, {last(rb"/Size (\d+)", pdf): b"null"}, trailer=trailer)


def prefixed(pdf: bytes) -> bytes:
    """Bytes before the header, which readers skip."""
    return b"Total: 1.00 USD\n" + pdf


def two_files(pdf: bytes) -> bytes:
    """The file twice, one after the other."""
    return pdf + pdf


RAW = (rolled_back, circular, hybrid, redirected, freed, foreign_root, encrypted, prefixed, two_files)
