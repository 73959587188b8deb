"""A contract that comes back from Word, held against what was sent: tracked changes, silent ones, and comments."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher

from omnidesk.documents.contract_docx import contract_docx, contract_writer
from omnidesk.documents.word.clause_text import PrintedClause, bookmarks_of, fingerprint, printed_clauses
from omnidesk.documents.word.opened import Opened, opened
from omnidesk.documents.word.reading import Marks, ReadText, Span, read_text
from omnidesk.domain.errors import InputError
from omnidesk.domain.proposal import Proposal
from omnidesk.domain.redline import ClauseState, Comment, Marked, Piece, Returned, ReturnedClause, numbered

WORDS = re.compile(r"\w+|\s|[^\w\s]")
MOST_COMPARED = 4_000_000
"""Words of one text times those of the other; beyond it what differs is shown as replaced as a whole."""


@dataclass(frozen=True)
class Sent:
    """What was sent: its clauses with the places of their values, and the text outside of them."""

    clauses: tuple[PrintedClause, ...]
    texts: Mapping[str, str]
    outside: str
    marks: Marks


def made_as(content: bytes, name: str) -> dict[str, str]:
    """What a file brings back of how it was made: language, reference, draft, texts; each may be missing.

    Raises as :func:`returned`.
    """
    return opened(content, name).kept


def sent(proposal: Proposal) -> Sent:
    """Return what the contract of this proposal says in Word, read as a file that comes back is read."""
    clauses = printed_clauses(proposal, contract_writer(proposal))
    headings = {clause.bookmark: clause.id for clause in clauses}
    marks = Marks({name: number for number, name in bookmarks_of(proposal.contract).items()}, headings)
    built = contract_docx(proposal, created=datetime(2000, 1, 1, tzinfo=UTC))
    read = read_text(opened(built, "contract.docx"), marks)
    texts = {name: _plain(spans[0]) for name, spans in read.clauses.items()}
    return Sent(clauses, texts, _plain(read.outside), marks)


def returned(content: bytes, name: str, known: Sent) -> Returned:
    """Read a returned file against what was sent; ``name`` is what messages call it.

    Raises:
        InputError: it is no Word file, is damaged or dangerous, or has none of the contract's clauses.
    """
    return _compared(opened(content, name), name, known)


def _compared(file: Opened, name: str, known: Sent) -> Returned:
    read, ours = read_text(file, known.marks), fingerprint(known.clauses)
    if not any(clause in read.clauses for clause in known.texts):
        raise InputError(f"{name}: has no clause of this contract; take a file that began as its Word export")
    clauses = tuple(_clause(clause, known, read) for clause in known.clauses)
    beyond = [
        span
        for clause, found in read.clauses.items()
        for spans in (found[1:] if clause in known.texts else found)
        for span in (Span("\n"), *spans)
    ]
    outside, changes = numbered(list(_marked(known.outside, [*read.outside, *beyond])), dict(read.comments))
    return Returned(
        file=name,
        clauses=clauses,
        outside=outside,
        outside_changes=changes,
        outside_comments=_comments([*read.outside, *beyond], read.comments),
        other_version=file.kept.get("texts", ours) != ours,
    )


def _clause(clause: PrintedClause, known: Sent, read: ReadText) -> ReturnedClause:
    found, original = read.clauses.get(clause.id, []), known.texts[clause.id]
    spans = found[0] if found else []
    pieces, changes = numbered(list(_marked(original, spans)), dict(read.comments))
    return ReturnedClause(
        id=clause.id,
        number=clause.number,
        title=clause.title,
        state=_state(clause.id, read),
        pieces=pieces,
        changes=changes,
        comments=_comments(spans, read.comments),
        places=tuple(clause.places()),
    )


def _state(clause: str, read: ReadText) -> ClauseState:
    found = len(read.clauses.get(clause, ()))
    if found > 1:
        return "duplicated"
    return "missing" if not found else "loose" if clause in read.loose else "there"


def _comments(spans: Sequence[Span], comments: Mapping[str, Comment]) -> tuple[Comment, ...]:
    names = dict.fromkeys(name for span in spans for name in sorted(span.comments))
    return tuple(comments[name] for name in names if name in comments)


def _plain(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans if span.status != "inserted")


def _marked(original: str, spans: Sequence[Span]) -> Iterator[Marked]:
    """Yield the pieces of a text: what is tracked as it is marked, what differs without being tracked as such."""
    if all(span.status == "kept" for span in spans) and (text := _plain(spans)) == original:
        if text:
            yield Marked(Piece(text, "both", 0))
        return
    origins, lost = _aligned(original, _plain(spans))
    place = 0
    for span in spans:
        if span.status == "inserted":
            yield _mark(Piece(span.text, "new"), span)
            continue
        for start, end in _stretches(origins, lost, place, place + len(span.text)):
            for first, last in lost.get(start, ()):
                yield Marked(Piece(original[first:last], "old", first))
            yield from _stretch(span, span.text[start - place : end - place], origins[start])
        place += len(span.text)
    for first, last in lost.get(place, ()):
        yield Marked(Piece(original[first:last], "old", first))


def _stretches(
    origins: Sequence[int | None], lost: Mapping[int, object], start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Cut a stretch of the returned text where its origin jumps or something of the original is missing."""
    first = start
    for place in range(start + 1, end):
        before, after = origins[place - 1], origins[place]
        if place in lost or (after is None) != (before is None) or (before is not None and after != before + 1):
            yield first, place
            first = place
    if end > start:
        yield first, end


def _stretch(span: Span, text: str, origin: int | None) -> Iterator[Marked]:
    if origin is not None:
        side = "both" if span.status == "kept" else "old"
        yield _mark(Piece(text, side, origin), span)
    elif span.status == "kept":
        yield Marked(Piece(text, "new"), comments=span.comments)


def _mark(piece: Piece, span: Span) -> Marked:
    return Marked(piece, span.author, span.date, span.status != "kept", span.move, span.comments)


Lost = dict[int, list[tuple[int, int]]]


def _aligned(original: str, found: str) -> tuple[list[int | None], Lost]:
    """Where each letter of the returned text stands in the original, and what is missing before which letter."""
    origins: list[int | None] = [None] * len(found)
    lost: Lost = {}
    for tag, first, last, start, end in _differences(original, found):
        if tag == "equal":
            origins[start:end] = range(first, last)
        elif last > first:
            lost.setdefault(start, []).append((first, last))
    return origins, lost


def _differences(original: str, found: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Compare word by word; yield as difflib does, but in letters."""
    ours, theirs = (WORDS.findall(text) for text in (original, found))
    at, to = _offsets(ours), _offsets(theirs)
    if len(ours) * len(theirs) > MOST_COMPARED and original != found:
        yield "replace", 0, len(original), 0, len(found)
        return
    for tag, first, last, start, end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        yield tag, at[first], at[last], to[start], to[end]


def _offsets(words: Sequence[str]) -> list[int]:
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets
