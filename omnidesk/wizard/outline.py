"""What stands around every page: the steps with their state, and every problem with the step it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from omnidesk.domain.deal import Deal
from omnidesk.domain.discovery import is_answered
from omnidesk.domain.errors import Problem, Severity
from omnidesk.i18n import _
from omnidesk.wizard import contract
from omnidesk.wizard.context import Context, under
from omnidesk.wizard.form import at, sentence
from omnidesk.wizard.steps import STEPS, Step, StepId, step_of

State = Literal["done", "todo", "problem"]


@dataclass(frozen=True)
class StepLine:
    """One step on the rail; ``note`` says in a few words what it holds."""

    id: StepId
    name: str
    title: str
    lead: str
    icon: str
    state: State
    note: str


@dataclass(frozen=True)
class ProblemLine:
    """One problem: where it is put right, and what is wrong."""

    step: StepId
    field: str
    text: str
    severity: Severity


@dataclass(frozen=True)
class Outline:
    """The deal's name, its steps and its problems, refusals first."""

    name: str
    steps: tuple[StepLine, ...]
    problems: tuple[ProblemLine, ...]


def view(context: Context) -> Outline:
    """Describe what stands around the pages."""
    found = (*context.quote.problems, *context.document_problems)
    problems = sorted(found, key=lambda problem: problem.severity == "warning")
    return Outline(
        name=deal_name(context.deal),
        steps=tuple(_step(step, context) for step in STEPS),
        problems=tuple(
            ProblemLine(step_of(problem.field), problem.field, in_words(problem, context), problem.severity)
            for problem in problems
        ),
    )


def deal_name(deal: Deal) -> str:
    """What a deal is called in lists: its client."""
    return deal.client.name.strip() or _("Untitled deal")


def in_words(problem: Problem, context: Context) -> str:
    """A problem as a sentence, with names where the deal file has ids."""
    recommended = context.catalog.tier(context.recommendation.recommended)
    if problem.field == "tier_reason" and recommended is not None and context.tier is not None:
        told = _("{tier} is chosen and {recommended} recommended: say why.")
        return told.format(tier=context.tier.name, recommended=recommended.name)
    if problem.field == "tier" and context.deal.tier is None:
        return _("No tier is recommended yet: answer a question or choose a tier.")
    return sentence(problem)


def _step(step: Step, context: Context) -> StepLine:
    return StepLine(
        id=step.id,
        name=step.name,
        title=step.title,
        lead=step.lead,
        icon=step.icon,
        state=_state(step, context),
        note=_NOTES[step.id](context),
    )


def _state(step: Step, context: Context) -> State:
    """A step needs attention once something was entered on it; an untouched one is only to do."""
    if not _touched(step, context):
        return "todo"
    found = (*context.quote.refusals, *context.document_problems)
    owned = (problem for problem in under(found, step.fields) if step_of(problem.field) == step.id)
    return "problem" if any(owned) else "done"


def _touched(step: Step, context: Context) -> bool:
    if step.id == "client":
        return bool(context.deal.client.name.strip())
    if step.id == "tier":
        return context.tier is not None
    if step.id == "models" and context.quote.totals is None:
        return False
    if step.id == "milestones":
        return bool(context.quote.payments)
    if step.id in ("review", "sign"):
        return False
    return any(at(context.deal, field) != at(_EMPTY, field) for field in step.fields)


_EMPTY = Deal()


def _discovery(context: Context) -> str:
    questions = context.catalog.discovery.questions
    answered = sum(is_answered(context.deal.discovery.get(question.id)) for question in questions)
    return _("{done} of {total} answered").format(done=answered, total=len(questions)) if answered else ""


def _models(context: Context) -> str:
    models = context.deal.models
    count = sum(getattr(models, name) is not None for name in models.__struct_fields__)
    return "" if not count else _("1 model") if count == 1 else _("{count} models").format(count=count)


def _milestones(context: Context) -> str:
    count = len(context.quote.payments)
    return "" if not count else _("1 payment") if count == 1 else _("{count} payments").format(count=count)


def _value(context: Context) -> str:
    count = len(context.deal.value.benefits)
    return "" if not count else _("1 benefit") if count == 1 else _("{count} benefits").format(count=count)


def _roadmap(context: Context) -> str:
    term = context.quote.term
    return "" if term is None else _("to {month}").format(month=context.formatter.month(term.end))


def _contract(context: Context) -> str:
    choice = context.deal.contract
    if not choice.deviations and not choice.own:
        return ""
    departures = sum(1 for _each in contract.departures(context))
    return "" if not departures else _("{count} not standard").format(count=departures)


def _review(context: Context) -> str:
    count = len(context.quote.problems)
    return "" if not count else _("1 thing to look at") if count == 1 else _("{count} to look at").format(count=count)


_NOTES: dict[StepId, Callable[[Context], str]] = {
    "client": lambda context: context.deal.client.name.strip(),
    "discovery": _discovery,
    "tier": lambda context: context.tier.name if context.tier else "",
    "models": _models,
    "milestones": _milestones,
    "value": _value,
    "roadmap": _roadmap,
    "contract": _contract,
    "documents": lambda context: context.deal.documents.template.called,
    "review": _review,
    "sign": lambda _context: "",
}
