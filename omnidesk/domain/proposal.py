"""The proposal: one frozen value with everything that a document prints (domain rules §9)."""

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from omnidesk.domain.cash_flow import payments_by_month
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.contract import Contract, contract_of
from omnidesk.domain.contract_problems import contract_problems, printable
from omnidesk.domain.contract_variables import Variable, contract_variables
from omnidesk.domain.deal import Deal
from omnidesk.domain.deal_hash import reference_of
from omnidesk.domain.discovery import Question, is_answered, option_name
from omnidesk.domain.edition import Edition, last_day
from omnidesk.domain.errors import Problem, RefusedError
from omnidesk.domain.price_steps import PriceStep, price_steps
from omnidesk.domain.pricing import Pricing
from omnidesk.domain.quote import Quote, frame, quote
from omnidesk.domain.recommendation import Recommendation, recommend
from omnidesk.domain.roadmap import Roadmap, plan
from omnidesk.domain.roi import Roi, project
from omnidesk.domain.schedule import (
    CashPeriod,
    ScheduleMonth,
    ScheduleYear,
    cash_periods,
    schedule_months,
    schedule_years,
)
from omnidesk.domain.success_plan import SuccessPlan, plan_success
from omnidesk.domain.template import DocumentKind
from omnidesk.domain.template_problems import template_problems
from omnidesk.domain.tier import Tier
from omnidesk.domain.wording import Wording


@dataclass(frozen=True)
class Situation:
    """One answer of the client as a document prints it; ``value`` is text, yes/no, or a number of ``unit``.

    ``question`` is the question's id, ``label`` the question itself and ``subject`` what it is about in a word or two.
    """

    group: str
    label: str
    value: str | bool | int
    question: str
    subject: str
    unit: str


@dataclass(frozen=True)
class Step:
    """A chosen step on a scaling path, with the path it lies on."""

    dimension: str
    name: str


@dataclass(frozen=True)
class Proposal:
    """Everything that is printed. ``draft`` until every needed approval holds; dates are the company's local dates.

    ``reference`` is the edition's, and provisional for what is not issued (``edition`` None).

    Of ``deal``, documents print only what is the client's own or agreed: never notes, reasons or approvals.
    """

    kind: DocumentKind
    reference: str
    edition: Edition | None
    made_on: datetime.date
    valid_until: datetime.date
    language: str
    draft: bool
    deal: Deal
    catalog: Catalog
    tier: Tier
    recommendation: Recommendation
    situation: tuple[Situation, ...]
    needs: Mapping[str, str]
    quote: Quote
    total_payable: Decimal
    price_steps: tuple[PriceStep, ...]
    years: tuple[ScheduleYear, ...]
    months: tuple[ScheduleMonth, ...]
    periods: tuple[CashPeriod, ...]
    roi: Roi | None
    roadmap: Roadmap
    success: SuccessPlan
    scaling: tuple[Step, ...]
    contract: Contract
    variables: Mapping[str, Variable]
    open_points: tuple[Problem, ...]


def propose(
    deal: Deal,
    catalog: Catalog,
    *,
    kind: DocumentKind = "proposal",
    today: datetime.date,
    language: str | None = None,
    printed: Catalog | None = None,
    edition: Edition | None = None,
) -> Proposal:
    """Put together what a document prints.

    ``printed`` is the catalog in the document's language: every word comes from it, every price and the hash from
    ``catalog``.

    ``edition`` is the number and version under which it is issued; without one its reference is provisional.

    Raises RefusedError with every problem when the deal has refusals, or when a contract lacks something.
    """
    priced = _priced(deal, catalog, printed)
    agreement = _agreement(deal, priced, kind)
    roadmap = plan(deal, priced.catalog, priced.quote)
    if roadmap is None:
        raise RefusedError(priced.quote.problems)
    made = _put_together(deal, priced, agreement, roadmap, kind, today)
    if language:
        made = dataclasses.replace(made, language=language)
    if edition is None:
        return made
    return dataclasses.replace(
        made,
        edition=edition,
        reference=edition.reference,
        made_on=edition.made_on,
        valid_until=edition.valid_until,
    )


@dataclass(frozen=True)
class _Priced:
    """What a deal costs, in the words that are printed: ``payable`` with taxes."""

    catalog: Catalog
    quote: Quote
    tier: Tier
    pricing: Pricing
    payable: Decimal


@dataclass(frozen=True)
class _Agreement:
    """The contract with what its clauses name, and what is open in it."""

    contract: Contract
    variables: Mapping[str, Variable]
    open_points: tuple[Problem, ...]


def _priced(deal: Deal, catalog: Catalog, printed: Catalog | None) -> _Priced:
    priced = quote(deal, catalog)
    tier = catalog.tier(priced.tier)
    pricing = frame(deal, catalog, tier)
    if priced.refusals or tier is None or pricing is None or priced.totals is None:
        raise RefusedError(priced.refusals)
    payable = priced.totals.committed_total + priced.totals.tax_total
    if printed is None:
        return _Priced(catalog, priced, tier, pricing, payable)
    said = _worded(deal, catalog, priced, printed)
    return _Priced(printed, said, printed.tier(said.tier) or tier, pricing, payable)


