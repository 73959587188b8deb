"""The step of the contract without a window: what it shows, and what a person can do with each clause."""

from msgspec.structs import replace

from omnidesk.contract_words import text_of
from omnidesk.deal_file import decode_deal, encode_deal, parse_deal, read_deal, write_deal
from omnidesk.domain.deal import Deal
from omnidesk.formatting import Formatter
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.wizard import contract, contract_clause, review
from omnidesk.wizard import contract_changes as changes
from omnidesk.wizard.context import Context
from omnidesk.wizard.contract_clause import ClauseDetail
from omnidesk.wizard.form import put
from omnidesk.wizard.steps import step_of

CATALOG = load_catalog()
ARCHITECT = read_deal(shipped("resources", "samples", "architect-broadcaster.yaml"))


def context(deal: Deal) -> Context:
    return Context(deal, CATALOG, Formatter("en"))


def detail(deal: Deal, clause_id: str) -> ClauseDetail:
    found = contract_clause.detail(context(deal), clause_id)
    assert found is not None
    return found


def order(deal: Deal) -> list[str]:
    return [line.id for line in contract.view(context(deal)).lines]


def test_a_sound_contract_is_all_standard_and_asks_for_nothing() -> None:
    view = contract.view(context(ARCHITECT))
    assert view.summary.endswith("clauses, all as in the library.")
    assert (view.missing, view.pack, view.reordered) == ("", "neutral", False)
    assert {line.state for line in view.lines} == {"standard"}
    assert not any(line.problem for line in view.lines)
    assert context(ARCHITECT).contract_problems == ()


def test_without_a_price_there_is_no_contract_yet() -> None:
    bare = context(Deal())
    assert contract.view(bare).missing == contract.MISSING
    assert contract_clause.detail(bare, "liability") is None
    assert list(contract.departures(bare)) == []


def test_a_clause_is_shown_as_it_will_be_printed() -> None:
    shown = detail(ARCHITECT, "custom_development")
    assert shown.heading == "11  Custom development"
    assert text_of(shown.paragraphs[0].rows[0]) == "Discovery complete: 25% or $70,000.00, on February 22, 2026"
    assert "section 6" in shown.paragraphs[1].text
    assert "{milestones}" in shown.text  # what a person edits keeps its marks
    assert shown.risk.startswith("Review by counsel.")
    listed = detail(ARCHITECT, "definitions").definitions
    assert [paragraph.text[1:4] for paragraph in listed] == sorted(paragraph.text[1:4] for paragraph in listed)


def test_an_edit_is_marked_diffed_and_asks_for_a_reason_until_it_has_one() -> None:
    before = detail(ARCHITECT, "liability")
    deal = changes.edit(ARCHITECT, before, text=before.text.replace("to the fees", "to half of the fees"))
    shown = detail(deal, "liability")
    assert (shown.state, shown.reason_problem) == ("edited", "Say why clause 18 Liability is not the standard.")
    assert [change.text.strip() for change in shown.changes if change.kind != "same"] == ["half of"]
    assert next(line for line in contract.view(context(deal)).lines if line.id == "liability").problem
    assert changes.edit(ARCHITECT, before, title=before.title, text=before.text) == ARCHITECT
    assert changes.edit(deal, shown, text=before.text) == ARCHITECT, "written back it is no departure"
    assert changes.edit(ARCHITECT, before, title="Limits").contract.deviations["liability"].title == "Limits"
    deal = changes.give_reason(deal, "liability", "The client insists")
    assert context(deal).contract_problems == ()
    assert review.view(context(deal)).unusual[-1].title == "18 Liability: edited"
    assert review.view(context(deal)).unusual[-1].text == "The client insists"
    assert changes.use_standard(deal, "liability") == ARCHITECT


def test_review_leads_to_the_clause_that_blocks() -> None:
    deal = changes.use_fallback(ARCHITECT, detail(ARCHITECT, "liability"))
    (finding,) = review.view(context(deal)).before_contract
    assert (finding.step, finding.path) == ("contract", "contract.deviations.liability.reason")
    assert step_of(finding.path) == "contract"
    assert contract.clause_of(context(deal), finding.path) == "liability"
    assert contract.clause_of(context(deal), "contract.terms.agents") == "definitions"
    assert contract.clause_of(context(deal), "contract.jurisdiction") == ""


def test_the_fallback_is_shown_before_it_is_taken() -> None:
    offered = detail(ARCHITECT, "liability")
    assert "twice" in "".join(change.text for change in offered.fallback if change.kind == "new")
    taken = detail(changes.use_fallback(ARCHITECT, offered), "liability")
    assert (taken.state, taken.fallback) == ("fallback", ())
    assert "twice the fees" in " ".join(paragraph.text for paragraph in taken.paragraphs)
    assert detail(ARCHITECT, "parties").fallback == ()


def test_a_reason_stays_when_one_departure_takes_the_place_of_another() -> None:
    deal = changes.use_fallback(ARCHITECT, detail(ARCHITECT, "liability"))
    deal = changes.give_reason(deal, "liability", "Agreed in the call")
    deal = changes.edit(deal, detail(deal, "liability"), text="Nobody is liable.")
    assert detail(deal, "liability").reason == "Agreed in the call"


