"""Questions: those the rules rely on are there, and what is answered fits how tiers are compared."""

from omnidesk.domain.discovery import DiscoverySpec, Question
from omnidesk.specs.checks.findings import Findings

FILE = "discovery.yaml"

_FIXED = (
    "audience", "agents", "multi_agent", "custom_agents", "reasoning", "memory", "goals", "support", "response_hours",
    "channels", "dedicated_contact", "reviews", "integrations", "api_calls_per_hour", "on_premises", "white_label",
    "governance", "budget_per_year", "longest_commitment_months", "use_case", "stakeholders", "value_drivers",
)  # fmt: skip
_ANSWERS_OF_NEED = {
    "level": ("choice",),
    "at_least": ("count", "number"),
    "at_most": ("count", "number"),
    "agents": ("count",),
    "flag": ("boolean",),
    "set": ("choices",),
    "flags": ("flags",),
}
_WITH_OPTIONS = ("choice", "choices", "flags")


def check_discovery(found: Findings) -> None:
    """Check groups, fixed questions, kinds of answer and the options that other files name."""
    spec: DiscoverySpec = found.spec(FILE)
    groups = {group.id for group in spec.groups}
    for index, question in enumerate(spec.questions):
        found.unknown(FILE, ("questions", index, "group"), question.group, groups, "group of questions")
        _check_question(found, index, question)
    missing = [fixed for fixed in _FIXED if fixed not in {question.id for question in spec.questions}]
    for question_id in missing:
        found.error(FILE, ("questions",), f'the question "{question_id}" is missing', "add it; rules rely on its id")
    _check_value_drivers(found, spec)


def options_of(spec: DiscoverySpec, question_id: str) -> tuple[str, ...]:
    """Return the option ids of a question; none where it is missing."""
    found = next((question for question in spec.questions if question.id == question_id), None)
    return tuple(option.id for option in found.options) if found else ()


def _check_question(found: Findings, index: int, question: Question) -> None:
    place = ("questions", index)
    if question.need is not None and question.answer not in _ANSWERS_OF_NEED[question.need]:
        right = " or ".join(_ANSWERS_OF_NEED[question.need])
        reason = f"a need {question.need} cannot be answered by {question.answer}"
        found.error(FILE, (*place, "answer"), reason, f"write answer: {right}")
    if question.answer in _WITH_OPTIONS and not question.options:
        found.error(FILE, place, f'the question "{question.id}" has no options', "add options")
    if question.answer not in _WITH_OPTIONS and question.options:
        found.error(FILE, (*place, "options"), f"an answer {question.answer} has no options", "remove the options")


def _check_value_drivers(found: Findings, spec: DiscoverySpec) -> None:
    rungs = {rung.id for rung in found.spec("scaling.yaml").value_ladder}
    for index, question in enumerate(spec.questions):
        if question.id == "value_drivers":
            for option_index, option in enumerate(question.options):
                place = ("questions", index, "options", option_index)
                found.unknown(FILE, place, option.id, rungs, "rung of the value ladder in scaling.yaml")
