"""The wizard's steps in order, and which fields of a deal each one owns. The flow is a value; pages only draw it."""

from dataclasses import dataclass
from typing import Literal, get_args

from omnidesk.i18n import _, marked

StepId = Literal[
    "client", "discovery", "tier", "models", "milestones", "value", "roadmap", "contract", "documents", "review", "sign"
]

STEP_IDS: tuple[StepId, ...] = get_args(StepId)


@dataclass(frozen=True)
class Step:
    """One step: its name on the rail, the title of its page, the icon, and the deal fields it edits."""

    id: StepId
    english_name: str
    english_title: str
    english_lead: str
    icon: str
    fields: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name in the window's language."""
        return _(self.english_name)

    @property
    def title(self) -> str:
        """The title of its page in the window's language."""
        return _(self.english_title)

    @property
    def lead(self) -> str:
        """The sentence under the title in the window's language."""
        return _(self.english_lead)


STEPS: tuple[Step, ...] = (
    Step(
        "client",
        marked("Client"),
        marked("Who is this for?"),
        marked("Name the client and the terms you start from. Everything can change later."),
        "buildings",
        ("client", "terms"),
    ),
    Step(
        "discovery",
        marked("Discovery"),
        marked("What does the client need?"),
        marked("Each answer shapes the recommendation. Skip what you do not know yet."),
        "chats-circle",
        ("discovery", "discovery_notes"),
    ),
    Step(
        "tier",
        marked("Tier"),
        marked("Choose the tier that fits"),
        marked("Recommended from the discovery answers. You may choose another and say why."),
        "stack",
        ("tier", "tier_reason"),
    ),
    Step(
        "models",
        marked("Revenue models"),
        marked("How is it paid for?"),
        marked("Combine any of the five models. The price beside you follows each change."),
        "chart-line-up",
        ("models.subscription", "models.usage", "models.performance", "models.flamecoin", "models"),
    ),
    Step(
        "milestones",
        marked("Milestones & payments"),
        marked("When is it paid?"),
        marked("Development is paid by milestones, which total exactly 100%. Below stands every payment."),
        "flag-checkered",
        ("models.custom_development",),
    ),
    Step(
        "value",
        marked("Value"),
        marked("What is it worth?"),
        marked("Expected benefits against what is invoiced: return, payback and how sure they are."),
        "trend-up",
        ("value", "scaling"),
    ),
    Step(
        "roadmap",
        marked("Roadmap & success"),
        marked("How does it go on?"),
        marked("Phases from the effective date, and what both sides will measure."),
        "path",
        ("journey", "success"),
    ),
    Step(
        "contract",
        marked("Contract"),
        marked("What will be agreed?"),
        marked("Clauses from the library that fit this deal. What departs is marked and needs a reason."),
        "scales",
        ("contract",),
    ),
    Step(
        "documents",
        marked("Documents"),
        marked("How will it look?"),
        marked("Sections, your own text, cover and colours, and the annexes that go with it."),
        "file-text",
        ("documents",),
    ),
    Step(
        "review",
        marked("Review"),
        marked("Is everything right?"),
        marked("What would stop the proposal, what is unusual, and what the client will read."),
        "list-checks",
        ("approvals", "notes"),
    ),
    Step(
        "sign",
        marked("Issue & sign"),
        marked("Issue and hand over"),
        marked("Issuing takes the next number, freezes the deal as it is, and keeps what goes out."),
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
