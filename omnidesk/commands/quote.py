"""``omnidesk quote``: what a deal costs, when it is paid, and how each figure came about."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from omnidesk.commands.deal_input import DealInput, price, read_catalog, read_input
from omnidesk.commands.output import figure, percent, print_json, print_problems, print_table
from omnidesk.commands.parser import Commands, add_deal_file, add_json
from omnidesk.commands.schedule import print_payments
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError
from omnidesk.domain.line import LineItem
from omnidesk.domain.quote import Quote
from omnidesk.domain.totals import Totals

if TYPE_CHECKING:
    from omnidesk.wizard.explain import Explanation

TOTALS = (
    ("committed_total", "Committed over the term (TCV)"),
    ("recurring_total", "  of which recurring"),
    ("one_time_total", "  of which one-time"),
    ("first_year_total", "Committed in the first year"),
    ("acv", "A year (ACV = ARR)"),
    ("mrr", "A month (MRR)"),
    ("tax_total", "Tax on the committed total"),
)


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "quote",
        "price a deal file: lines, discounts, totals and payments",
        example="omnidesk quote resources/samples/architect-broadcaster.yaml --explain subscription",
        run=run,
    )
    add_deal_file(parser)
    add_json(parser)
    explained = "how a line, a total or any other figure (payment:1, roi:base:npv) came about"
    parser.add_argument("--explain", metavar="LINE", help=explained)


def run(options: argparse.Namespace) -> int:
    """Print the quote, or the way to one of its figures."""
    source, catalog = read_input(options), read_catalog(options)
    priced = price(source, catalog)
    if options.explain is not None:
        _explain(source, catalog, priced, options.explain, as_json=options.json)
    elif options.json:
        print_json(priced)
    else:
        print_problems([source.placed(problem) for problem in priced.warnings])
        _print(source, catalog, priced)
    return 0


def _explain(source: DealInput, catalog: Catalog, priced: Quote, name: str, *, as_json: bool) -> None:
    from omnidesk.domain.derivations import derive
    from omnidesk.formatting import Formatter
    from omnidesk.wizard.context import Context
    from omnidesk.wizard.explain import explain, figures_of

    context = Context(source.deal, catalog, Formatter("en"))
    figures = figures_of(context, name)
    if not figures:
        known = [*(line.id for line in priced.lines), *(each.figure for each in priced.derivations)]
        raise InputError(f"--explain: this quote has no line or total “{name[:40]}”; it has {', '.join(known)}")
    if as_json:
        derivations = [derive(source.deal, catalog, priced, each) for each in figures]
        print_json({"line": name, "currency": priced.currency, "derivations": derivations})
        return
    for each in figures:
        found = explain(context, each)
        if found is not None:
            _print_explanation(found)


def _print_explanation(found: "Explanation") -> None:
    print(f"{found.title} = {found.amount}")
    rows = [
        *((step.name, step.value) for step in found.steps),
        ("Rule", found.rule),
        ("Rounding", found.rounding),
        ("From", found.source),
    ]
    width = max(len(name) for name, _text in rows)
    for name, text in rows:
        print(f"  {name.ljust(width)}  {text}")
    print()


def _print(source: DealInput, catalog: Catalog, priced: Quote) -> None:
    tier, term, totals = catalog.tier(priced.tier), priced.term, priced.totals
    if tier is None or term is None or totals is None:  # only a refused quote has none
        return
    who = source.deal.client.name or "Unnamed client"
    print(f"{who}: {tier.name}, {term.start} to {term.end} ({term.months} months), all amounts in {priced.currency}\n")
    _print_lines("Committed", [line for line in priced.lines if line.kind != "estimated"])
    _print_lines("Estimated, never part of the committed total", [x for x in priced.lines if x.kind == "estimated"])
    _print_totals(priced, totals)
    print_payments(source.deal, catalog, priced)
    _print_beside(priced)
    print(f"\nDeal hash {priced.deal_hash}")


def _print_lines(title: str, lines: Sequence[LineItem]) -> None:
    if not lines:
        return
    head = ("Line", "Id", "Kind", "Quantity", "Unit", "List", "Discount", "Net")
    rows: list[tuple[str, ...]] = []
    for line in lines:
        kind = line.kind.replace("_", "-")
        quantity = figure(line.quantity.normalize())
        rows.append((line.label, line.id, kind, quantity, line.unit, figure(line.list), "", figure(line.net)))
        for off in line.discounts:
            rows.append((f"  {off.label} {percent(off.percent)}", "", "", "", "", "", figure(-off.amount), ""))
    print(title)
    print_table(head, rows, right=("Quantity", *head[5:]))
    print()


def _print_totals(priced: Quote, totals: Totals) -> None:
    rows = [(label, figure(getattr(totals, name))) for name, label in TOTALS]
    rows += [
        (f"  {tax.label} {percent(tax.percent)} of {figure(tax.base)}", figure(tax.amount)) for tax in priced.taxes
    ]
    print("Totals before tax")
    print_table(("", priced.currency), rows, right=(priced.currency,))
    print(f"\nEstimated over the term: {figure(totals.estimated_total)} {priced.currency}")


def _print_beside(priced: Quote) -> None:
    flame = priced.flame
    if flame.stake or flame.earned:
        support = ", priority support" if flame.priority_support else ""
        print(f"\nFlameCoin: {flame.stake:,} staked, {flame.votes:,} votes{support}, {flame.earned:,} earned")
    if priced.usage and priced.cheapest_plan != priced.usage.plan.id:
        print(f"\nThe cheapest usage plan for this volume is {priced.cheapest_plan}, not {priced.usage.plan.id}")
    for rule in priced.approvals_needed:
        print(f"\nApproval needed before issue: {rule.replace('_', ' ')}")
