"""Which tier to recommend, why, what stands against it, and the smallest change that would lead elsewhere."""

import itertools
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

import msgspec

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal, money_of
from omnidesk.domain.discovery import Answer, Need, Question, amount_of, count_of, stated_needs
from omnidesk.domain.remembered import remembered
from omnidesk.domain.smallest_change import Change, smallest_change
from omnidesk.domain.tier import Tier, meets, yearly_list_price
from omnidesk.domain.wording import Wording


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """One tier against the needs: ids met and unmet, price of a year (None: negotiated), minimum term, and the change.

    ``change`` holds the fewest answers that would make this tier the recommended one, empty when it is, None when no
    answers can. ``priced_separately`` lists needs that the tier meets as an extra.
    """

    id: str
    name: str
    meets: bool
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    priced_separately: tuple[str, ...]
    price_per_year: Decimal | None
    minimum_months: int
    change: tuple[Change, ...] | None


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """A constraint that the recommended tier breaks, and the needs that would have to give for a lower tier."""

    constraint: str
    text: str
    lower_tier: str | None
    give: tuple[str, ...]


class Recommendation(msgspec.Struct, frozen=True, kw_only=True):
    """The lowest tier that meets every need, with reasons. ``decisive`` are the needs that rule out the tier below."""

    recommended: str | None
    typical_for_audience: str | None
    grow_into: str | None
    decisive: tuple[str, ...]
    alternatives: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    notes: tuple[str, ...]
    tiers: tuple[Assessment, ...]

    def tier(self, tier_id: str | None) -> Assessment | None:
        """The assessment of one tier."""
        return next((each for each in self.tiers if each.id == tier_id), None)

    def telling(self, tier_id: str, declined: Collection[str] = ()) -> tuple[str, ...]:
        """The needs that speak for a tier: first those that decided it, then the others that it meets.

        None where another tier is recommended; a need that was ``declined`` speaks for nothing.
        """
        assessed = self.tier(tier_id)
        if assessed is None or tier_id != self.recommended:
            return ()
        met = (need for need in assessed.met if need not in declined)
        return tuple(dict.fromkeys((*self.decisive, *met)))


def recommend(deal: Deal, catalog: Catalog) -> Recommendation:
    """Rank the tiers by the deal's discovery answers. Source: domain rules §2 and §10."""
    tiers = catalog.tiers
    needs = stated_needs(catalog.discovery.questions, deal.discovery)
    unmet = [[need for need in needs if not meets(need, tiers, index)] for index in range(len(tiers))]
    chosen = _lowest(needs, tiers)
    assessments = tuple(
        _assess(index, needs, unmet[index], deal, catalog, recommended=index == chosen) for index in range(len(tiers))
    )
    typical = _typical(deal.discovery.get("audience"), tiers)
    return Recommendation(
        recommended=None if chosen is None else tiers[chosen].id,
        typical_for_audience=None if typical is None else tiers[typical].id,
        grow_into=tiers[typical].id if chosen is not None and typical is not None and typical > chosen else None,
        decisive=tuple(need.id for need in unmet[chosen - 1]) if chosen else (),
        alternatives=_alternatives(count_of(deal.discovery.get("agents")), tiers, catalog.wording),
        conflicts=_conflicts(chosen, unmet, assessments, deal, catalog) if chosen is not None else (),
        notes=_notes(chosen, assessments, deal, catalog) if needs else ("No need is answered yet.",),
        tiers=assessments,
    )


def recommended_tier(deal: Deal, catalog: Catalog) -> Tier | None:
    """Only the recommended tier, without the reasons."""
    chosen = _lowest_stated(catalog.discovery.questions, deal.discovery, catalog.tiers)
    return None if chosen is None else catalog.tiers[chosen]


def priced_tier(deal: Deal, catalog: Catalog) -> Tier | None:
    """The tier that a deal is priced in: the one that was chosen, else the recommended one."""
    return catalog.tier(deal.tier) if deal.tier else recommended_tier(deal, catalog)


@remembered
def _lowest_stated(
    questions: Sequence[Question], answers: Mapping[str, Answer | None], tiers: Sequence[Tier]
) -> int | None:
    return _lowest(stated_needs(questions, answers), tiers)


def _lowest(needs: Sequence[Need], tiers: Sequence[Tier]) -> int | None:
    if not needs:
        return None
    fits = (index for index in range(len(tiers)) if all(meets(need, tiers, index) for need in needs))
    return next(fits, None)


