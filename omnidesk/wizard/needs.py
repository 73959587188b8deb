"""Needs, answers and changes of answers in the words that a person reads."""

from collections.abc import Sequence
from decimal import Decimal

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.discovery import UNLIMITED, Answer, Question, amount_of, is_answered, option_name
from omnidesk.domain.named import by_id
from omnidesk.domain.smallest_change import Change
from omnidesk.i18n import _
from omnidesk.wizard.context import Context


def subject(need_id: str, catalog: Catalog) -> str:
    """What a need is about: the question's subject, for a flag the option's name."""
    question_id, _dot, option_id = need_id.partition(".")
    question = catalog.question(question_id)
    if question is None:
        return need_id
    option = by_id(question.options, option_id)
    return option.name if option else question.subject


def need_words(need_id: str, context: Context) -> str:
    """A need with what is asked for: ``Reasoning: full suite``; a yes needs no more than its subject."""
    question_id, _dot, option_id = need_id.partition(".")
    question = context.catalog.question(question_id)
    about = subject(need_id, context.catalog)
    answer = context.deal.discovery.get(question_id)
    if isinstance(answer, dict):
        answer = answer.get(option_id)
    if question is None or answer is True or not is_answered(answer):
        return about
    return f"{about}: {answer_words(question, answer, context)}"


def answer_words(question: Question, answer: Answer | None, context: Context) -> str:
    """An answer as a person would say it; empty for none."""
    match answer:
        case None:
            return ""
        case bool():
            return _("yes") if answer else _("no")
        case list():
            return joined([option_name(question, each) for each in answer])
        case dict():
            return joined([option_name(question, key) for key, wanted in answer.items() if wanted]) or _("none")
        case _:
            return _single(question, answer, context)


def _single(question: Question, answer: int | str, context: Context) -> str:
    if answer == UNLIMITED and question.unlimited:
        return _("unlimited")
    if isinstance(answer, int):
        unit = question.unit or ""
        told = unit.partition(" ")[0] in question.subject.casefold()
        return counted(answer, "" if told else unit, context)
    if question.answer == "money" and amount_of(answer) is not None:
        return context.formatter.money(Decimal(answer), context.deal.terms.currency, short=True)
    return option_name(question, answer) if question.options else answer


def counted(number: int, unit: str, context: Context) -> str:
    """A count with its unit: ``1 hour``, ``30 agents``, ``80,000 calls per hour``."""
    if not unit:
        return context.formatter.number(number)
    head, space, rest = unit.partition(" ")
    one = head.removesuffix("s") if number == 1 else head
    return f"{context.formatter.number(number)} {one}{space}{rest}"


def change_words(change: Change, context: Context) -> str:
    """One change of an answer: ``Reasoning: Advanced instead of Full suite``."""
    question = context.catalog.question(change.question.partition(".")[0])
    about = subject(change.question, context.catalog)
    if question is None:
        return about
    to = answer_words(question, change.to, context)
    before = answer_words(question, change.from_, context)
    if not to:
        return _("{subject}: leave it open").format(subject=about)
    if not before:
        return f"{about}: {to}"
    return _("{subject}: {to} instead of {before}").format(subject=about, to=to, before=before)


def joined(words: Sequence[str]) -> str:
    """Words as a list in a sentence: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}").format(first=", ".join(words[:-1]), last=words[-1])
