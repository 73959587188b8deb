"""Explain the figures of the desk: what the headlines of the overview are made of. No Qt."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from omnidesk.domain.pipeline import Amounts, DealGroup, amounts
from omnidesk.i18n import _
from omnidesk.wizard.desk_board import DeskTerms
from omnidesk.wizard.desk_words import deals_words, stage_name
from omnidesk.wizard.explain import Explanation, ExplanationStep

DESK = "desk:"
"""Before the figures of headlines, which are of many deals."""


def explained(
    own: Sequence[DealGroup], offered: Sequence[DealGroup], running: Sequence[str], currency: str, terms: DeskTerms
) -> Mapping[str, Explanation]:
    """How the headlines of a currency came about, by their figure: ``own`` are its deals, ``offered`` those issued."""
    weights = terms.policy.stage_weights.value
    stages = [(stage, percent, [group for group in own if group.stage == stage]) for stage, percent in weights.items()]
    open_stages = [(stage, percent, amounts(groups, weights)) for stage, percent, groups in stages]
    won = [(stage, amounts([group for group in own if group.stage == stage], {})) for stage in running]
    found = (
        _pipeline(open_stages, currency, terms, estimated=False),
        _pipeline(open_stages, currency, terms, estimated=True),
        _won(won, currency, terms),
        _discount(amounts(offered, {}), currency, terms),
    )
    return {each.figure: each for each in found}


def _pipeline(
    stages: Sequence[tuple[str, Decimal, Amounts]], currency: str, terms: DeskTerms, *, estimated: bool
) -> Explanation:
    steps: list[ExplanationStep] = []
    whole = weighted = Decimal(0)
    for stage, percent, found in stages:
        amount = found.estimated if estimated else found.committed
        part = found.weighted_estimated if estimated else found.weighted_committed
        whole, weighted = whole + amount, weighted + part
        name, share = stage_name(stage), terms.formatter.percent(percent)
        steps.append(ExplanationStep(_counted(name, found.deals, terms), terms.formatter.money(amount, currency)))
        told = _("{stage}, weighted with {percent}").format(stage=name, percent=share)
        steps.append(ExplanationStep(told, terms.formatter.money(part, currency)))
    steps.append(ExplanationStep(_("Weighted in all"), terms.formatter.money(weighted, currency)))
    return Explanation(
        figure=f"{DESK}estimated" if estimated else f"{DESK}committed",
        title=_("Estimated beside it") if estimated else _("Committed pipeline"),
        amount=terms.formatter.money(whole, currency),
        steps=tuple(steps),
        rule=_("The totals of all open deals in one currency, added up; a stage is open where it has a weight."),
        rounding=_("Sums are exact; the weighted sum of a stage is rounded half up once. The headline is shortened."),
        source="policy.yaml: stage_weights",
    )


def _won(stages: Sequence[tuple[str, Amounts]], currency: str, terms: DeskTerms) -> Explanation:
    steps = [
        ExplanationStep(
            _counted(stage_name(stage), found.deals, terms), terms.formatter.money(found.committed, currency)
        )
        for stage, found in stages
    ]
    return Explanation(
        figure=f"{DESK}won",
        title=_("Won and running"),
        amount=terms.formatter.money(sum((found.committed for _stage, found in stages), Decimal(0)), currency),
        steps=tuple(steps),
        rule=_("The committed totals of the deals that are accepted or active, over their whole term."),
        rounding=_("Sums are exact; the headline is shortened."),
        source=_("the deals themselves"),
    )


def _discount(given: Amounts, currency: str, terms: DeskTerms) -> Explanation:
    percent = given.discount_percent
    return Explanation(
        figure=f"{DESK}discount",
        title=_("Discount we give"),
        amount="–" if percent is None else terms.formatter.percent(percent),
        steps=(
            ExplanationStep(_("Issued and won deals"), terms.formatter.number(given.deals)),
            ExplanationStep(_("Their list price"), terms.formatter.money(given.list, currency)),
            ExplanationStep(_("What was taken off"), terms.formatter.money(given.discount, currency)),
        ),
        rule=_("What was taken off, in percent of the list price; large deals count more than small ones."),
        rounding=_("Half up to one decimal place."),
        source=_("the deals themselves"),
    )


def _counted(name: str, count: int, terms: DeskTerms) -> str:
    return f"{name} · {deals_words(count, terms.formatter)}"
