"""The fewest answers that, changed, would make a tier the recommended one (domain rules §2, §10)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from omnidesk.domain.discovery import UNLIMITED, Answer, Need, Question
from omnidesk.domain.tier import BESPOKE, Tier, meets, offered

NO_NEED = -1
"""Stands, among the lower tiers still open, for "no need is answered", where nothing would be recommended at all."""

Closing = tuple[Need, frozenset[int]]
"""An answer, and which open points it closes."""


class Change(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """One answer to change: from what was answered (None: nothing) to another (None: leave it open)."""

    question: str
    from_: Answer | None
    to: Answer | None


def smallest_change(
    target: int, needs: Sequence[Need], questions: Sequence[Question], tiers: Sequence[Tier]
) -> tuple[Change, ...] | None:
    """The fewest changes, ties in question order, that make the tier at ``target`` the lowest that meets every need.

    What the tier does not meet has to change anyway; only where lower tiers then still fit are more answers needed.
    """
    changed: dict[str, Need | None] = {
        need.id: _lowered(need, tiers, target) for need in needs if not meets(need, tiers, target)
    }
    standing = [need for each in needs if (need := changed.get(each.id, each)) is not None]
    open_ = {index for index in range(target) if all(meets(need, tiers, index) for need in standing)}
    if not standing:
        open_.add(NO_NEED)
    if open_:
        wanted = {need.id: need.wanted for need in standing}
        for raised in _raises([each for each in questions if _touches(each, changed)], tiers, target, wanted):
            closes = _closes(raised, tiers, open_)
            if raised.id in changed and closes:
                changed[raised.id] = raised
                open_ -= closes
        more = _fewest(_raises(questions, tiers, target, wanted), tiers, frozenset(open_))
        if more is None:
            return None
        changed |= {need.id: need for need in more}
    return _as_changes(changed, needs, questions)


def _touches(question: Question, changed: Mapping[str, object]) -> bool:
    return any(need_id.partition(".")[0] == question.id for need_id in changed)


def _closes(raised: Need, tiers: Sequence[Tier], open_: Iterable[int]) -> frozenset[int]:
    return frozenset(index for index in open_ if index == NO_NEED or not meets(raised, tiers, index))


def _fewest(raises: Iterable[Need], tiers: Sequence[Tier], open_: frozenset[int]) -> tuple[Need, ...] | None:
    """The fewest of these answers that together close every open point; the first in order of equals."""
    if not open_:
        return ()
    some: list[Closing] = []
    for raised in raises:
        closes = _closes(raised, tiers, open_)
        if closes == open_:
            return (raised,)
        if closes:
            some.append((raised, closes))
    return _fewest_of(some, open_)


def _fewest_of(some: Sequence[Closing], open_: frozenset[int]) -> tuple[Need, ...] | None:
    """Breadth first over what is closed so far: the shortest way found first, in order of the questions."""
    frontier: dict[frozenset[int], tuple[Need, ...]] = {frozenset(): ()}
    reached = dict(frontier)
    while frontier and open_ not in reached:
        further: dict[frozenset[int], tuple[Need, ...]] = {}
        for closed, chosen in frontier.items():
            for raised, closes in some:
                if closed | closes not in reached and all(raised.id != need.id for need in chosen):
                    further.setdefault(closed | closes, (*chosen, raised))
        reached |= further
        frontier = further
    return reached.get(open_)


def _as_changes(
    changed: dict[str, Need | None], needs: Sequence[Need], questions: Sequence[Question]
) -> tuple[Change, ...]:
    before = {need.id: need.wanted for need in needs}
    order = {question.id: place for place, question in enumerate(questions)}
    found = [
        Change(question=need_id, from_=before.get(need_id), to=need.wanted if need else None)
        for need_id, need in changed.items()
    ]
    return tuple(sorted(found, key=lambda change: order[change.question.partition(".")[0]]))


def _lowered(need: Need, tiers: Sequence[Tier], index: int) -> Need | None:
    """The most of this need that the tier meets; None: only leaving it open would do."""
    provided = tiers[index].provides.get(need.question.id)
    wanted: Answer | None
    match need.question.need:
        case "agents":
            wanted = tiers[index].agents.maximum or tiers[index].agents.minimum
        case "flag" | "flags":
            wanted = False
        case "set":
            has = offered(need.question.id, tiers, index)
            asked = need.wanted if isinstance(need.wanted, list) else []
            wanted = [option for option in asked if option in has] or None
        case "level":
            wanted = provided if isinstance(provided, str) else need.question.options[0].id
        case _:
            wanted = provided if isinstance(provided, int) else None
    return None if wanted is None else Need(need.id, need.question, wanted)


def _raises(
    questions: Sequence[Question], tiers: Sequence[Tier], target: int, standing: Mapping[str, Answer]
) -> Iterator[Need]:
    """For each question in order, the answers that ask for what the tier has and lower ones may not."""
    for question in questions:
        for need_id, wanted in _raised(question, tiers, target, standing):
            need = Need(need_id, question, wanted)
            if meets(need, tiers, target):
                yield need


def _raised(
    question: Question, tiers: Sequence[Tier], target: int, standing: Mapping[str, Answer]
) -> Iterator[tuple[str, Answer]]:
    tier = tiers[target]
    provided = tier.provides.get(question.id)
    match question.need:
        case "agents":
            yield question.id, UNLIMITED if tier.agents.unlimited else tier.agents.minimum
        case "level" | "at_most" if isinstance(provided, str | int):
            yield question.id, provided
        case "at_least":
            yield from _raised_number(question, tiers, target)
        case "flag":
            yield from ((question.id, wanted) for wanted in (True, False))
        case "flags":
            for option in question.options:
                yield from ((f"{question.id}.{option.id}", wanted) for wanted in (True, False))
        case "set":
            yield from _raised_set(question, tiers, target, standing.get(question.id))
        case _:
            return


def _raised_set(
    question: Question, tiers: Sequence[Tier], target: int, asked: Answer | None
) -> Iterator[tuple[str, Answer]]:
    below = offered(question.id, tiers, target - 1) if target else set[str]()
    kept = [str(option) for option in asked] if isinstance(asked, list) else []
    new = offered(question.id, tiers, target) - below - set(kept)
    yield from ((question.id, [*kept, option.id]) for option in question.options if option.id in new)


def _raised_number(question: Question, tiers: Sequence[Tier], target: int) -> Iterator[tuple[str, Answer]]:
    provided = tiers[target].provides.get(question.id)
    if isinstance(provided, int):
        yield question.id, provided
    elif provided == BESPOKE:
        stated = [tier.provides.get(question.id) for tier in tiers[:target]]
        yield question.id, max((each for each in stated if isinstance(each, int)), default=0) + 1
    else:
        yield question.id, 0