def _assess(
    index: int, needs: list[Need], unmet: list[Need], deal: Deal, catalog: Catalog, *, recommended: bool
) -> Assessment:
    tier = catalog.tiers[index]
    missing = {need.id for need in unmet}
    met = [need for need in needs if need.id not in missing]
    extra = (need.id for need in met if need.wanted is True and tier.provides.get(need.question.id) == "available")
    change = () if recommended else smallest_change(index, needs, catalog.discovery.questions, catalog.tiers)
    return Assessment(
        id=tier.id,
        name=tier.name,
        meets=not unmet,
        met=tuple(need.id for need in met),
        unmet=tuple(need.id for need in unmet),
        priced_separately=tuple(extra),
        price_per_year=price_per_year(tier, deal, catalog),
        minimum_months=tier.commitment.minimum_months,
        change=change,
    )


def price_per_year(tier: Tier, deal: Deal, catalog: Catalog) -> Decimal | None:
    """A tier's yearly list price in the deal's currency; None when negotiated or when no rate is pinned yet."""
    money = money_of(deal.terms)
    if money is None:
        return None
    return yearly_list_price(tier, deal.terms.billing, catalog.policy.annual_billing_only.value, money)


def _typical(audience: Answer | None, tiers: Sequence[Tier]) -> int | None:
    return next((index for index, tier in enumerate(tiers) if audience in tier.audience), None)


def _alternatives(agents: int | None, tiers: Sequence[Tier], wording: Wording) -> tuple[str, ...]:
    """A count that fits no tier by its stated range: the tier below plus additional agents stands beside."""
    if agents is None:
        return ()
    for below, above in itertools.pairwise(tiers):
        top = below.agents.maximum
        if top is not None and above.agents.maximum is None and top < agents < above.agents.minimum:
            return (wording.tier_and_agents.format(tier=below.name, count=agents - top),)
    return ()


def _conflicts(
    chosen: int, unmet: list[list[Need]], tiers: tuple[Assessment, ...], deal: Deal, catalog: Catalog
) -> tuple[Conflict, ...]:
    found: list[Conflict] = []
    budget = amount_of(deal.discovery.get("budget_per_year"))
    prices = [_yearly_price(each, tier, deal) for each, tier in zip(tiers, catalog.tiers, strict=True)]
    price = prices[chosen]
    if budget is not None and price is not None and price > budget:
        currency = deal.terms.currency
        text = f"{tiers[chosen].name} costs {price:,f} {currency} a year, above the budget of {budget:,f} {currency}"
        fits = [each is not None and each <= budget for each in prices]
        found.append(_conflict("budget_per_year", text, chosen, unmet, tiers, fits))
    longest = count_of(deal.discovery.get("longest_commitment_months"))
    if longest is not None and tiers[chosen].minimum_months > longest:
        text = f"{tiers[chosen].name} commits for {tiers[chosen].minimum_months} months, longer than {longest} months"
        fits = [tier.minimum_months <= longest for tier in tiers]
        found.append(_conflict("longest_commitment_months", text, chosen, unmet, tiers, fits))
    return tuple(found)


def _yearly_price(assessed: Assessment, tier: Tier, deal: Deal) -> Decimal | None:
    """The list price of a year, else the base that was negotiated, else None."""
    return deal.terms.negotiated_base_per_year if tier.price.negotiated else assessed.price_per_year


def _conflict(
    constraint: str,
    text: str,
    chosen: int,
    unmet: list[list[Need]],
    tiers: tuple[Assessment, ...],
    fits: list[bool],
) -> Conflict:
    lower = next((index for index in range(chosen - 1, -1, -1) if fits[index]), None)
    if lower is None:
        return Conflict(constraint=constraint, text=f"{text}; no lower tier fits it", lower_tier=None, give=())
    give = tuple(need.id for need in unmet[lower])
    way = f"{tiers[lower].name} would fit without {', '.join(give)}"
    return Conflict(constraint=constraint, text=f"{text}; {way}", lower_tier=tiers[lower].id, give=give)


def _notes(chosen: int | None, tiers: tuple[Assessment, ...], deal: Deal, catalog: Catalog) -> tuple[str, ...]:
    if chosen is None:
        return ("No tier meets every need: choose one, or drop a need.",)
    notes = [
        f"{need}: available in {tiers[chosen].name}, priced separately" for need in tiers[chosen].priced_separately
    ]
    tier = catalog.tiers[chosen]
    unpriced = tier.price.negotiated and deal.terms.negotiated_base_per_year is None
    if unpriced and amount_of(deal.discovery.get("budget_per_year")) is not None:
        notes.append(f"{tier.name} is negotiated, so the budget cannot be held against a price yet")
    agents = count_of(deal.discovery.get("agents"))
    if agents is not None and agents < tier.agents.minimum and tier.agents.maximum is None:
        notes.append(f"{tier.name} usually begins at {tier.agents.minimum} agents and covers {agents}")
    return tuple(notes)
