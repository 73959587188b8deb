"""The named styles of a Word document and the numbering that is bound to them; no text is formatted by hand."""

from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from omnidesk.documents.style import Style
from omnidesk.documents.word.tree import WORD

SERIF, SANS, EAST = "Georgia", "Arial", "Yu Gothic"
"""Faces that lawyers' machines have; Word puts the nearest in the place of one that is missing."""

W = f'xmlns:w="{WORD}"'
HANG = 680
"""Room for a clause's number, in twentieths of a point."""
CLAUSES, ANNEXES = "1", "2"
"""The two lists: clauses 1, 1.1, 1.1.1 and annexes A, B."""


@dataclass(frozen=True)
class _Look:
    """A named style: ``paragraph`` and ``run`` hold its properties in Word's order."""

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    based: str = "Normal"
    next: str = ""
    outline: int | None = None


def _looks(style: Style) -> tuple[_Look, ...]:
    ink = _Inks(*(style.colour(each).removeprefix("#") for each in ("navy", "accent", "muted", "rule")))
    return (*_heads(ink), *_clauses(ink), *_parts(ink), *_tables(ink), *_margins(ink))


class _Inks(NamedTuple):
    navy: str
    accent: str
    muted: str
    rule: str


_STRONG = "<w:b/><w:bCs/>"
_SERIF = f'<w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:cs="{SERIF}"/>'
_HELD = "<w:keepNext/><w:keepLines/>"
_RIGHT = '<w:jc w:val="right"/>'


def _heads(ink: _Inks) -> tuple[_Look, ...]:
    return (
        _Look("Title", "Title", _gaps(0, 80, 1.0), f"{_SERIF}{_ink(ink.navy)}{_size(28)}", next="Subtitle"),
        _Look("Subtitle", "Subtitle", _gaps(0, 320), f"{_ink(ink.muted)}{_size(12)}", next="Normal"),
    )


def _clauses(ink: _Inks) -> tuple[_Look, ...]:
    head = f"{_STRONG}{_ink(ink.accent)}{_size(12.5)}"
    numbered, within = f"{_HELD}{_list(CLAUSES, 0)}{_gaps(320, 100)}", f"{_HELD}{_gaps(160, 80)}"
    return (
        _Look("Heading1", "heading 1", numbered, head, next="ClauseText", outline=0),
        _Look("ClauseText", "Clause Text", f"{_list(CLAUSES, 1)}{_gaps(0, 110)}"),
        _Look("ClauseHeading", "Clause Heading", within, _STRONG, based="ClauseText", next="ClauseItem", outline=1),
        _Look("ClauseItem", "Clause Item", f"{_list(CLAUSES, 2)}{_gaps(0, 110)}"),
        _Look("ClauseRow", "Clause Row", f"{_list(CLAUSES, 3)}{_gaps(0, 80)}"),
        _Look("ClauseBody", "Clause Body", f'{_gaps(0, 110)}<w:ind w:left="{HANG}"/>'),
    )


def _parts(ink: _Inks) -> tuple[_Look, ...]:
    large, page = f"{_SERIF}{_ink(ink.navy)}{_size(20)}", f"{_HELD}<w:pageBreakBefore/>"
    lettered = f"{page}{_list(ANNEXES, 0)}{_gaps(0, 160)}"
    second = f"{_STRONG}{_ink(ink.accent)}{_size(11)}"
    return (
        _Look("AnnexHeading", "Annex Heading", lettered, large, next="Normal", outline=0),
        _Look("PartHeading", "Part Heading", f"{page}{_gaps(0, 160)}", large, next="Normal", outline=0),
        _Look("Heading2", "heading 2", f"{_HELD}{_gaps(240, 80)}", second, next="Normal", outline=1),
    )


def _tables(ink: _Inks) -> tuple[_Look, ...]:
    head = f"{_ink(ink.muted)}{_size(8)}"
    return (
        _Look("TableText", "Table Text", _gaps(50, 50, 1.0), _size(8.5)),
        _Look("TableHead", "Table Head", f"<w:keepNext/>{_gaps(50, 50, 1.0)}", head),
        _Look("TableFigure", "Table Figure", _RIGHT, based="TableText"),
        _Look("TableHeadFigure", "Table Head Figure", _RIGHT, based="TableHead"),
        _Look("TableTotal", "Table Total", "", _STRONG, based="TableText"),
        _Look("TableTotalFigure", "Table Total Figure", _RIGHT, based="TableTotal"),
    )


