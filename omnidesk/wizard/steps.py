"""The wizard's steps in order, and which fields of a deal each one owns. The flow is a value; pages only draw it."""

from dataclasses import dataclass
from typing import Literal, get_args

StepId = Literal["client", "discovery", "tier", "models", "milestones", "value", "roadmap", "review", "sign"]

STEP_IDS: tuple[StepId, ...] = get_args(StepId)


@dataclass(frozen=True)
class Step:
    """One step: its name on the rail, the title of its page, the icon, and the deal fields it edits."""

    id: StepId
    name: str
    title: str
    lead: str
    icon: str
    fields: tuple[str, ...]


STEPS: tuple[Step, ...] = (
    Step(
        "client",
        "Client",
        "Who is this for?",
        "Name the client and the terms you start from. Everything can change later.",
        "buildings",
        ("client", "terms"),
    ),
    Step(
        "discovery",
        "Discovery",
        "What does the client need?",
        "Each answer shapes the recommendation. Skip what you do not know yet.",
        "chats-circle",
        ("discovery", "discovery_notes"),
    ),
    Step(
        "tier",
        "Tier",
        "Choose the tier that fits",
        "Recommended from the discovery answers. You may choose another and say why.",
        "stack",
        ("tier", "tier_reason"),
    ),
    Step(
        "models",
        "Revenue models",
        "How is it paid for?",
        "Combine any of the five models. The price beside you follows each change.",
        "chart-line-up",
        ("models.subscription", "models.usage", "models.performance", "models.flamecoin", "models"),
    ),
    Step(
        "milestones",
        "Milestones & payments",
        "When is it paid?",
        "Development is paid by milestones, which total exactly 100 %. Below stands every payment.",
        "flag-checkered",
        ("models.custom_development",),
    ),
    Step(
        "value",
        "Value",
        "What is it worth?",
        "Expected benefits against what is invoiced: return, payback and how sure they are.",
        "trend-up",
        ("value", "scaling"),
    ),
    Step(
        "roadmap",
        "Roadmap & success",
        "How does it go on?",
        "Phases from the effective date, and what both sides will measure.",
        "path",
        ("journey", "success"),
    ),
    Step(
        "review",
        "Review",
        "Is everything right?",
        "What would stop the proposal, what is unusual, and what the client will read.",
        "list-checks",
        ("approvals", "notes"),
    ),
    Step(
        "sign",
        "Export & sign",
        "Sign and hand over",
        "Build the document, seal it with your identity and check it before it leaves.",
        "signature",
        (),
    ),
)


def step_of(field: str) -> StepId:
    """The step on which a deal field is edited: the one that owns the longest part of its path."""
    owners = [(path, step) for step in STEPS for path in step.fields if _lies_in(field, path)]
    return max(owners, key=lambda owner: len(owner[0]))[1].id if owners else "client"


def _lies_in(field: str, path: str) -> bool:
    return field == path or field.startswith(f"{path}.")
