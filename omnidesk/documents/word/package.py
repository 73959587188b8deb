"""The finished Word file: settings, properties and a package whose bytes depend on its content alone."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml

from omnidesk.documents.archive import repacked
from omnidesk.documents.word.opened import MARK
from omnidesk.documents.word.styles import W

if TYPE_CHECKING:
    from docx.document import Document

_COMPATIBLE = "http://schemas.microsoft.com/office/word"


@dataclass(frozen=True)
class About:
    """What a file says about itself; ``language`` is a BCP 47 tag."""

    title: str
    author: str
    subject: str
    language: str
    created: datetime


def settings_xml(language: str, kept: Mapping[str, str]) -> bytes:
    """Return the settings: changes are tracked, formatting is not; ``kept`` comes back with the file."""
    remembered = "".join(f"<w:docVar w:name={quoteattr(MARK + n)} w:val={quoteattr(v)}/>" for n, v in kept.items())
    return (
        f'<w:settings {W}><w:zoom w:percent="100"/><w:trackRevisions/><w:doNotTrackFormatting/>'
        '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{_COMPATIBLE}" w:val="15"/></w:compat>'
        f"<w:docVars>{remembered}</w:docVars>"
        f"<w:themeFontLang w:val={quoteattr(language)}/>"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).encode()


def replace_part(document: "Document", kind: str, content: bytes) -> None:
    """Put another content into a part of the document (``STYLES``, ``NUMBERING``, ``SETTINGS``)."""
    part = document.part.part_related_by(getattr(RELATIONSHIP_TYPE, kind))
    part._element = parse_xml(content)  # pyright: ignore[reportAttributeAccessIssue, reportPrivateUsage] - no other way


def describe(document: "Document", about: About) -> None:
    """Fill in the core properties, and drop what the library's own template says of itself."""
    core, moment = document.core_properties, about.created.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core.title, core.subject, core.language = about.title[:255], about.subject[:255], about.language[:255]
    core.author = core.last_modified_by = about.author[:255]
    core.created = core.modified = moment
    core.comments, core.keywords, core.category, core.revision = "", "", "", 1
    package = document.part.package
    relations = {} if package is None else package.rels
    for number, relation in list(relations.items()):
        if relation.reltype.endswith(("/thumbnail", "/extended-properties")):
            del relations[number]


def packed(document: "Document") -> bytes:
    """Return the file: sorted members, one fixed time, so that equal documents are equal files."""
    raw = io.BytesIO()
    document.save(raw)
    return repacked(raw.getvalue())