def _margins(ink: _Inks) -> tuple[_Look, ...]:
    """Where somebody signs, small print, and what stands above and below each page."""
    under, over = (_border(side, ink.rule) for side in ("bottom", "top"))
    stop = '<w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs>'
    small = f"{_ink(ink.muted)}{_size(8.5)}"
    return (
        _Look("SignatureLine", "Signature Line", f"<w:keepNext/>{under}{_gaps(900, 40)}"),
        _Look("Small", "Small Print", _gaps(120, 0), f"{_ink(ink.muted)}{_size(8)}"),
        _Look("Header", "header", f"{under}{stop}{_gaps(0, 0, 1.0)}", small),
        _Look("Footer", "footer", f"{over}{stop}{_gaps(0, 0, 1.0)}", small),
    )


def _border(side: str, colour: str) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="4" w:space="4" w:color="{colour}"/></w:pBdr>'


def _list(number: str, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _gaps(before: int, after: int, lines: float = 1.15) -> str:
    """Space before and after in twentieths of a point, and the distance of lines."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{round(lines * 240)}" w:lineRule="auto"/>'


def _ink(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def styles_xml(style: Style, language: str) -> bytes:
    """Return the part with every style; ``language`` (BCP 47) is that of the text, for the speller."""
    ink = style.ink.removeprefix("#")
    faces = f'<w:rFonts w:ascii="{SANS}" w:eastAsia="{EAST}" w:hAnsi="{SANS}" w:cs="{SANS}"/>'
    spoken = f'<w:lang w:val="{language}" w:eastAsia="{language if language.startswith("ja") else "ja-JP"}"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{faces}{_ink(ink)}{_size(10)}{spoken}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_gaps(0, 120)}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    named = "".join(_paragraph_style(look) for look in _looks(style))
    return f"<w:styles {W}>{defaults}{_BASES}{named}{_table_style(style)}</w:styles>".encode()


_BASES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


def _paragraph_style(look: _Look) -> str:
    follow = f'<w:next w:val="{look.next}"/>' if look.next else ""
    outline = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    paragraph = f"<w:pPr>{look.paragraph}{outline}</w:pPr>" if look.paragraph or outline else ""
    words = f"<w:rPr>{look.run}</w:rPr>" if look.run else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{look.id}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="{look.based}"/>{follow}<w:qFormat/>{paragraph}{words}</w:style>'
    )


def _table_style(style: Style) -> str:
    rule, tint = style.rule.removeprefix("#"), style.tint.removeprefix("#")
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{rule}"'
    return (
        '<w:style w:type="table" w:styleId="TermsTable"><w:name w:val="Terms Table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:qFormat/><w:tblPr><w:tblBorders><w:top {edge}/><w:bottom {edge}/><w:insideH {edge}/></w:tblBorders>"
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="lastRow"><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def numbering_xml(annex: str) -> bytes:
    """Return the part with both lists; ``annex`` stands before an annex's title and has a place for ``{letter}``."""
    clauses = (
        _level(0, "decimal", "Heading1", "%1", HANG),
        _level(1, "decimal", "ClauseText", "%1.%2", HANG),
        _level(2, "decimal", "ClauseItem", "%1.%2.%3", HANG),
        _level(3, "lowerLetter", "ClauseRow", "(%4)", 400, HANG + 400),
    )
    annexes = (_level(0, "upperLetter", "AnnexHeading", annex.format(letter="%1"), 0),)
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="0D0C000{number}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="0D0C001{number}"/>{"".join(levels)}</w:abstractNum>'
        for number, levels in ((CLAUSES, clauses), (ANNEXES, annexes))
    )
    used = "".join(f'<w:num w:numId="{each}"><w:abstractNumId w:val="{each}"/></w:num>' for each in (CLAUSES, ANNEXES))
    return f"<w:numbering {W}>{lists}{used}</w:numbering>".encode()


def _level(level: int, form: str, bound: str, text: str, hang: int, left: int | None = None) -> str:
    """A level of a list; its number stands before the text by ``hang`` twentieths of a point, at 0 right before it.

    The text begins at ``left``, without one at ``hang``.
    """
    suffix = "tab" if hang else "space"
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{bound}"/>'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val={quoteattr(text)}/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{hang if left is None else left}" w:hanging="{hang}"/></w:pPr></w:lvl>'
    )
