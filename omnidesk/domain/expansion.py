"""What follows from targets that were reached: more agents, the next tier, the next step on a scaling path."""

import math
from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.named import by_id
from omnidesk.domain.success_tracking import Track
from omnidesk.domain.tier import Tier
from omnidesk.domain.value import Scaling

StepKind = Literal["agents", "tier", "industry", "geography", "use_cases", "depth"]

FOLLOWS: dict[str, tuple[StepKind, ...]] = {
    "adoption": ("agents",),
    "value": ("use_cases", "depth"),
    "satisfaction": ("geography",),
    "growth": ("industry",),
}
"""Which steps a category of metrics speaks for, once a target in it is reached."""


class ExpansionStep(msgspec.Struct, frozen=True, kw_only=True):
    """One step that is proposed: from what to what, and the metrics whose targets were reached."""

    kind: StepKind
    to: str
    name: str
    before: str
    reasons: tuple[str, ...]


def expansion(deal: Deal, catalog: Catalog, tier: Tier | None, reached: tuple[Track, ...]) -> tuple[ExpansionStep, ...]:
    """The steps that follow from the reached targets, in the order of the categories; ``tier`` is the one priced."""
    names: dict[str, list[str]] = {}
    for each in reached:
        names.setdefault(each.category, []).append(each.name)
    found: list[ExpansionStep] = []
    for category in catalog.success.metrics:
        reasons = tuple(names.get(category.name, ()))
        for kind in FOLLOWS.get(category.id, ()) if reasons else ():
            found += [replace(step, reasons=reasons) for step in _steps(deal, catalog, tier, kind)]
    return tuple(found)


def expanded(deal: Deal, steps: tuple[ExpansionStep, ...]) -> Deal:
    """The deal with these steps taken."""
    for step in steps:
        if step.kind == "agents":
            deal = _with_agents(deal, int(step.to))
        elif step.kind == "tier":
            deal = replace(deal, tier=step.to, tier_reason=None)
        elif step.kind == "depth":
            deal = replace(deal, scaling=replace(deal.scaling, depth=step.to))
        else:
            taken: tuple[str, ...] = getattr(deal.scaling, step.kind)
            deal = replace(deal, scaling=_with_steps(deal.scaling, step.kind, (*taken, step.to)))
    return deal


def _steps(deal: Deal, catalog: Catalog, tier: Tier | None, kind: StepKind) -> Iterator[ExpansionStep]:
    if kind == "agents":
        yield from _agents(deal, catalog, tier)
    elif kind == "depth":
        yield from _depth(deal, catalog)
    elif kind != "tier":
        yield from _paths(deal, catalog, kind)


def _agents(deal: Deal, catalog: Catalog, tier: Tier | None) -> Iterator[ExpansionStep]:
    """More agents by the policy's percentage; the next tier with them where this one includes fewer."""
    agents = _agents_of(deal)
    if agents is None or tier is None:
        return
    more = agents + max(1, math.ceil(agents * catalog.policy.expansion_agents_percent.value / 100))
    yield ExpansionStep(kind="agents", to=str(more), name="", before=str(agents), reasons=())
    most = tier.agents.maximum
    if most is None or tier.agents.unlimited or more <= most:
        return
    higher = catalog.tiers[catalog.tiers.index(tier) + 1 :]
    covers = [each for each in higher if each.agents.maximum is None or more <= each.agents.maximum]
    if covers and not covers[0].price.negotiated:
        yield ExpansionStep(kind="tier", to=covers[0].id, name=covers[0].name, before=tier.name, reasons=())


def _depth(deal: Deal, catalog: Catalog) -> Iterator[ExpansionStep]:
    levels = catalog.scaling.depth
    now = by_id(levels, deal.scaling.depth)
    place = -1 if now is None else levels.index(now)
    if now is not None and place + 1 < len(levels):
        following = levels[place + 1]
        yield ExpansionStep(kind="depth", to=following.id, name=following.name, before=now.name, reasons=())


def _paths(
    deal: Deal, catalog: Catalog, kind: Literal["industry", "geography", "use_cases"]
) -> Iterator[ExpansionStep]:
    """On each path that was begun, the step after the furthest one taken."""
    taken: tuple[str, ...] = getattr(deal.scaling, kind)
    for path in getattr(catalog.scaling, kind).paths:
        places = [place for place, step in enumerate(path.steps) if step.id in taken]
        if places and places[-1] + 1 < len(path.steps):
            now, following = path.steps[places[-1]], path.steps[places[-1] + 1]
            yield ExpansionStep(kind=kind, to=following.id, name=following.name, before=now.name, reasons=())


def _agents_of(deal: Deal) -> int | None:
    subscription = deal.models.subscription
    agents = subscription.agents if subscription and subscription.agents is not None else deal.discovery.get("agents")
    return agents if isinstance(agents, int) and not isinstance(agents, bool) else None


def _with_agents(deal: Deal, agents: int) -> Deal:
    subscription = deal.models.subscription
    if subscription is None or subscription.agents is None:
        return replace(deal, discovery={**deal.discovery, "agents": agents})
    return replace(deal, models=replace(deal.models, subscription=replace(subscription, agents=agents)))


def _with_steps(scaling: Scaling, kind: StepKind, steps: tuple[str, ...]) -> Scaling:
    if kind == "industry":
        return replace(scaling, industry=steps)
    return replace(scaling, geography=steps) if kind == "geography" else replace(scaling, use_cases=steps)
