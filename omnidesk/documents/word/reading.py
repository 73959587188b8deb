"""Reading the text of a Word file with its tracked changes: clause by clause, and all that is outside of them."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from omnidesk.documents.word.clause_text import END
from omnidesk.documents.word.elements import as_read
from omnidesk.documents.word.opened import Opened
from omnidesk.documents.word.tree import Element, W
from omnidesk.domain.redline import Comment

CLAUSE = "clause:"
Status = Literal["kept", "inserted", "deleted"]

_REVISIONS: dict[str, Status] = {
    f"{W}ins": "inserted",
    f"{W}moveTo": "inserted",
    f"{W}del": "deleted",
    f"{W}moveFrom": "deleted",
}
_SILENT = {f"{W}{each}" for each in ("pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr")}
_INSTRUCTIONS = (f"{W}instrText", f"{W}delInstrText")
_LETTERS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = ("PAGE", "NUMPAGES", "DATE", "TIME", "SAVEDATE", "PRINTDATE", "FILENAME")
"""Fields whose result says nothing about the contract."""


@dataclass(frozen=True)
class Span:
    """A stretch of text and how it is marked."""

    text: str
    status: Status = "kept"
    author: str = ""
    date: datetime.datetime | None = None
    move: str = ""
    comments: frozenset[str] = frozenset()


@dataclass
class Stream:
    """The paragraphs of one clause, or of all that is outside, as they are read."""

    paragraphs: list[list[Span]] = field(default_factory=list[list[Span]])
    marks: list[Span] = field(default_factory=list[Span])

    def spans(self) -> list[Span]:
        """The text with a line end between paragraphs.

        A line end is marked as the paragraph's before it; at the end of a clause, where the last paragraphs came or
        went with their own marks, as the paragraph's after it.
        """
        marks = self.marks
        tail = len(marks)
        while tail and marks[tail - 1].status != "kept":
            tail -= 1
        found: list[Span] = []
        for place, spans in enumerate(self.paragraphs):
            if place:
                found.append(marks[place if place >= tail else place - 1])
            found += spans
        return found


@dataclass(frozen=True)
class Marks:
    """Bookmarks that we have set: the number that each cross reference prints, the clause that each heading begins."""

    references: Mapping[str, str]
    headings: Mapping[str, str]


@dataclass(frozen=True)
class ReadText:
    """What a file says: each clause by its id (more than once where its control was copied), and the rest.

    ``loose`` are the clauses without a control, found by the bookmark on their heading.
    """

    clauses: Mapping[str, list[list[Span]]]
    outside: list[Span]
    comments: Mapping[str, Comment]
    loose: frozenset[str]


@dataclass
class _State:
    """Where the reader is: the revision around it, the open comments and fields."""

    marks: Marks
    controlled: bool = False
    loose: set[str] = field(default_factory=set[str])
    mark: Span = Span("\n")
    open_comments: set[str] = field(default_factory=set[str])
    moves: list[str] = field(default_factory=list[str])
    fields: list[str | None] = field(default_factory=list[str | None])
    """The open fields: an instruction while it is read, None once its result is plain text."""
    quiet: int = 0


def read_text(file: Opened, marks: Marks) -> ReadText:
    """Read a file. A cross reference keeps the number that it was sent with: what Word counts anew is no change."""
    state = _State(marks)
    outside, clauses = Stream(), dict[str, list[Stream]]()
    for root in (file.body, *file.beside):
        _walk(root, state, outside, clauses)
    comments = {} if file.comments is None else dict(_comments(file.comments))
    texts = {name: [each.spans() for each in found] for name, found in clauses.items()}
    rest = outside.spans()
    quoted = _quoted(comments, [rest, *(each for found in texts.values() for each in found)])
    return ReadText(texts, rest, quoted, frozenset(state.loose))


def _walk(element: Element, state: _State, stream: Stream, clauses: dict[str, list[Stream]]) -> None:
    outside = stream
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _SILENT or tag == _FALLBACK:
            continue
        if tag == f"{W}sdt" and (name := _clause_of(child)) is not None:
            own = Stream()
            clauses.setdefault(name, []).append(own)
            state.controlled = True
            _walk(child, state, own, clauses)
            state.controlled = False
        elif tag == f"{W}p":
            stream = _stream_of(child, state, stream, (outside, clauses))
            _paragraph(child, state, stream, clauses)
        elif tag in _REVISIONS:
            _revised(child, state, stream, clauses)
        elif not _marker(child, state, stream):
            _walk(child, state, stream, clauses)


def _clause_of(control: Element) -> str | None:
    tag = control.find(f"{W}sdtPr/{W}tag")
    name = "" if tag is None else tag.get(f"{W}val", "")
    return name.removeprefix(CLAUSE) if name.startswith(CLAUSE) else None


def _stream_of(
    element: Element, state: _State, stream: Stream, known: tuple[Stream, dict[str, list[Stream]]]
) -> Stream:
    """Where a paragraph belongs: a heading of ours without a control around it begins its clause all the same."""
    outside, clauses = known
    if state.controlled:
        return stream
    for each in element.iter(f"{W}bookmarkStart"):
        name = each.get(f"{W}name")
        if name == END:
            return outside
        if (clause := state.marks.headings.get(name)) is not None:
            state.loose.add(clause)
            clauses.setdefault(clause, []).append(own := Stream())
            return own
    return stream


def _paragraph(element: Element, state: _State, stream: Stream, clauses: dict[str, list[Stream]]) -> None:
    stream.paragraphs.append([])
    revisions = element.find(f"{W}pPr/{W}rPr")
    own = next((each for each in revisions if each.tag in _REVISIONS), None) if revisions is not None else None
    stream.marks.append(state.mark if own is None else _marked(own, state))
    _walk(element, state, stream, clauses)


def _revised(element: Element, state: _State, stream: Stream, clauses: dict[str, list[Stream]]) -> None:
    """Read what was inserted or deleted; what one inserted and another deleted again was never in either text."""
    around = state.mark
    mark = _marked(element, state)
    if around.status == "inserted" and mark.status == "deleted":
        state.quiet += 1
        _walk(element, state, stream, clauses)
        state.quiet -= 1
        return
    state.mark = mark
    _walk(element, state, stream, clauses)
    state.mark = around


def _marked(element: Element, state: _State) -> Span:
    moved = element.tag in (f"{W}moveTo", f"{W}moveFrom")
    return Span(
        "\n",
        _REVISIONS[str(element.tag)],
        element.get(f"{W}author", ""),
        _moment(element.get(f"{W}date", "")),
        (state.moves[-1] if state.moves else "move") if moved else "",
    )


def _moment(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        return None


def _marker(element: Element, state: _State, stream: Stream) -> bool:
    """Take a leaf that is text or a mark; False for what holds more."""
    tag = str(element.tag)
    if tag in (f"{W}t", f"{W}delText"):
        _hear(element.text or "", state, stream)
    elif tag in _LETTERS:
        _hear(_LETTERS[tag], state, stream)
    elif tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
        change = state.open_comments.add if tag.endswith("Start") else state.open_comments.discard
        change(element.get(f"{W}id", ""))
    elif tag in (f"{W}moveFromRangeStart", f"{W}moveToRangeStart"):
        state.moves.append(element.get(f"{W}name", ""))
    elif tag in (f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd"):
        del state.moves[-1:]
    elif tag == f"{W}fldChar":
        _field(element.get(f"{W}fldCharType", ""), state, stream)
    elif tag in _INSTRUCTIONS:
        state.fields[-1:] = [(code or "") + (element.text or "") for code in state.fields[-1:]]
    else:
        return False
    return True


def _hear(text: str, state: _State, stream: Stream) -> None:
    if state.quiet or not text or (state.fields and state.fields[-1] is not None):
        return
    if not stream.paragraphs:
        stream.paragraphs.append([])
        stream.marks.append(Span("\n"))
    marked = replace(state.mark, text=as_read(text), comments=frozenset(state.open_comments))
    stream.paragraphs[-1].append(marked)


def _field(kind: str, state: _State, stream: Stream) -> None:
    """Follow a field: its result is read as text, but a cross reference keeps the words that it was sent with."""
    if kind == "begin":
        state.fields.append("")
    elif kind == "separate" and state.fields:
        words = (state.fields[-1] or "").split()
        code, target = (words[0].upper() if words else ""), (words[1] if len(words) > 1 else "")
        if code in _UNSEEN:
            return
        state.fields[-1] = None
        if code == "REF" and target in state.marks.references:
            _hear(state.marks.references[target], state, stream)
            state.fields[-1] = code
    elif kind == "end" and state.fields:
        state.fields.pop()


def _comments(root: Element) -> Iterator[tuple[str, Comment]]:
    for each in root.iter(f"{W}comment"):
        lines = ("".join(text.text or "" for text in line.iter(f"{W}t")) for line in each.iter(f"{W}p"))
        words = "\n".join(line for line in lines if line.strip())
        date = _moment(each.get(f"{W}date", ""))
        yield each.get(f"{W}id", ""), Comment(each.get(f"{W}author", ""), date, words, "")


def _quoted(comments: Mapping[str, Comment], texts: list[list[Span]]) -> dict[str, Comment]:
    """The comments with the words beside them."""
    quotes: dict[str, str] = {}
    for span in (span for spans in texts for span in spans):
        for name in span.comments:
            quotes[name] = quotes.get(name, "") + span.text
    return {name: replace(each, quote=quotes.get(name, "")) for name, each in comments.items()}
