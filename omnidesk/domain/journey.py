"""The partnership journey: phases, what is done, and the dated roadmap (domain rules §7, §10)."""

import msgspec

from omnidesk.domain.named import Named, Prose, Range, Spec


class JourneyProgress(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ids of what is done: ``discovery.demo_and_evaluation`` (phase and item)."""

    done: tuple[str, ...] = ()


class Phase(Named, frozen=True, kw_only=True):
    """One journey phase. ``weeks`` None: ongoing."""

    summary: str
    weeks: Range | None = None
    activities: tuple[Named, ...]
    deliverables: tuple[Named, ...]
    success_criteria: tuple[Named, ...]


class ApplicationStep(Named, frozen=True, kw_only=True):
    """One step on the way to a partnership; ``before_offer``: it is done once an offer is shown."""

    text: Prose
    before_offer: bool = False


class JourneySpec(Spec, frozen=True, kw_only=True):
    """``specs/journey.yaml``."""

    phases: tuple[Phase, ...]
    application_steps: tuple[ApplicationStep, ...]
