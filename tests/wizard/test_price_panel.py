"""The price beside every step: committed and estimated apart, every figure that of the quote."""

from decimal import Decimal

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal
from omnidesk.domain.subscription import SubscriptionDiscounts
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import outline, price_panel
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import put
from omnidesk.wizard.outline import Outline
from omnidesk.wizard.price_panel import PricePanelView
from omnidesk.wizard.tier import choose

CATALOG = load_catalog()
BROADCASTER = read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))
AGENCY = read_deal(shipped("resources", "samples", "apprentice-agency.yaml"))


def seen(deal: Deal) -> PricePanelView:
    return price_panel.view(Context(deal, CATALOG, Formatter("en")))


def around(deal: Deal) -> Outline:
    return outline.view(Context(deal, CATALOG, Formatter("en")))


def test_committed_lines_have_shares_and_estimated_ones_stand_apart() -> None:
    view = seen(BROADCASTER)
    # 3 × 150,000 − 15% = 382,500; development 280,000; maintenance 90,000; training 4 × 1,500.
    assert [(part.name, part.amount) for part in view.parts] == [
        ("Architect subscription", "$382,500"),
        ("Custom development", "$280,000"),
        ("Maintenance", "$90,000"),
        ("Training sessions", "$6,000"),
    ]
    assert abs(sum(part.share or 0 for part in view.parts) - 1) < 1e-9
    assert view.committed == "$758,500"
    assert [row.name for row in view.estimated][-1] == "Estimated over the term"


def test_discounts_taxes_and_the_first_year_have_their_rows() -> None:
    rows = {row.name: row.amount for row in seen(AGENCY).totals}
    assert rows["Discretionary discount"] == "−€3,312"
    assert rows["German VAT 19%"] == "€14,965.92"
    assert rows["Payable with tax"] == "€93,733.92"


def test_a_deal_without_a_frame_has_no_price_and_says_so() -> None:
    view = seen(Deal())
    assert (view.committed, view.parts) == ("", ())
    assert view.foot == "Preview: 1 problem to solve."


def test_an_open_approval_is_named() -> None:
    discounts = SubscriptionDiscounts(discretionary_percent=Decimal(12), discretionary_reason="Reference")
    generous = put(AGENCY, "models.subscription.discounts", discounts)
    assert seen(generous).foot.startswith("Needs an approval of the discretionary discount")


def test_an_untouched_deal_shows_no_step_in_red() -> None:
    assert {step.state for step in around(Deal()).steps} == {"todo"}


def test_a_step_is_done_or_needs_a_look_and_problems_name_it() -> None:
    states = {step.id: step.state for step in around(BROADCASTER).steps}
    assert states["client"] == states["discovery"] == states["tier"] == states["models"] == "done"
    wrong = around(choose(BROADCASTER, "sovereign"))
    states = {step.id: step.state for step in wrong.steps}
    assert (states["client"], states["tier"]) == ("problem", "problem")
    told = {problem.field: (problem.step, problem.text) for problem in wrong.problems}
    assert told["tier_reason"] == ("tier", "Sovereign is chosen and Architect recommended: say why.")
    assert told["terms.negotiated_base_per_year"][0] == "client"


def test_notes_say_what_each_step_holds() -> None:
    notes = {step.id: step.note for step in around(AGENCY).steps}
    assert notes["client"] == "Nordlicht Kommunikation GmbH"
    assert notes["discovery"] == "17 of 22 answered"
    assert notes["tier"] == "Apprentice"
    assert notes["models"] == "2 models"
