"""What may change in a file after it was sealed: a prepared field gets its signature, and nothing that a person reads.

pyHanko's own policy lets any metadata pass, because PDF readers rewrite it when they sign. Here only the traces of
such a rewrite pass: dates, the program's name and the instance id. Nor does a store of evidence (DSS) pass: our files
have none, and what is in it nobody signed.
"""

from collections.abc import Iterable
from io import BytesIO

from pyhanko.pdf_utils.generic import DictionaryObject, StreamObject
from pyhanko.pdf_utils.metadata.model import ExpandedName, XmpValue
from pyhanko.pdf_utils.metadata.xmp_xml import parse_xmp
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DocInfoRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules_api import ReferenceUpdate

from omnidesk.signing.lookup import entry

_XMP_TRACES = frozenset(
    {
        "http://ns.adobe.com/xap/1.0/ModifyDate",
        "http://ns.adobe.com/xap/1.0/MetadataDate",
        "http://ns.adobe.com/xap/1.0/CreatorTool",
        "http://ns.adobe.com/pdf/1.3/Producer",
        "http://ns.adobe.com/xap/1.0/mm/InstanceID",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#about",
    }
)
_INFO_TRACES = frozenset({"/ModDate", "/Producer", "/Creator"})

_JUDGED_ELSEWHERE = frozenset({"/AcroForm", "/Metadata", "/Extensions", "/MarkInfo", "/Version"})


class _SameMetadataRule(MetadataUpdateRule):
    """The XMP packet may be written anew, but says the same."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        updates = list(super().apply(old, new))
        gone = "/Metadata" in old.root and "/Metadata" not in new.root
        if gone or (updates and _properties(old) != _properties(new)):
            raise SuspiciousModification("The document's metadata was changed.")
        return updates


class _SameInfoRule(DocInfoRule):
    """The information dictionary may be written anew, but says the same."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        updates = list(super().apply(old, new))
        gone = "/Info" in old.trailer_view and "/Info" not in new.trailer_view
        if gone or (updates and _info(old) != _info(new)):
            raise SuspiciousModification("The document's information was changed.")
        return updates


def _properties(revision: HistoricalResolver) -> dict[ExpandedName, list[XmpValue]]:
    """Every XMP property with its values, but for the traces."""
    root = revision.root
    stream = revision.get_object(root.get_value_as_reference("/Metadata")) if "/Metadata" in root else None
    found: dict[ExpandedName, list[XmpValue]] = {}
    for description in parse_xmp(BytesIO(stream.data)) if isinstance(stream, StreamObject) else ():
        for name, value in description:
            if str(name) not in _XMP_TRACES:
                found.setdefault(name, []).append(value)
    return found


def _info(revision: HistoricalResolver) -> dict[str, str]:
    info = entry(revision.trailer_view, "/Info")
    keys = info.keys() if isinstance(info, DictionaryObject) else ()
    return {str(key): str(entry(info, key)) for key in keys if str(key) not in _INFO_TRACES}


POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(_JUDGED_ELSEWHERE),
        _SameInfoRule().as_qualified(ModificationLevel.LTA_UPDATES),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        _SameMetadataRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(field_rules=[SigFieldCreationRule(), SigFieldModificationRule()]),
)
"""Signature fields are filled; no field goes, none but signature fields come, metadata keep their meaning."""
