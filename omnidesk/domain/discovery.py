"""Discovery: the questions of the specs and the answers of a deal."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal

import msgspec

from omnidesk.domain.named import Named, Prose, Spec, Unit, by_id

Answer = bool | int | str | list[str] | dict[str, bool]
"""One answer: yes/no, a count, a choice or text or exact decimal as text, several choices, or named flags."""

AnswerKind = Literal["choice", "choices", "boolean", "flags", "count", "number", "money", "text"]
NeedKind = Literal["level", "at_least", "at_most", "agents", "flag", "set", "flags"]

UNLIMITED = "unlimited"


class Question(Spec, frozen=True, kw_only=True):
    """One discovery question.

    ``short`` names the subject in a word or two, for lists. ``options`` of a ``level`` need are ordered from least to
    most. ``need`` says how a tier meets the answer; without it the answer is information or a constraint and decides
    nothing. ``minimum`` and ``maximum`` bound counts. An ``internal`` answer is never printed.
    """

    id: str
    group: str
    label: Prose
    why: str
    answer: AnswerKind
    short: Prose | None = None
    need: NeedKind | None = None
    options: tuple[Named, ...] = ()
    unit: Unit | None = None
    minimum: int | None = None
    maximum: int | None = None
    unlimited: bool = False
    placeholder: str | None = None
    internal: bool = False

    @property
    def subject(self) -> str:
        """What the question is about: ``short``, else the whole question."""
        return self.short or self.label


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


def answer_problem(question: Question, answer: Answer | None) -> str | None:
    """Why an answer does not fit its question, as one sentence; None when it fits or is left out."""
    if not is_answered(answer):
        return None
    return _ANSWER_CHECKS[question.answer](question, answer)


def _boolean_problem(_question: Question, answer: object) -> str | None:
    return None if isinstance(answer, bool) else "say yes or no (true or false)"


def _text_problem(_question: Question, answer: object) -> str | None:
    return None if isinstance(answer, str) else "write text"


def _one_problem(question: Question, answer: object) -> str | None:
    return _options_problem(question, [answer])


def _several_problem(question: Question, answer: object) -> str | None:
    return _options_problem(question, answer) if isinstance(answer, list) else "give a list of options"


def _options_problem(question: Question, chosen: Sequence[object]) -> str | None:
    ids = [option.id for option in question.options]
    unknown = [str(option) for option in chosen if option not in ids]
    return f"{', '.join(unknown)} is not an option; choose from {', '.join(ids)}" if unknown else None


def _flags_problem(question: Question, answer: object) -> str | None:
    if not isinstance(answer, dict):
        return "give each flag as true or false"
    return _options_problem(question, list(answer))


def _count_problem(question: Question, answer: object) -> str | None:
    if answer == UNLIMITED and question.unlimited:
        return None
    if isinstance(answer, bool) or not isinstance(answer, int):
        return 'give a whole number or "unlimited"' if question.unlimited else "give a whole number"
    if question.minimum is not None and answer < question.minimum:
        return f"{answer} is below the smallest possible, {question.minimum}"
    if question.maximum is not None and answer > question.maximum:
        return f"{answer} is above the largest possible, {question.maximum}"
    return None


def _money_problem(_question: Question, answer: object) -> str | None:
    amount = amount_of(answer)
    if amount is None:
        return "give an amount, for example 400000"
    return "an amount cannot be negative" if amount < 0 else None


def amount_of(answer: object) -> Decimal | None:
    """The amount that a money answer states; None where it is no finite number."""
    if isinstance(answer, bool) or not isinstance(answer, str | int):
        return None
    try:
        amount = Decimal(answer)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < 10**15 else None


_ANSWER_CHECKS: dict[AnswerKind, Callable[[Question, object], str | None]] = {
    "boolean": _boolean_problem,
    "choice": _one_problem,
    "choices": _several_problem,
    "flags": _flags_problem,
    "count": _count_problem,
    "number": _count_problem,
    "money": _money_problem,
    "text": _text_problem,
}


def count_of(answer: object) -> int | None:
    """The whole number that an answer states; None for anything else, yes/no included."""
    return answer if isinstance(answer, int) and not isinstance(answer, bool) else None


def stated_needs(questions: Sequence[Question], answers: Mapping[str, Answer | None]) -> list[Need]:
    """Every need that valid answers state, in the order of the questions."""
    found: list[Need] = []
    for question in questions:
        answer = answers.get(question.id)
        if question.need is not None and answer_problem(question, answer) is None:
            found.extend(needs_of(question, answer))
    return found
