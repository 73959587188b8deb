"""What came back with a contract: per clause the changes that were proposed, each to accept or to reject.

A clause is a row of pieces: what both sides have, what only the original has, what only the proposal has. Accepting
takes a change's new words, rejecting keeps its old ones, so all accepted is the proposal and all rejected the original.
"""

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Side = Literal["both", "old", "new"]
ChangeKind = Literal["insertion", "deletion", "replacement", "move"]
ClauseState = Literal["there", "loose", "missing", "duplicated"]


@dataclass(frozen=True)
class Piece:
    """A stretch of text. ``at`` is where it begins in the original, ``change`` the number of its change."""

    text: str
    side: Side = "both"
    at: int | None = None
    change: int | None = None


@dataclass(frozen=True)
class Comment:
    """A remark in the margin and the words that it stands beside."""

    author: str
    date: datetime.datetime | None
    text: str
    quote: str


@dataclass(frozen=True)
class Change:
    """One proposed change. Without tracking nobody is named: ``author`` is empty and the ``date`` None."""

    number: int
    kind: ChangeKind
    author: str
    date: datetime.datetime | None
    tracked: bool
    before: str
    after: str
    comment: str = ""


@dataclass(frozen=True)
class Place:
    """A value's place in an original text, from ``start`` to ``end``; ``source`` is how the clause writes it."""

    start: int
    end: int
    source: str


@dataclass(frozen=True)
class ReturnedClause:
    """A clause as it came back; its title is the first line of its text.

    ``loose``: its control was removed, its heading was found. ``missing``: both are gone, so all of it is one deletion.
    ``duplicated``: it is there more than once; the first counts, the others are text outside of clauses.
    """

    id: str
    number: str
    title: str
    state: ClauseState
    pieces: tuple[Piece, ...]
    changes: tuple[Change, ...]
    comments: tuple[Comment, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def original(self) -> str:
        """The text as it was sent."""
        return wording(self, ())

    @property
    def proposed(self) -> str:
        """The text as the other side wants it."""
        return wording(self, [change.number for change in self.changes])


@dataclass(frozen=True)
class Returned:
    """A contract that came back. ``outside`` is all text that belongs to no clause, with ``outside_changes``.

    ``other_version``: it was made from another version of the deal than the one it was held against.
    """

    file: str
    clauses: tuple[ReturnedClause, ...]
    outside: tuple[Piece, ...]
    outside_changes: tuple[Change, ...]
    outside_comments: tuple[Comment, ...] = ()
    other_version: bool = False

    @property
    def changed(self) -> tuple[ReturnedClause, ...]:
        """The clauses with changes, remarks, or trouble with their control."""
        return tuple(each for each in self.clauses if each.changes or each.comments or each.state != "there")


def wording(clause: ReturnedClause, accepted: Collection[int]) -> str:
    """The clause's text with these changes accepted and all others rejected."""
    return "".join(piece.text for piece in _taken(clause.pieces, accepted))


def source_wording(clause: ReturnedClause, accepted: Collection[int]) -> str:
    """The same as the clause writes it: values that nobody touched are their places again."""
    letters = [
        (letter, None if piece.at is None else piece.at + index)
        for piece in _taken(clause.pieces, accepted)
        for index, letter in enumerate(piece.text)
    ]
    return "".join(_sources(letters, {place.start: place for place in clause.places}))


_NO_MARKS = {"{": "(", "}": ")"}
"""New words may not bring marks of their own: what a bracket holds would be filled in."""


def _taken(pieces: Sequence[Piece], accepted: Collection[int]) -> Iterator[Piece]:
    for piece in pieces:
        if piece.side == "both" or (piece.side == "new") == (piece.change in accepted):
            yield piece


def _sources(letters: Sequence[tuple[str, int | None]], places: dict[int, Place]) -> Iterator[str]:
    index = 0
    while index < len(letters):
        letter, at = letters[index]
        place = None if at is None else places.get(at)
        if place is not None and _whole(letters, index, place):
            yield place.source
            index += place.end - place.start
        else:
            yield letter if at is not None else _NO_MARKS.get(letter, letter)
            index += 1


def _whole(letters: Sequence[tuple[str, int | None]], index: int, place: Place) -> bool:
    found = [at for _, at in letters[index : index + place.end - place.start]]
    return found == list(range(place.start, place.end))


@dataclass(frozen=True)
class Marked:
    """A piece before changes are numbered: who marked it, when, under which move, beside which comments."""

    piece: Piece
    author: str = ""
    date: datetime.datetime | None = None
    tracked: bool = False
    move: str = ""
    comments: frozenset[str] = frozenset()


def numbered(
    marked: Sequence[Marked], remarks: dict[str, Comment], first: int = 1
) -> tuple[tuple[Piece, ...], tuple[Change, ...]]:
    """Group what was marked side by side by one hand into changes, numbered from ``first``; equal neighbours join."""
    groups = _groups(marked, first)
    pieces = [replace(each.piece, change=group) for each, group in zip(marked, groups, strict=True)]
    changes: list[Change] = []
    for number in sorted({group for group in groups if group is not None}):
        members = [each for each, group in zip(marked, groups, strict=True) if group == number]
        changes.append(_change(number, members, remarks))
    return _joined(pieces), tuple(changes)


def _groups(marked: Sequence[Marked], first: int) -> list[int | None]:
    """The number of the change of each piece: neighbours by one author are one change, and so are a move's two ends."""
    moves: dict[str, int] = {}
    found: list[int | None] = []
    following = first
    for place, each in enumerate(marked):
        before = marked[place - 1] if place else None
        if each.piece.side == "both":
            found.append(None)
            continue
        if each.move and each.move in moves:
            number = moves[each.move]
        elif before is not None and found[-1] is not None and _one_hand(before, each):
            number = found[-1]
        else:
            number, following = following, following + 1
        if each.move:
            moves[each.move] = number
        found.append(number)
    return found


def _one_hand(before: Marked, after: Marked) -> bool:
    same = (before.author, before.tracked, before.move) == (after.author, after.tracked, after.move)
    return same and before.piece.side != "both"


def _change(number: int, members: Sequence[Marked], remarks: dict[str, Comment]) -> Change:
    before = "".join(each.piece.text for each in members if each.piece.side == "old")
    after = "".join(each.piece.text for each in members if each.piece.side == "new")
    names = sorted({name for each in members for name in each.comments if name in remarks})
    kind: ChangeKind = "replacement" if before and after else "insertion" if after else "deletion"
    return Change(
        number=number,
        kind="move" if any(each.move for each in members) else kind,
        author=members[0].author,
        date=next((each.date for each in members if each.date), None),
        tracked=members[0].tracked,
        before=before,
        after=after,
        comment="\n".join(remarks[name].text for name in names),
    )


def _joined(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one side and change as one piece, where the original runs on between them."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and _runs_on(joined[-1], piece):
            joined[-1] = replace(joined[-1], text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)


def _runs_on(last: Piece, piece: Piece) -> bool:
    if (last.side, last.change) != (piece.side, piece.change):
        return False
    return piece.at is None if last.at is None else piece.at == last.at + len(last.text)