def test_an_optional_clause_is_left_out_and_put_back() -> None:
    assert detail(ARCHITECT, "feedback").optional
    assert not detail(ARCHITECT, "liability").optional
    deal = changes.leave_out(ARCHITECT, detail(ARCHITECT, "feedback"))
    last = contract.view(context(deal)).lines[-1]
    assert (last.id, last.number, last.chip) == ("feedback", "", "Left out")
    assert detail(deal, "feedback").reason_problem == "Say why clause Feedback is left out."
    assert "feedback" in order(changes.use_standard(deal, "feedback"))


def test_a_departure_from_an_older_version_says_so_until_it_is_kept() -> None:
    deal = changes.use_fallback(ARCHITECT, detail(ARCHITECT, "liability"))
    aged = put(deal, "contract.deviations.liability.version", 1)
    shown = detail(aged, "liability")
    assert "version 2" in shown.moved_on
    assert "version 1" in shown.moved_on
    assert "version 2" in review.view(context(aged)).unusual[-1].text
    assert changes.keep_on_new_version(aged, shown) == deal


def test_clauses_move_among_those_beside_them_and_take_their_sub_clauses_along() -> None:
    deal = changes.move_by(context(ARCHITECT), "governance", 1)
    assert deal == ARCHITECT  # there is no such clause in this contract
    deal = changes.move_by(context(ARCHITECT), "fees", -1)
    moved = order(deal)
    assert moved.index("fees") < moved.index("subscription") < moved.index("client_duties")
    deal = changes.move_by(context(ARCHITECT), "usage", -1)
    assert order(deal).index("usage") + 1 == order(deal).index("subscription")
    assert changes.move_by(context(ARCHITECT), "parties", -1) is ARCHITECT
    assert contract.view(context(deal)).reordered
    assert changes.standard_order(deal) == ARCHITECT


def test_a_clause_goes_where_it_is_dropped_and_a_sub_clause_stays_under_its_own() -> None:
    rows = order(ARCHITECT)
    assert order(changes.move(context(ARCHITECT), "law", 0))[0] == "law"
    inside = changes.move(context(ARCHITECT), "law", rows.index("usage"))  # among the fees
    assert order(inside).index("law") == order(inside).index("invoicing") - 1
    far = changes.move(context(ARCHITECT), "taxes", 0)
    assert order(far).index("taxes") == order(far).index("fees") + 1


def test_an_own_clause_comes_behind_the_chosen_one_and_goes_for_good() -> None:
    deal, first = changes.add_own(context(ARCHITECT), "Cake", "usage")
    rows = order(deal)
    assert rows[rows.index("usage") + 1] == first
    assert detail(deal, first).heading == "7.5  Cake"
    deal, second = changes.add_own(context(deal), "Tea", "")
    assert order(deal)[-1] == second
    assert second != first
    deal = changes.edit(deal, detail(deal, second), title="Green tea", text="Tea for {client_name}.")
    assert detail(deal, second).paragraphs[0].text == "Tea for Aurora Broadcast AG."
    deal = changes.leave_out(changes.leave_out(deal, detail(deal, first)), detail(deal, second))
    assert deal.contract.own == {}
    assert set(order(deal)) == set(order(ARCHITECT))


def test_the_jurisdiction_words_the_contract_and_brings_its_laws() -> None:
    deal = changes.choose_law(changes.choose_pack(ARCHITECT, "us"), "new_york")
    view = contract.view(context(deal))
    assert (view.pack, view.law, [law.id for law in view.laws]) == ("us", "new_york", ["delaware", "new_york"])
    assert "State of New York" in detail(deal, "law").paragraphs[0].text
    assert contract.view(context(changes.choose_pack(deal, "de"))).law == "germany"


def test_a_worded_contract_comes_back_from_its_file_as_it_was() -> None:
    deal, own = changes.add_own(context(ARCHITECT), "Cake: “{client_name}”", "law")
    deal = changes.give_reason(changes.edit(deal, detail(deal, own), text="One\n\nTwo: #3"), own, "They like cake")
    deal = changes.leave_out(deal, detail(deal, "feedback"))
    assert parse_deal(write_deal(deal), "x.yaml") == deal
    assert decode_deal(encode_deal(deal)) == deal
    assert "contract:" not in write_deal(ARCHITECT)
    assert "title: null" not in write_deal(deal)


def test_a_clause_is_edited_in_the_language_that_it_is_printed_in() -> None:
    german = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Liability"\nmsgstr "Haftung"\n'
    catalog = replace(CATALOG, translations={"de": (german,)})
    deal = put(ARCHITECT, "client.language", "de")
    found = Context(deal, catalog, Formatter("en"))
    shown = contract_clause.detail(found, "liability")
    assert shown is not None
    assert shown.heading == "18  Haftung"
    assert next(line.title for line in contract.view(found).lines if line.id == "liability") == "Liability"
