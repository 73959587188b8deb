"""The order of a contract's clauses, and the numbers that come of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Outline:
    """The place of one clause: under which other it stands (empty: none), ``depth`` 1 or 2."""

    id: str
    under: str
    depth: int


@dataclass(frozen=True)
class Numbers:
    """The number of a clause and those of its paragraphs; the only paragraph of a sub-clause has none."""

    clause: str
    paragraphs: tuple[str, ...]


def outline(parents: Mapping[str, str], order: Sequence[str]) -> tuple[Outline, ...]:
    """Bring clauses into order, each followed by its sub-clauses.

    ``parents`` are the clauses in the order of the library, each with the one that it stands under. ``order`` goes
    first; a clause that it does not name stays behind the one that precedes it in the library.
    """
    sequence = _sequence(list(parents), order)
    under = {each: parent if parents.get(parent) == "" else "" for each, parent in parents.items()}
    return tuple(
        place
        for top in sequence
        if not under[top]
        for place in (Outline(top, "", 1), *(Outline(each, top, 2) for each in sequence if under[each] == top))
    )


def numbered(clauses: Iterable[tuple[int, int]]) -> Iterator[Numbers]:
    """Number clauses, given as their depth and how many paragraphs each has.

    Paragraphs and sub-clauses of a clause share one count: 4.1 and 4.2 are paragraphs, 4.3 is the first sub-clause.
    """
    top, count = 0, 0
    for depth, paragraphs in clauses:
        if depth == 1:
            top, count = top + 1, paragraphs
            yield Numbers(str(top), tuple(f"{top}.{place}" for place in range(1, paragraphs + 1)))
            continue
        count += 1
        number = f"{top}.{count}"
        places = range(1, paragraphs + 1)
        yield Numbers(number, ("",) if paragraphs == 1 else tuple(f"{number}.{place}" for place in places))


def _sequence(known: list[str], order: Sequence[str]) -> list[str]:
    placed = [each for each in dict.fromkeys(order) if each in known]
    for index, each in enumerate(known):
        if each in order:
            continue
        before = next((other for other in reversed(known[:index]) if other in placed), None)
        placed.insert(placed.index(before) + 1 if before else 0, each)
    return placed
