"""``omnidesk roi``: what the deal brings against what it costs, in scenarios and by simulation."""

import argparse
from decimal import Decimal

from omnidesk.commands.deal_input import price, read_catalog, read_input
from omnidesk.commands.output import NOTHING, figure, percent, print_json, print_problems, print_table
from omnidesk.commands.parser import Commands, add_deal_file, add_json
from omnidesk.domain.errors import InputError
from omnidesk.domain.money import plain
from omnidesk.domain.roi import Roi, ScenarioResult, project

IN_RANGE = {True: "yes", False: "no", None: NOTHING}


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add(
        "roi",
        "project benefits and cost: ROI, payback, NPV, IRR, percentiles and the inputs that matter most",
        example="omnidesk roi resources/samples/architect-broadcaster.yaml --seed 7",
        run=run,
    )
    add_deal_file(parser)
    add_json(parser)
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="seed of the simulation (1)")


def run(options: argparse.Namespace) -> int:
    """Print the projection."""
    source, catalog = read_input(options), read_catalog(options)
    priced = price(source, catalog)
    roi = project(source.deal, catalog, seed=options.seed, priced=priced)
    if roi is None:  # cannot be: a deal that is priced can be projected
        raise InputError(f"{options.file}: this deal cannot be projected; see: omnidesk quote {options.file}")
    if options.json:
        print_json(roi)
        return 0
    print_problems([source.placed(problem) for problem in priced.warnings])
    _print(roi, priced.currency)
    return 0


def _print(roi: Roi, currency: str) -> None:
    print(f"Value over the term, amounts in {currency}, discounted at {percent(roi.discount_rate_percent)} a year\n")
    head = ("Scenario", "Benefit", "Cost", "ROI", "Payback", "NPV", "IRR", "In typical range")
    rows = [_row(name, scenario) for name, scenario in roi.scenarios.items()]
    print_table(head, rows, right=head[1:7])
    if roi.typical:
        top = f"to {roi.typical.maximum_roi_percent}%" if roi.typical.maximum_roi_percent is not None else "and more"
        print(f"\n  Typical of {roi.typical.name}: {roi.typical.minimum_roi_percent} {top}")
    runs = roi.monte_carlo
    chances = f"P10 {_rate(runs.p10)}, P50 {_rate(runs.p50)}, P90 {_rate(runs.p90)}"
    print(f"\nROI by simulation: {chances} ({runs.runs:,} runs, seed {runs.seed})")
    if roi.tornado:
        print("\nWhat moves ROI most")
        head = ("Input", "At low", "At high")
        print_table(head, [(bar.label, _rate(bar.low), _rate(bar.high)) for bar in roi.tornado], right=head[1:])
    if roi.network_value is not None:
        print(f"\nNetwork value index (no money): {plain(roi.network_value)}")


def _row(name: str, scenario: ScenarioResult) -> tuple[str, ...]:
    month = scenario.payback_month
    return (
        name,
        figure(scenario.benefit),
        figure(scenario.cost),
        _rate(scenario.roi_percent),
        "never" if month is None else f"month {month}",
        figure(scenario.npv),
        _rate(scenario.irr_percent),
        IN_RANGE[scenario.in_typical_range],
    )


def _rate(value: Decimal | None) -> str:
    """A calculated percentage, with the two decimals it was rounded to."""
    return NOTHING if value is None else f"{figure(value)}%"
