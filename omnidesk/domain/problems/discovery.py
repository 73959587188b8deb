"""Problems of the discovery answers and the client (domain rules §2, §10)."""

from collections.abc import Iterator, Mapping

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.client import Client
from omnidesk.domain.deal import Deal
from omnidesk.domain.discovery import Answer, DiscoverySpec, Question, answer_problem, count_of
from omnidesk.domain.errors import Problem


def discovery_problems(deal: Deal, catalog: Catalog) -> Iterator[Problem]:
    """What is wrong with the answers and with the client."""
    yield from answers_problems(deal.discovery, deal.discovery_notes, catalog.discovery)
    yield from client_problems(deal.client)


def answers_problems(
    answers: Mapping[str, Answer | None], notes: Mapping[str, str], spec: DiscoverySpec
) -> Iterator[Problem]:
    """Answers to unknown questions, and answers that do not fit theirs."""
    questions = {question.id: question for question in spec.questions}
    for question_id, answer in answers.items():
        field = f"discovery.{question_id}"
        question = questions.get(question_id)
        if question is None:
            yield Problem(field=field, reason=f"there is no such question{_nearest(question_id, list(questions))}")
        elif reason := answer_problem(question, answer):
            yield Problem(field=field, reason=reason, limit=_limit(question, answer))
    for question_id in notes:
        if question_id not in questions:
            field = f"discovery_notes.{question_id}"
            yield Problem(field=field, reason=f"there is no such question{_nearest(question_id, list(questions))}")


def client_problems(client: Client) -> Iterator[Problem]:
    """A head count that cannot be."""
    if client.size is not None and client.size < 0:
        yield Problem(field="client.size", reason="a head count cannot be negative", limit="0")


def _limit(question: Question, answer: Answer | None) -> str | None:
    """The bounds of a count, where a count is what was answered."""
    if question.minimum is None or count_of(answer) is None:
        return None
    return f"at least {question.minimum}" if question.maximum is None else f"{question.minimum}–{question.maximum}"


def _nearest(word: str, known: list[str]) -> str:
    from difflib import get_close_matches  # rarely needed, and every quote passes here

    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]}?" if close else ""
