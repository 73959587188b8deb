"""The fewest answers that, changed, would make a tier the recommended one (domain rules §2, §10)."""

from collections.abc import Iterator, Sequence

import msgspec

from omnidesk.domain.discovery import UNLIMITED, Answer, Need, Question
from omnidesk.domain.tier import BESPOKE, Tier, meets, offered


class Change(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """One answer to change: from what was answered (None: nothing) to another (None: leave it open)."""

    question: str
    from_: Answer | None
    to: Answer | None


def smallest_change(
    target: int, needs: Sequence[Need], questions: Sequence[Question], tiers: Sequence[Tier]
) -> tuple[Change, ...] | None:
    """The fewest changes, ties in question order, that make the tier at ``target`` the lowest that meets every need."""
    changed: dict[str, Need | None] = {
        need.id: _lowered(need, tiers, target) for need in needs if not meets(need, tiers, target)
    }
    standing = [need for each in needs if (need := changed.get(each.id, each)) is not None]
    open_ = {index for index in range(target) if all(meets(need, tiers, index) for need in standing)}
    if not standing and target == 0:
        changed |= {need.id: need for need in list(_raises(questions, tiers, target, needs))[:1]}
    while open_:
        best = _best_raise(questions, tiers, target, needs, open_)
        if best is None:
            return None
        changed[best[0].id] = best[0]
        open_ -= best[1]
    return _as_changes(changed, needs, questions)


def _best_raise(
    questions: Sequence[Question], tiers: Sequence[Tier], target: int, needs: Sequence[Need], open_: set[int]
) -> tuple[Need, set[int]] | None:
    best: tuple[Need, set[int]] | None = None
    for raised in _raises(questions, tiers, target, needs):
        closes = {index for index in open_ if not meets(raised, tiers, index)}
        if closes == open_:
            return raised, closes
        if closes and (best is None or len(closes) > len(best[1])):
            best = raised, closes
    return best


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


def _raises(questions: Sequence[Question], tiers: Sequence[Tier], target: int, needs: Sequence[Need]) -> Iterator[Need]:
    """For each question in order, the answer that asks for what the tier has and lower ones may not."""
    before = {need.id: need.wanted for need in needs}
    for question in questions:
        for need_id, wanted in _raised(question, tiers, target, before):
            need = Need(need_id, question, wanted)
            if meets(need, tiers, target):
                yield need


def _raised(
    question: Question, tiers: Sequence[Tier], target: int, before: dict[str, Answer]
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
            yield question.id, True
        case "flags":
            yield from ((f"{question.id}.{option.id}", True) for option in question.options)
        case "set":
            yield from _raised_set(question, tiers, target, before.get(question.id))
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
