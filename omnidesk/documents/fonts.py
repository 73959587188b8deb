"""The document faces: Inter and Source Serif 4, with figures that line up in columns, and Noto Sans JP behind both."""

import copy
import struct
from collections.abc import Callable
from functools import cache, lru_cache
from typing import cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from omnidesk.shipped import shipped

FACES = {
    "Inter": "Inter_400Regular.ttf",
    "Inter-Medium": "Inter_500Medium.ttf",
    "Inter-SemiBold": "Inter_600SemiBold.ttf",
    "Inter-Bold": "Inter_700Bold.ttf",
    "Serif": "SourceSerif4_400Regular.ttf",
    "Serif-SemiBold": "SourceSerif4_600SemiBold.ttf",
}
"""Registered name of each face, and its file under ``resources/fonts``."""

FAR = {"JP": "NotoSansJP_400Regular.ttf", "JP-SemiBold": "NotoSansJP_600SemiBold.ttf"}
"""Faces for what the others do not have; read when the first such character comes."""

TABULAR = frozenset("0123456789+−")
"""Characters that take equal widths in a figures face; points, commas and hyphens keep their own."""


def figures(face: str) -> str:
    """Return the face to set amounts in: same design, digits of equal width (the serif's already are)."""
    return f"{face}-Figures" if face.startswith("Inter") and not face.endswith("-Figures") else face


@cache
def register_fonts() -> None:
    """Register every face with reportlab, once a process; takes about 0.1 s cold."""
    for name, file in FACES.items():
        font = TTFont(name, str(shipped("resources", "fonts", file)), asciiReadable=False)
        font.face.name = name.encode("ascii")
        pdfmetrics.registerFont(font)
        if figures(name) != name:
            pdfmetrics.registerFont(_with_tabular_figures(font))
    for family in ("Inter", "Serif"):
        bold = f"{family}-SemiBold"
        pdfmetrics.registerFontFamily(family, normal=family, bold=bold, italic=family, boldItalic=bold)


@cache
def _register_far() -> None:
    for name, file in FAR.items():
        font = TTFont(name, str(shipped("resources", "fonts", file)), asciiReadable=False)
        font.face.name = name.encode("ascii")
        pdfmetrics.registerFont(font)


def glyphs(face: str) -> dict[int, int]:
    """Return the face's map from code point to glyph number; not to be changed."""
    register_fonts()
    if face in FAR:
        _register_far()
    return cast("TTFont", pdfmetrics.getFont(face)).face.charToGlyph


def face_of(character: str, face: str) -> str | None:
    """Return the face that draws a character where ``face`` is wanted; None where no face has it."""
    code = ord(character)
    if code in glyphs(face):
        return face
    bold = face.endswith(("Bold", "Bold-Figures"))
    spare = ("Inter" if face.startswith("Serif") else "Serif", "JP-SemiBold" if bold else "JP")
    return next((each for each in spare if code in glyphs(each)), None)


@lru_cache(maxsize=8192)
def stretches(text: str, face: str) -> tuple[tuple[str, str], ...]:
    """Split a line by the faces that draw it: words and their face; what no face has stays with its neighbours."""
    known = glyphs(face)
    if text.isascii() or all(ord(character) in known for character in text):
        return ((text, face),)
    parts: list[tuple[str, str]] = []
    for character in text:
        chosen = face_of(character, face) or face
        if parts and parts[-1][1] == chosen:
            parts[-1] = (parts[-1][0] + character, chosen)
        else:
            parts.append((character, chosen))
    return tuple(parts)


@lru_cache(maxsize=32768)
def measure(text: str, size: float, face: str) -> float:
    """Return the width of one line of text in points, each stretch in the face that draws it."""
    if text.isascii():
        return pdfmetrics.stringWidth(text, face, size)
    return sum(pdfmetrics.stringWidth(part, chosen, size) for part, chosen in stretches(text, face))


def _with_tabular_figures(font: TTFont) -> TTFont:
    """Return a second registration of the face whose characters map to the glyphs of its ``tnum`` feature.

    reportlab cannot switch OpenType features on, so the map from characters to glyphs is changed instead; the file
    stays as it is, and the subset in the document holds the tabular glyphs under their ordinary characters.
    """
    twin = copy.copy(font)
    face = twin.face = copy.copy(font.face)
    twin.fontName = figures(font.fontName)
    twin.state = type(font.state)()
    face.name = twin.fontName.encode("ascii")
    substitutes = tabular_glyphs(face.get_table("GSUB"))
    face.charToGlyph = {
        code: substitutes.get(glyph, glyph) if chr(code) in TABULAR else glyph
        for code, glyph in face.charToGlyph.items()
    }
    widths = _advances(face)
    face.charWidths = {
        code: widths(face.charToGlyph[code]) if code in face.charToGlyph else width
        for code, width in face.charWidths.items()
    }
    return twin


def _advances(face: TTFontFace) -> Callable[[int], int]:
    """Return a function from glyph number to advance width in thousandths of the size."""
    table = face.get_table("hmtx")
    metrics = struct.unpack_from(">H", face.get_table("hhea"), 34)[0]
    em = struct.unpack_from(">H", face.get_table("head"), 18)[0]

    def advance(glyph: int) -> int:
        return round(struct.unpack_from(">H", table, 4 * min(glyph, metrics - 1))[0] * 1000 / em)

    return advance


def tabular_glyphs(gsub: bytes) -> dict[int, int]:
    """Read a ``GSUB`` table: glyph number to glyph number of its ``tnum`` feature (single substitutions)."""

    def u16(at: int) -> int:
        return struct.unpack_from(">H", gsub, at)[0]

    features, lookups = u16(6), u16(8)
    mapping: dict[int, int] = {}
    for record in range(features + 2, features + 2 + 6 * u16(features), 6):
        if gsub[record : record + 4] != b"tnum":
            continue
        feature = features + u16(record + 4)
        for index in range(u16(feature + 2)):
            lookup = lookups + u16(lookups + 2 + 2 * u16(feature + 4 + 2 * index))
            for number in range(u16(lookup + 4)):
                mapping |= _single_substitution(gsub, lookup + u16(lookup + 6 + 2 * number), u16(lookup))
    return mapping


def _single_substitution(gsub: bytes, at: int, kind: int) -> dict[int, int]:
    """Read one single-substitution subtable, behind an extension record or not; other kinds give nothing."""
    if kind == 7:
        kind, offset = struct.unpack_from(">HI", gsub, at + 2)
        at += offset
    if kind != 1:
        return {}
    form, coverage, third = struct.unpack_from(">HHH", gsub, at)
    covered = _coverage(gsub, at + coverage)
    if form == 1:
        return {glyph: (glyph + third) & 0xFFFF for glyph in covered}
    return dict(zip(covered, struct.unpack_from(f">{third}H", gsub, at + 6), strict=True))


def _coverage(gsub: bytes, at: int) -> list[int]:
    """Read a coverage table: the glyph numbers it names, in order."""
    form, count = struct.unpack_from(">HH", gsub, at)
    if form == 1:
        return list(struct.unpack_from(f">{count}H", gsub, at + 4))
    ranges = struct.iter_unpack(">HHH", gsub[at + 4 : at + 4 + 6 * count])
    return [glyph for first, last, _ in ranges for glyph in range(first, last + 1)]
