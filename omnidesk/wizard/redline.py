"""What a contract that came back from Word shows: each clause with its changes, and what was decided of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from omnidesk.domain.redline import Change, ChangeKind, ClauseState, Comment, Piece, Returned, ReturnedClause
from omnidesk.formatting import Formatter
from omnidesk.i18n import _

Verdict = Literal["", "accept", "reject"]
Verdicts = Mapping[tuple[str, int], Verdict]
"""What was decided, by clause and number of the change; what is missing is undecided."""
Look = Literal["plain", "gone", "new"]

ROOM = 110
"""Characters of unchanged text that stand before and after a change."""


@dataclass(frozen=True)
class ChangeLine:
    """One change to decide."""

    clause: str
    number: int
    words: str
    comment: str
    verdict: Verdict


@dataclass(frozen=True)
class ClauseLine:
    """A clause with its changes; ``note`` says what is wrong with its control, ``remarks`` are its comments."""

    id: str
    heading: str
    note: str
    text: tuple[tuple[str, Look], ...]
    changes: tuple[ChangeLine, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class RedlineView:
    """All of a returned contract. ``ready``: everything is decided and something is accepted."""

    lead: str
    caution: str
    clauses: tuple[ClauseLine, ...]
    outside: tuple[tuple[str, Look], ...]
    outside_remarks: tuple[str, ...]
    summary: str
    ready: bool


def view(found: Returned, verdicts: Verdicts, formatter: Formatter) -> RedlineView:
    """Describe a returned contract."""
    changes = [(clause.id, change) for clause in found.clauses for change in clause.changes]
    given: list[Verdict] = [verdicts.get((clause, change.number), "") for clause, change in changes]
    return RedlineView(
        lead=_lead(len(changes), found),
        caution=_("It was made from another version of this deal: what you changed since then shows as a change too.")
        if found.other_version
        else "",
        clauses=tuple(_clause(clause, verdicts, formatter) for clause in found.changed),
        outside=_shortened(found.outside, {}, "") if found.outside_changes else (),
        outside_remarks=tuple(_remark(comment) for comment in found.outside_comments),
        summary=_summary(given),
        ready=bool(given) and "" not in given and "accept" in given,
    )


def accepted(found: Returned, verdicts: Verdicts) -> dict[str, Collection[int]]:
    """The numbers of the accepted changes, by clause."""
    return {
        clause.id: [each.number for each in clause.changes if verdicts.get((clause.id, each.number)) == "accept"]
        for clause in found.clauses
    }


def decided(found: Returned, verdict: Verdict, clause_id: str = "") -> dict[tuple[str, int], Verdict]:
    """One verdict for every change of a clause, or of all clauses where none is named."""
    return {
        (clause.id, change.number): verdict
        for clause in found.clauses
        if clause_id in ("", clause.id)
        for change in clause.changes
    }


def _lead(count: int, found: Returned) -> str:
    if not count:
        return _("No clause was changed.")
    clauses = sum(bool(clause.changes) for clause in found.clauses)
    if count == 1:
        return _("One change to decide.")
    return _("{count} changes in {clauses} clauses to decide.").format(count=count, clauses=clauses)


def _summary(given: Sequence[Verdict]) -> str:
    if not given:
        return ""
    words = _("{accepted} accepted, {rejected} rejected, {open} to decide")
    return words.format(accepted=given.count("accept"), rejected=given.count("reject"), open=given.count(""))


def _clause(clause: ReturnedClause, verdicts: Verdicts, formatter: Formatter) -> ClauseLine:
    notes: dict[ClauseState, str] = {
        "there": "",
        "loose": _("The frame around it was removed; it was found by its heading."),
        "missing": _("It was deleted with its frame."),
        "duplicated": _("It is there more than once; the first one counts, the others stand below."),
    }
    return ClauseLine(
        id=clause.id,
        heading=f"{clause.number}  {clause.title}",
        note=notes[clause.state],
        text=_shortened(clause.pieces, verdicts, clause.id),
        changes=tuple(_change(change, clause.id, verdicts, formatter) for change in clause.changes),
        remarks=tuple(_remark(comment) for comment in clause.comments),
    )


def _change(change: Change, clause: str, verdicts: Verdicts, formatter: Formatter) -> ChangeLine:
    kinds: dict[ChangeKind, str] = {
        "insertion": _("Insertion"),
        "deletion": _("Deletion"),
        "replacement": _("Replacement"),
        "move": _("Move"),
    }
    who = change.author if change.tracked else _("not tracked")
    day = formatter.day(change.date.date()) if change.date else ""
    words = " · ".join(part for part in (kinds[change.kind], who, day) if part)
    return ChangeLine(clause, change.number, words, change.comment, verdicts.get((clause, change.number), ""))


def _remark(comment: Comment) -> str:
    return f"{comment.author}: {comment.text}" if comment.author else comment.text


def _shortened(pieces: Sequence[Piece], verdicts: Verdicts, clause: str) -> tuple[tuple[str, Look], ...]:
    """The text with its changes; of what nobody changed only the words beside a change, and not the title."""
    shown: list[tuple[str, Look]] = []
    for place, piece in enumerate(pieces):
        if piece.side == "both":
            text = piece.text.partition("\n")[2] if clause and place == 0 and "\n" in piece.text else piece.text
            shown.append((_cut(text, first=place == 0, last=place == len(pieces) - 1), "plain"))
            continue
        verdict = verdicts.get((clause, piece.change or 0), "")
        if not verdict:
            shown.append((piece.text, "gone" if piece.side == "old" else "new"))
        elif (verdict == "accept") == (piece.side == "new"):
            shown.append((piece.text, "plain"))
    return tuple(shown)


def _cut(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * ROOM + 3:
        return text
    head, tail = "" if first else text[:ROOM].rpartition(" ")[0], "" if last else text[-ROOM:].partition(" ")[2]
    return f"{head} … {tail}".lstrip() if first else f"{head} … {tail}"
