"""Value without a window: inputs, their problems, and what the benefits come to."""

from decimal import Decimal

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal
from omnidesk.domain.value import Network
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import value
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import drop_row, put
from omnidesk.wizard.outcome import outcome
from omnidesk.wizard.value import BENEFITS

CATALOG = load_catalog()
ARCHITECT = read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))
SEEKER = read_deal(shipped("resources", "samples", "seeker-startup.yaml"))


def context(deal: Deal) -> Context:
    return Context(deal, CATALOG, Formatter("en"))


def test_benefits_stand_on_rungs_with_their_typical_return() -> None:
    view = value.view(context(ARCHITECT))
    assert view.benefits == ("cost_reduction", "revenue_enhancement")
    assert view.typical == ("typically 50 to 100%", "typically 300 to 1,000%")
    assert view.form[f"{BENEFITS}.0.yearly.base"].text == "450,000"


def test_a_benefit_comes_with_nothing_stated_and_goes_again() -> None:
    deal = value.add_benefit(ARCHITECT, "efficiency_improvement")
    assert value.view(context(deal)).form[f"{BENEFITS}.2.yearly.high"].text == "0"
    assert drop_row(deal, BENEFITS, 2) == ARCHITECT


def test_cases_that_do_not_rise_are_refused_beside_the_first() -> None:
    view = value.view(context(put(ARCHITECT, f"{BENEFITS}.1.yearly.low", Decimal(10_000_000))))
    assert "low case" in view.form[f"{BENEFITS}.1.yearly.low"].problem
    assert view.form[f"{BENEFITS}.0.yearly.low"].problem == ""


def test_the_network_has_an_index_and_no_money() -> None:
    view = value.view(context(ARCHITECT))
    # 30² × 0.4 × 0.7 × 3
    assert view.network is not None
    assert view.network.index == "756"
    off = value.switch_network(ARCHITECT, None)
    assert value.view(context(off)).network is None
    unlimited = value.switch_network(ARCHITECT, Network(agents="unlimited"))
    shown = value.view(context(unlimited)).network
    assert shown is not None
    assert shown.index == "none"


def test_scaling_steps_and_depth_are_chosen_and_taken_back() -> None:
    deal = value.choose_steps(ARCHITECT, "geography", ("europe", "global"))
    chosen = {path.id: [step.id for step in path.steps if step.chosen] for path in value.view(context(deal)).scaling}
    assert chosen["geography"] == ["europe", "global"]
    assert value.choose_depth(deal, "sovereign").scaling.depth == "sovereign"
    assert value.choose_depth(deal, "enterprise").scaling.depth is None


def test_the_outcome_has_its_headlines_scenarios_and_charts() -> None:
    found = outcome(context(ARCHITECT))
    assert found is not None
    assert [figure.name for figure in found.figures] == [
        "Return on investment",
        "Payback",
        "Net present value",
        "Internal rate",
    ]
    assert found.figures[0].caution  # 235% lies below the 300 to 1000% of revenue enhancement
    assert found.figures[1].value == "Month 9"
    assert len(found.course.labels) == len(found.course.cost) == 36
    assert {swing.label for swing in found.swings} == {"Revenue enhancement", "Cost reduction", "Revenue share"}
    low, base, high = next(row.cases for row in found.scenarios if row.name == "Benefit over the term")
    assert (low, base, high) == ("$2,108,333.33", "$3,543,750.00", "$5,487,500.00")
    p10, p50, p90 = (Decimal(figure.value.rstrip("%").replace(",", "")) for figure in found.percentiles)
    assert p10 < p50 < p90


def test_a_rate_that_says_nothing_is_not_shown_to_the_last_digit() -> None:
    found = outcome(context(SEEKER))
    assert found is not None
    assert found.scenarios[-1].cases[1] == "Above 1,000%"


def test_without_benefits_or_a_price_there_is_no_outcome() -> None:
    assert outcome(context(put(ARCHITECT, BENEFITS, ()))) is None
    assert outcome(context(put(ARCHITECT, "terms.effective_date", None))) is None