def _agreement(deal: Deal, priced: _Priced, kind: DocumentKind) -> _Agreement:
    contract = contract_of(deal, priced.catalog, priced.tier)
    variables = contract_variables(deal, priced.catalog, priced.quote, priced.tier, contract.law)
    blocking = contract_problems(deal, priced.catalog, contract, variables)
    if kind == "contract" and blocking:
        raise RefusedError(blocking)
    if wrong := template_problems(deal.documents, variables, (kind,)):
        raise RefusedError(wrong)
    return _Agreement(contract, variables, printable(blocking))


def _put_together(
    deal: Deal, priced: _Priced, agreement: _Agreement, roadmap: Roadmap, kind: DocumentKind, today: datetime.date
) -> Proposal:
    """The document as it is until it is issued, in the client's language."""
    catalog, said, pricing = priced.catalog, priced.quote, priced.pricing
    months = schedule_months(payments_by_month(said.payments, pricing), pricing)
    return Proposal(
        kind=kind,
        reference=reference_of(deal, said.deal_hash),
        edition=None,
        made_on=today,
        valid_until=last_day(today, catalog.policy),
        language=deal.client.language,
        draft=bool(said.approvals_needed),
        deal=deal,
        catalog=catalog,
        tier=priced.tier,
        recommendation=recommend(deal, catalog),
        situation=_situation(deal, catalog),
        needs=need_names(catalog),
        quote=said,
        total_payable=priced.payable,
        price_steps=price_steps(said, model_names(catalog), priced.payable),
        years=_years(said, pricing),
        months=months,
        periods=cash_periods(months, pricing),
        roi=project(deal, catalog, priced=said) if deal.value.benefits else None,
        roadmap=roadmap,
        success=plan_success(deal, catalog, pricing),
        scaling=chosen_steps(deal, catalog),
        contract=agreement.contract,
        variables=agreement.variables,
        open_points=agreement.open_points,
    )


def _worded(deal: Deal, catalog: Catalog, priced: Quote, printed: Catalog) -> Quote:
    """The same quote with what it says in the words of another language."""
    said = quote(_milestones_worded(deal, catalog, printed), printed)
    return msgspec.structs.replace(
        priced, lines=said.lines, payments=said.payments, milestones=said.milestones, usage=said.usage
    )


def _milestones_worded(deal: Deal, catalog: Catalog, printed: Catalog) -> Deal:
    """The deal with those milestones in the other language that still have the name they have in the catalog."""
    development = deal.models.custom_development
    if development is None or development.milestones is None:
        return deal
    pairs = zip(catalog.development.milestones, printed.development.milestones, strict=True)
    names = {ours.name: theirs.name for ours, theirs in pairs}
    renamed = tuple(
        msgspec.structs.replace(each, name=names.get(each.name, each.name)) for each in development.milestones
    )
    development = msgspec.structs.replace(development, milestones=renamed)
    return msgspec.structs.replace(deal, models=msgspec.structs.replace(deal.models, custom_development=development))


def _years(priced: Quote, pricing: Pricing) -> tuple[ScheduleYear, ...]:
    return schedule_years(priced.payments, {line.id: line.label for line in priced.lines}, pricing)


def model_names(catalog: Catalog) -> dict[str, str]:
    """The names of the revenue models that have committed lines, by the model's id."""
    return {"subscription": catalog.subscription.name, "custom_development": catalog.development.name}


def need_names(catalog: Catalog) -> dict[str, str]:
    """A name for every need id: the question's label, for a flag the option's name."""
    names: dict[str, str] = {}
    for question in catalog.discovery.questions:
        names[question.id] = question.label
        if question.need == "flags":
            names |= {f"{question.id}.{option.id}": option.name for option in question.options}
    return names


def _situation(deal: Deal, catalog: Catalog) -> tuple[Situation, ...]:
    groups = {group.id: group.name for group in catalog.discovery.groups}
    rows: list[Situation] = []
    for question in catalog.discovery.questions:
        answer = deal.discovery.get(question.id)
        if question.internal or not is_answered(answer):
            continue
        value = _shown(question, answer, catalog.wording)
        if value not in ("", None):
            group = groups.get(question.group, question.group)
            row = Situation(group, question.label, value, question.id, question.subject, question.unit or "")
            rows.append(row)
    return tuple(rows)


def _shown(question: Question, answer: object, wording: Wording) -> str | bool | int | None:
    if isinstance(answer, dict):
        return wording.listed(option.name for option in question.options if answer.get(option.id) is True)
    if isinstance(answer, list):
        return wording.listed(option_name(question, str(each)) for each in answer)
    if isinstance(answer, bool | int):
        return answer
    return option_name(question, str(answer)) if question.options else str(answer)


def chosen_steps(deal: Deal, catalog: Catalog) -> tuple[Step, ...]:
    """The steps of growth that a client means to take: along each dimension, then the depth."""
    spec, chosen = catalog.scaling, deal.scaling
    rows = ((spec.industry, chosen.industry), (spec.geography, chosen.geography), (spec.use_cases, chosen.use_cases))
    steps = [
        Step(dimension.name, step.name)
        for dimension, ids in rows
        for path in dimension.paths
        for step in path.steps
        if step.id in ids
    ]
    depth = next((each for each in spec.depth if each.id == chosen.depth), None)
    return (*steps, Step(catalog.wording.depth, depth.name)) if depth else tuple(steps)
