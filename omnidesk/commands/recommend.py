"""``omnidesk recommend``: from discovery answers to ranked tiers with reasons."""

import argparse

import msgspec

from omnidesk.commands.deal_input import read_catalog, read_input
from omnidesk.commands.output import figure, print_json, print_problems, print_table, print_wrapped
from omnidesk.commands.parser import Commands, add_deal_file, add_json
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.problems.discovery import discovery_problems
from omnidesk.domain.recommendation import Assessment, Recommendation, recommend


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "recommend",
        "rank the tiers by the discovery answers of a deal file, with reasons",
        example="omnidesk recommend resources/samples/architect-broadcaster.yaml",
        run=run,
    )
    add_deal_file(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Print the recommendation."""
    source, catalog = read_input(options), read_catalog(options)
    problems = list(discovery_problems(source.deal, catalog))
    refusals = [problem for problem in problems if problem.severity == "refusal"]
    if refusals:
        raise source.refused(refusals)
    recommendation = recommend(source.deal, catalog)
    if options.json:
        print_json(_view(recommendation))
        return 0
    print_problems([source.placed(problem) for problem in problems])
    _print(recommendation, source.deal, catalog)
    return 0


def _view(recommendation: Recommendation) -> dict[str, object]:
    """The recommendation in the shape that others rely on: conflicts as sentences, their parts beside them."""
    view = msgspec.structs.asdict(recommendation)
    return {
        **view,
        "conflicts": [conflict.text for conflict in recommendation.conflicts],
        "conflict_parts": recommendation.conflicts,
    }


def _print(recommendation: Recommendation, deal: Deal, catalog: Catalog) -> None:
    chosen = recommendation.tier(recommendation.recommended)
    print(f"Recommended: {chosen.name if chosen else 'no tier'}")
    typical = catalog.tier(recommendation.typical_for_audience)
    if typical:
        grow = " (one to grow into)" if recommendation.grow_into else ""
        print(f"  Typical for this audience: {typical.name}{grow}")
    for title, texts in (
        ("Alternative", recommendation.alternatives),
        ("Conflict", [conflict.text for conflict in recommendation.conflicts]),
        ("Note", recommendation.notes),
    ):
        for text in texts:
            print(f"  {title}: {text}")
    print()
    head = ("Tier", f"{deal.terms.currency} a year", "Months at least", "Needs met")
    print_table(head, [_row(tier) for tier in recommendation.tiers], right=head[1:])
    for tier in recommendation.tiers:
        _print_reasons(tier)


def _row(tier: Assessment) -> tuple[str, ...]:
    price = "negotiated" if tier.price_per_year is None else figure(tier.price_per_year)
    return tier.name, price, str(tier.minimum_months), f"{len(tier.met)} of {len(tier.met) + len(tier.unmet)}"


def _print_reasons(tier: Assessment) -> None:
    """What the tier lacks, and the fewest answers that would make it the recommended one."""
    if not tier.unmet and not tier.change:
        return
    print(f"\n  {tier.name}")
    if tier.unmet:
        print_wrapped(f"lacks: {', '.join(tier.unmet)}")
    if tier.change:
        changes = ", ".join(f"{change.question} {_answer(change.to)}" for change in tier.change)
        print_wrapped(f"would be recommended with: {changes}")


def _answer(answer: object) -> str:
    if answer is None:
        return "left open"
    if isinstance(answer, list):
        return " + ".join(map(str, answer))
    return str(answer).lower() if isinstance(answer, bool) else str(answer)
