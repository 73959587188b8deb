"""Discovery: the questions of the specs and the answers of a deal."""

from typing import Literal

import msgspec

from omnidesk.domain.named import Named, Spec, by_id

Answer = bool | int | str | list[str] | dict[str, bool]
"""One answer: yes/no, a count, a choice or text or exact decimal as text, several choices, or named flags."""

AnswerKind = Literal["choice", "choices", "boolean", "flags", "count", "number", "money", "text"]
NeedKind = Literal["level", "at_least", "at_most", "agents", "flag", "set", "flags"]

UNLIMITED = "unlimited"


class Question(Spec, frozen=True, kw_only=True):
    """One discovery question.

    ``options`` of a ``level`` need are ordered from least to most. ``need`` says how a tier meets the answer; without
    it the answer is information or a constraint and decides nothing. ``minimum`` and ``maximum`` bound counts.
    """

    id: str
    group: str
    label: str
    why: str
    answer: AnswerKind
    need: NeedKind | None = None
    options: tuple[Named, ...] = ()
    unit: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    unlimited: bool = False
    placeholder: str | None = None


class QuestionGroup(Named, frozen=True, kw_only=True):
    """A group of questions that belong together in the conversation, with the sentence that opens it."""

    lead: str


class DiscoverySpec(Spec, frozen=True, kw_only=True):
    """``specs/discovery.yaml``."""

    groups: tuple[QuestionGroup, ...]
    questions: tuple[Question, ...]


class Need(msgspec.Struct, frozen=True):
    """One answered must-have: its id (``reasoning``, ``governance.voting``), the question and the value asked for."""

    id: str
    question: Question
    wanted: Answer


def is_answered(answer: object) -> bool:
    """Whether an answer says something: null, empty text and empty lists do not."""
    return answer is not None and answer not in ("", [], {})


def needs_of(question: Question, answer: Answer | None) -> tuple[Need, ...]:
    """The needs that one answer states; flags state one each."""
    if question.need is None or answer is None or not is_answered(answer):
        return ()
    if isinstance(answer, dict):
        return tuple(
            Need(f"{question.id}.{option.id}", question, answer[option.id])
            for option in question.options
            if option.id in answer
        )
    return (Need(question.id, question, answer),)


def option_name(question: Question, option_id: str) -> str:
    """The option's name for people; the id itself where the specs have none."""
    option = by_id(question.options, option_id)
    return option.name if option else option_id
