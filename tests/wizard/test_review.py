"""Review and sign without a window: what stops a document, what is unusual, approvals bound to the price."""

import datetime
from decimal import Decimal

from omnidesk.deal_file import read_deal
from omnidesk.domain.deal import Deal
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import review, sign
from omnidesk.wizard.context import Context
from omnidesk.wizard.form import put
from omnidesk.wizard.steps import STEPS

CATALOG = load_catalog()
ARCHITECT = read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))
DISCOUNT = "models.subscription.discounts"
TODAY = datetime.date(2026, 1, 12)


def context(deal: Deal) -> Context:
    return Context(deal, CATALOG, Formatter("en"))


def discounted(percent: int) -> Deal:
    deal = put(ARCHITECT, f"{DISCOUNT}.discretionary_percent", Decimal(percent))
    return put(deal, f"{DISCOUNT}.discretionary_reason", "First broadcaster in the region")


def test_a_sound_deal_is_ready_and_nothing_is_listed() -> None:
    view = review.view(context(ARCHITECT))
    assert (view.ready, view.verdict) == (True, "Nothing stops this proposal.")
    assert view.stops == view.warnings == view.unusual == view.before_contract == ()


def test_each_refusal_leads_to_the_step_where_it_is_put_right() -> None:
    deal = put(put(ARCHITECT, "terms.months", 6), "models.custom_development.discovery_fee", Decimal(500))
    view = review.view(context(deal))
    assert {finding.step for finding in view.stops} == {"client", "models", "milestones"}
    assert all(finding.where in {step.name for step in STEPS} for finding in view.stops)
    assert view.verdict == f"{len(view.stops)} things stop this proposal."


def test_a_high_discount_is_unusual_stops_issue_and_an_approval_lifts_it() -> None:
    deal = discounted(12)
    view = review.view(context(deal))
    assert [unusual.text for unusual in view.unusual] == ["First broadcaster in the region"]
    assert view.unusual[0].title == "Discretionary discount: 12%, $45,900.00"  # 12% of 382,500
    assert [needed.rule for needed in view.needed] == ["discretionary_discount"]
    assert view.stops[0].text.endswith("someone has to approve this price.")
    approved = review.approve(context(deal), "discretionary_discount", " A. Chen ", "Reference client", TODAY)
    view = review.view(context(approved))
    assert view.ready
    assert view.given[0].valid
    assert view.given[0].text == "A. Chen, January 12, 2026: Reference client"
    assert review.withdraw(approved, 0) == deal


def test_an_approval_is_void_once_the_price_changes_and_a_new_one_takes_its_place() -> None:
    deal = review.approve(context(discounted(12)), "discretionary_discount", "A. Chen", "Reference client", TODAY)
    changed = put(deal, f"{DISCOUNT}.discretionary_percent", Decimal(14))
    view = review.view(context(changed))
    assert not view.given[0].valid
    assert view.stops[0].text.endswith("A. Chen approved another price; ask again.")
    again = review.approve(context(changed), "discretionary_discount", "A. Chen", "Still right", TODAY)
    assert len(again.approvals) == 1
    assert review.view(context(again)).ready


def test_another_tier_than_recommended_is_unusual_with_its_reason() -> None:
    deal = put(put(ARCHITECT, "tier", "sovereign"), "tier_reason", "They want to vote on the roadmap")
    deal = put(deal, "terms.negotiated_base_per_year", Decimal(300_000))
    titles = [unusual.title for unusual in review.view(context(deal)).unusual]
    assert titles[:2] == ["Sovereign instead of the recommended Architect", "Negotiated price"]


def test_a_contract_lacks_what_a_proposal_may_leave_open() -> None:
    deal = put(ARCHITECT, "models.performance.baseline", None)
    view = review.view(context(deal))
    assert view.ready
    assert [finding.path for finding in view.before_contract] == ["models.performance.baseline"]
    options = {option.kind: option for option in sign.view(context(deal)).documents}
    assert options["proposal"].stops == options["summary"].stops == ()
    assert [stop.path for stop in options["contract"].stops] == ["models.performance.baseline"]


def test_an_open_approval_makes_every_document_a_draft() -> None:
    view = sign.view(context(discounted(12)))
    assert all(option.draft for option in view.documents)
    assert "DRAFT" in view.draft_note
    assert sign.view(context(ARCHITECT)).draft_note == ""


def test_files_are_named_after_the_client_in_plain_letters() -> None:
    view = sign.view(context(put(ARCHITECT, "client.name", "Zürcher Ärzte & Söhne / Ltd.")))
    assert view.documents[0].file_name == "zurcher-arzte-sohne-ltd-proposal.pdf"
    assert sign.view(context(put(ARCHITECT, "client.name", "放送"))).deal_file == "deal.yaml"


def test_notes_are_kept_as_written() -> None:
    assert review.view(context(review.write_notes(ARCHITECT, "Call on Monday\n"))).notes == "Call on Monday\n"
