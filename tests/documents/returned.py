"""A contract as lawyers send it back: the file that we sent, changed as Word changes it."""

import io
import zipfile
from collections.abc import Callable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WHEN = 'w:author="Dr. Meier" w:date="2026-02-01T10:00:00Z"'


def edited(content: bytes, change: Callable[[str], str], **parts: bytes) -> bytes:
    """The file with its text changed, and with further parts by name (``comments`` is ``word/comments.xml``)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            target.writestr(name, change(body.decode()).encode() if name == "word/document.xml" else body)
        for name, body in parts.items():
            target.writestr(f"word/{name}.xml", body)
    return out.getvalue()


def replaced(xml: str, old: str, new: str, around: tuple[str, str] = ("", "")) -> str:
    """The first such words struck and others put in, tracked."""
    assert old in xml, old
    before, after = around
    struck = f'<w:del w:id="901" {WHEN}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'
    added = f'<w:ins w:id="902" {WHEN}><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>' if new else ""
    inside = f'</w:t></w:r>{before}{struck if old else ""}{added}{after}<w:r><w:t xml:space="preserve">'
    return xml.replace(old, inside, 1)


def commented(xml: str, old: str, new: str) -> str:
    """The same with a comment beside it."""
    return replaced(xml, old, new, ('<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'))


def comments(words: str) -> bytes:
    """The part with one comment."""
    text = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    return f'<w:comments xmlns:w="{W}"><w:comment w:id="7" {WHEN}>{text}</w:comment></w:comments>'.encode()
