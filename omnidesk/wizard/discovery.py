"""Discovery as a conversation: every question of the catalog with its answer, and what the answers lead to so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from omnidesk.domain.deal import Deal
from omnidesk.domain.discovery import (
    UNLIMITED,
    Answer,
    Question,
    QuestionGroup,
    answer_problem,
    is_answered,
)
from omnidesk.domain.money import plain
from omnidesk.domain.named import Named
from omnidesk.i18n import _
from omnidesk.wizard import typed
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import put, shown
from omnidesk.wizard.reasons import Reasons, reasons

AnswerState = Literal["open", "answered", "skipped"]
YES, NO = "yes", "no"
NONE = "none"
"""What stands for an answer that chooses none of the options."""


@dataclass(frozen=True)
class QuestionView:
    """One question with its answer. ``text`` is what an input of words or figures holds, ``chosen`` the options."""

    id: str
    path: str
    label: str
    why: str
    answer: str
    options: tuple[Named, ...]
    unit: str
    placeholder: str
    may_be_unlimited: bool
    internal: bool
    state: AnswerState
    text: str
    chosen: tuple[str, ...]
    note: str
    problem: str


@dataclass(frozen=True)
class GroupView:
    """A part of the conversation; ``done`` of its questions are answered or skipped."""

    id: str
    name: str
    lead: str
    done: int
    questions: tuple[QuestionView, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left open."""
        return self.done == len(self.questions)


@dataclass(frozen=True)
class DiscoveryView:
    """The step: groups of questions, how far the conversation is, and the recommendation as it forms."""

    groups: tuple[GroupView, ...]
    done: int
    total: int
    progress: str
    reasons: Reasons


def view(context: Context) -> DiscoveryView:
    """Describe the step."""
    spec = context.catalog.discovery
    groups = tuple(_group(group, context) for group in spec.groups)
    done, total = sum(group.done for group in groups), sum(len(group.questions) for group in groups)
    return DiscoveryView(
        groups=groups,
        done=done,
        total=total,
        progress=_("{done} of {total} answered").format(done=done, total=total),
        reasons=reasons(context),
    )


def say(deal: Deal, question: Question, choice: str) -> Deal:
    """Answer with one option: an option's id, or ``yes`` and ``no``."""
    return _answered(deal, question, choice == YES if question.answer == "boolean" else choice)


def pick(deal: Deal, question: Question, chosen: Sequence[str]) -> Deal:
    """Answer with several options; for flags those that are not picked are a no."""
    if question.answer == "flags":
        return _answered(deal, question, {option.id: option.id in chosen for option in question.options})
    return _answered(deal, question, list(chosen)) if chosen else clear(deal, question)


def write(deal: Deal, question: Question, text: str) -> Deal:
    """Answer with words, a count or an amount as typed; a figure that cannot be read changes nothing."""
    try:
        value = _read(question, text)
    except typed.UnreadableError:
        return deal
    return clear(deal, question) if value is None else _answered(deal, question, value)


def skip(deal: Deal, question: Question) -> Deal:
    """Leave a question open on purpose: it counts as asked, and is neither a need nor a conflict."""
    return msgspec.structs.replace(deal, discovery={**deal.discovery, question.id: None})


def clear(deal: Deal, question: Question) -> Deal:
    """Take an answer back."""
    return put(deal, f"discovery.{question.id}", None)


def pass_over(deal: Deal, question: Question) -> Deal:
    """Skip a question that is open; take back an answer, or a skip."""
    return clear(deal, question) if question.id in deal.discovery else skip(deal, question)


def note(deal: Deal, question: Question, text: str) -> Deal:
    """Write a note beside an answer; an empty one goes away."""
    return put(deal, f"discovery_notes.{question.id}", typed.words(text))


def _answered(deal: Deal, question: Question, answer: Answer) -> Deal:
    return put(deal, f"discovery.{question.id}", answer)


def _read(question: Question, text: str) -> Answer | None:
    if question.answer == "text":
        return typed.words(text)
    if question.unlimited and text.strip().casefold() == UNLIMITED:
        return UNLIMITED
    if question.answer == "money":
        amount = typed.amount(text)
        return None if amount is None else plain(amount)
    return typed.whole(text)


def _group(group: QuestionGroup, context: Context) -> GroupView:
    questions = tuple(
        _question(question, context) for question in context.catalog.discovery.questions if question.group == group.id
    )
    done = sum(question.state != "open" for question in questions)
    return GroupView(group.id, group.name, group.lead, done, questions)


def _question(question: Question, context: Context) -> QuestionView:
    deal = context.deal
    answer = deal.discovery.get(question.id)
    problem = answer_problem(question, answer)
    return QuestionView(
        id=question.id,
        path=f"discovery.{question.id}",
        label=question.label,
        why=question.why,
        answer=question.answer,
        options=_yes_or_no() if question.answer == "boolean" else question.options,
        unit=deal.terms.currency if question.answer == "money" else question.unit or "",
        placeholder=question.placeholder or "",
        may_be_unlimited=question.unlimited,
        internal=question.internal,
        state=_state(question, deal),
        text=_text(question, answer),
        chosen=_chosen(answer),
        note=deal.discovery_notes.get(question.id, ""),
        problem="" if problem is None else _sentence(problem),
    )


def _sentence(reason: str) -> str:
    """A reason as a sentence."""
    return f"{reason[:1].upper()}{reason[1:]}."


def _state(question: Question, deal: Deal) -> AnswerState:
    if is_answered(deal.discovery.get(question.id)):
        return "answered"
    return "skipped" if question.id in deal.discovery else "open"


def _text(question: Question, answer: Answer | None) -> str:
    if question.options or isinstance(answer, bool | list | dict) or answer is None:
        return ""
    amount = typed.read_number(answer) if question.answer == "money" and isinstance(answer, str) else None
    return shown(answer if amount is None else amount)


def _chosen(answer: Answer | None) -> tuple[str, ...]:
    match answer:
        case bool():
            return (YES,) if answer else (NO,)
        case list():
            return tuple(answer)
        case dict():
            return tuple(option for option, wanted in answer.items() if wanted) or (NONE,)
        case str():
            return (answer,)
        case _:
            return ()


def _yes_or_no() -> tuple[Named, ...]:
    return (Named(id=YES, name=_("Yes")), Named(id=NO, name=_("No")))
