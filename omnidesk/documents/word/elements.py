"""Elements of WordprocessingML: paragraphs, runs, fields, bookmarks and content controls, in the order Word demands."""

from collections.abc import Sequence
from itertools import count
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from omnidesk.documents.text import one_line
from omnidesk.documents.word.tree import Element

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Numbers:
    """Numbers for bookmarks and controls, each used once in a document."""

    def __init__(self) -> None:
        self._next = count(1)

    def take(self) -> str:
        """Return a number that no other element has."""
        return str(next(self._next))


def made(tag: str, *children: Element, **values: str) -> Element:
    """Return an element of the main namespace (``p`` makes ``w:p``) with attributes and children."""
    element = cast(Element, OxmlElement(f"w:{tag}"))
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    element.extend(children)
    return element


def shown(text: str) -> str:
    """Return people's text as it stands in the file: harmless, on one line, parted from its neighbours as it was."""
    lead, trail = " " * text.startswith(" "), " " * (text.endswith(" ") and len(text) > 1)
    return f"{lead}{one_line(text)}{trail}"


def as_read(text: str) -> str:
    """Return text as it is compared: a space that does not break is a space, which programs change at will."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\n", " ")


def run(text: str, style: str = "") -> Element:
    """Return a run of text, made harmless; a character style gives it its look."""
    words = made("t")
    words.text = shown(text)
    words.set(SPACE, "preserve")
    parts = [made("rPr", made("rStyle", val=style))] if style else []
    return made("r", *parts, words)


def paragraph(style: str, *inside: Element) -> Element:
    """Return a paragraph of a named style."""
    return made("p", made("pPr", made("pStyle", val=style)), *inside)


def field(code: str, result: str) -> list[Element]:
    """Return the runs of a field: what Word computes again, and its result as computed here."""
    instruction = made("instrText")
    instruction.text = f" {code} "
    instruction.set(SPACE, "preserve")
    marks = {kind: made("r", made("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")}
    return [marks["begin"], made("r", instruction), marks["separate"], run(result), marks["end"]]


def bookmarked(name: str, number: str, *inside: Element) -> list[Element]:
    """Return content between the ends of a bookmark."""
    return [made("bookmarkStart", id=number, name=name), *inside, made("bookmarkEnd", id=number)]


def block_control(tag: str, title: str, number: str, content: Sequence[Element]) -> Element:
    """Return a control around paragraphs: their text can be changed, the control itself cannot be deleted."""
    return made("sdt", _properties(tag, title, number, "sdtLocked"), made("sdtContent", *content))


def inline_control(tag: str, title: str, number: str, text: str, *, locked: bool) -> Element:
    """Return a control around words of a sentence; a locked one cannot be changed either."""
    properties = _properties(tag, title, number, "sdtContentLocked" if locked else "sdtLocked")
    properties.append(made("text"))
    return made("sdt", properties, made("sdtContent", run(text)))


def _properties(tag: str, title: str, number: str, lock: str) -> Element:
    title = one_line(title)[:64]
    parts = (made("alias", val=title), made("tag", val=tag[:64]), made("id", val=number), made("lock", val=lock))
    return made("sdtPr", *parts)
