"""What every wizard step is drawn from: one deal with its quote and recommendation, computed once for each change."""

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TypeVar, cast

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.contract import Contract, contract_of
from omnidesk.domain.contract_problems import contract_problems
from omnidesk.domain.contract_variables import contract_variables
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import Problem
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.quote import Quote, frame, quote
from omnidesk.domain.recommendation import Recommendation, recommend
from omnidesk.domain.roadmap import Roadmap, plan
from omnidesk.domain.roi import Roi, project
from omnidesk.domain.template_problems import template_problems
from omnidesk.domain.tier import Tier
from omnidesk.formatting import Amount, Formatter

Made = TypeVar("Made")


@dataclass(frozen=True)
class Context:
    """One state of the wizard. What a step does not need is not computed: each part on first use."""

    deal: Deal
    catalog: Catalog
    formatter: Formatter
    _made: dict[str, tuple[tuple[object, ...], object]] = field(
        default_factory=dict[str, tuple[tuple[object, ...], object]], compare=False, repr=False
    )

    def after(self, deal: Deal) -> "Context":
        """The state that follows on a change, with what it did not touch: a change replaces a part or leaves it."""
        following = Context(deal, self.catalog, self.formatter, self._made)
        if deal.discovery is self.deal.discovery and deal.terms is self.deal.terms:
            vars(following).update({name: kept for name, kept in vars(self).items() if name == "recommendation"})
        return following

    def worded(self, deal: Deal) -> "Context":
        """The same state with a deal that says the same in more words: what stands by itself is written out in it."""
        same = Context(deal, self.catalog, self.formatter)
        vars(same)["quote"] = self.quote
        return same

    def kept(self, name: str, make: Callable[[], Made], *parts: object) -> Made:
        """What ``make`` gives; the same as before the change where all that it looks at are these very parts."""
        known = self._made.get(name)
        if known is None or len(known[0]) != len(parts) or any(map(operator.is_not, known[0], parts)):
            known = self._made[name] = (parts, make())
        return cast(Made, known[1])

    @cached_property
    def quote(self) -> Quote:
        """The priced deal."""
        return quote(self.deal, self.catalog)

    @cached_property
    def recommendation(self) -> Recommendation:
        """The tiers held against the answers."""
        return recommend(self.deal, self.catalog)

    @cached_property
    def tier(self) -> Tier | None:
        """The tier of the deal: chosen, else recommended."""
        return self.catalog.tier(self.quote.tier)

    @cached_property
    def pricing(self) -> Pricing | None:
        """The frame of prices, once tier, currency and dates stand."""
        return frame(self.deal, self.catalog, self.tier)

    @cached_property
    def contract(self) -> Contract | None:
        """The contract's clauses in English; None while the deal has no price."""
        if self.tier is None or self.quote.totals is None:
            return None
        return contract_of(self.deal, self.catalog, self.tier)

    @cached_property
    def contract_problems(self) -> tuple[Problem, ...]:
        """What stands in the way of issuing the contract; nothing while the deal has no price."""
        if self.contract is None or self.tier is None:
            return ()
        variables = contract_variables(self.deal, self.catalog, self.quote, self.tier, self.contract.law)
        return contract_problems(self.deal, self.catalog, self.contract, variables)

    @cached_property
    def document_problems(self) -> tuple[Problem, ...]:
        """What stops the documents as they are put together; places in texts wait for a price."""
        documents = self.deal.documents
        texts = documents.template.blocks or documents.template.footer
        if not texts or self.contract is None or self.tier is None:
            return template_problems(documents, {})
        variables = contract_variables(self.deal, self.catalog, self.quote, self.tier, self.contract.law)
        return template_problems(documents, variables)

    @cached_property
    def roadmap(self) -> Roadmap | None:
        """The dated roadmap."""
        return plan(self.deal, self.catalog, self.quote)

    @cached_property
    def roi(self) -> Roi | None:
        """The projection; its Monte Carlo takes some 50 ms, so screens ask for it off the UI thread."""
        return project(self.deal, self.catalog, priced=self.quote)

    def problems(self, *fields: str) -> tuple[Problem, ...]:
        """The problems of these fields and of everything below them; with no field, all of them."""
        return tuple(under(self.quote.problems, fields)) if fields else self.quote.problems

    def told(self, *fields: str) -> tuple[Problem, ...]:
        """The problems beside inputs of these fields: their own, and those of a group that they belong to."""
        over = tuple(
            problem for problem in self.quote.problems if any(each.startswith(f"{problem.field}.") for each in fields)
        )
        return (*over, *self.problems(*fields))

    def money(self, amount: object) -> str:
        """An amount in the deal's currency as people read it; empty for None."""
        return self.formatter.money(amount, self.deal.terms.currency) if isinstance(amount, Decimal) else ""

    def figure(self, amount: Decimal, name: str, *, short: bool = False) -> Amount:
        """An amount that can be explained: ``name`` is the id of its figure."""
        return Amount(self.formatter.money(amount, self.deal.terms.currency, short=short), name)


def under(problems: Iterable[Problem], fields: Iterable[str]) -> Iterable[Problem]:
    """The problems whose field is one of ``fields`` or lies below one."""
    paths = tuple(fields)
    return (
        problem
        for problem in problems
        if any(problem.field == path or problem.field.startswith(f"{path}.") for path in paths)
    )
