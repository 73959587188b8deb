"""What becomes of an offer: each step by its own rules, nothing lost, and every step told afterwards."""

import datetime as dt
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.operations import outcomes
from omnidesk.operations.comparing import story
from omnidesk.operations.issuing import IssueOrder, issue
from omnidesk.operations.kept_deals import AgreedError, keep, keep_new, take
from omnidesk.operations.outcomes import Acceptance, IssueFirstError
from omnidesk.operations.repricing import PricesChangedError, reprice, repricing
from omnidesk.operations.successors import amend, renew
from omnidesk.store import deals, moves, stages
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from tests.commands.conftest import ARCHITECT
from tests.operations.conftest import BRIEF, NOW, IssueDeal

DAY = dt.timedelta(days=1)
LATE = NOW + 31 * DAY

Step = Callable[[Store, str, Catalog], DealRow]


def accepted(store: Store, row: DealRow, catalog: Catalog) -> DealRow:
    return outcomes.accept(store, row.id, catalog, now=NOW + DAY, who="kim")


def dearer(catalog: Catalog) -> Catalog:
    """The catalog of a year later: what costs by the month costs twice."""
    tiers = tuple(
        replace(tier, price=replace(tier.price, monthly=tier.price.monthly * 2)) if tier.price.monthly else tier
        for tier in catalog.tiers
    )
    return replace(catalog, tiers=tiers)


def longer(deal: Deal, months: int = 9) -> Deal:
    return replace(deal, terms=replace(deal.terms, months=months))


def test_an_offer_is_accepted_begins_and_ends(store: Store, catalog: Catalog, issued: IssueDeal) -> None:
    row = issued()
    proof = Acceptance(evidence={"sha256": "ab" * 32}, reason="signed and returned")
    taken = outcomes.accept(store, row.id, catalog, now=NOW + DAY, acceptance=proof, who="kim")
    assert (taken.stage, taken.stage_since, taken.valid_until) == ("accepted", "2026-03-11", None)
    assert outcomes.activate(store, row.id, catalog, now=NOW + 2 * DAY).stage == "active"
    assert outcomes.end(store, row.id, catalog, now=NOW + 3 * DAY, reason="term over").stage == "ended"
    steps = stages.events(store, row.id)
    assert [each.after for each in steps] == ["issued", "accepted", "active", "ended"]
    assert (steps[1].who, steps[1].reason, steps[1].evidence) == ("kim", "signed and returned", {"sha256": "ab" * 32})
    (version,) = story(store, row.id, NOW.date()).versions
    assert version.state == "accepted"


def test_a_client_may_accept_the_open_version_while_the_next_one_is_drafted(
    store: Store, catalog: Catalog, seeker: Deal, issued: IssueDeal
) -> None:
    row = keep(store, issued(), longer(seeker), catalog)
    assert row.stage == "draft"
    taken = outcomes.accept(store, row.id, catalog, now=NOW, version=1)
    assert (taken.stage, taken.committed_minor) == ("accepted", 3600_00)
    assert take(store, row.id).deal == seeker
    assert [each.after for each in stages.events(store, row.id)] == ["issued", "draft", "issued", "accepted"]


def test_a_version_that_was_superseded_or_that_never_was_is_not_accepted(
    store: Store, catalog: Catalog, seeker: Deal, issued: IssueDeal
) -> None:
    row = issue(store, keep(store, issued(), longer(seeker), catalog), catalog, BRIEF, now=NOW).row
    with pytest.raises(InputError, match="OD-2026-0001 v1 is superseded"):
        outcomes.accept(store, row.id, catalog, now=NOW, version=1)
    with pytest.raises(InputError, match="no version 3 that was issued; it has 1 to 2"):
        outcomes.accept(store, row.id, catalog, now=NOW, version=3)
    with pytest.raises(InputError, match="it was never issued"):
        outcomes.accept(store, keep_new(store, seeker, catalog).id, catalog, now=NOW)
    assert outcomes.accept(store, row.id, catalog, now=NOW).stage == "accepted"


def test_a_version_that_lapsed_and_was_issued_anew_is_not_accepted_any_more(
    store: Store, catalog: Catalog, seeker: Deal, issued: IssueDeal
) -> None:
    row = issued()
    outcomes.expire_lapsed(store, catalog, now=LATE)
    again = keep(store, deals.load(store, row.id).row, longer(seeker), catalog)
    row = issue(store, again, catalog, BRIEF, now=LATE).row
    in_time = Acceptance(on=dt.date(2026, 4, 8))
    with pytest.raises(InputError, match="OD-2026-0001 v1 is followed by v2, so it cannot be accepted"):
        outcomes.accept(store, row.id, catalog, now=LATE, version=1, acceptance=in_time)
    assert deals.load(store, row.id).row == row


def test_a_lapsed_offer_is_not_accepted_unless_the_client_did_so_in_time(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    row, late = issued(), NOW + 40 * DAY
    with pytest.raises(
        InputError, match="lapsed on 2026-04-09, so it cannot be accepted on 2026-04-19; issue it again"
    ):
        outcomes.accept(store, row.id, catalog, now=late)
    assert [each.stage for each in outcomes.expire_lapsed(store, catalog, now=late)] == ["expired"]
    assert outcomes.expire_lapsed(store, catalog, now=late) == ()
    with pytest.raises(InputError, match="lapsed"):
        outcomes.accept(store, row.id, catalog, now=late)
    in_time = Acceptance(on=dt.date(2026, 4, 8), reason="by letter of 8 April")
    assert outcomes.accept(store, row.id, catalog, now=late, acceptance=in_time).stage == "accepted"
    with pytest.raises(InputError, match="name a day between"):
        outcomes.accept(store, issued().id, catalog, now=NOW, acceptance=Acceptance(on=dt.date(2026, 3, 12)))


def test_an_offer_holds_to_the_end_of_its_last_day_where_the_company_stands(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    row = issued()
    honolulu = replace(catalog, company=replace(catalog.company, time_zone="Pacific/Honolulu"))
    already_tenth = dt.datetime(2026, 4, 10, 8, 0, tzinfo=dt.UTC)
    with pytest.raises(InputError, match="holds until 2026-04-09"):
        outcomes.expire(store, row.id, honolulu, now=already_tenth)
    assert outcomes.expire(store, row.id, catalog, now=already_tenth).stage == "expired"


def test_declining_needs_a_reason_and_both_ways_out_can_be_opened_again(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    row = issued()
    with pytest.raises(InputError, match="say why the client declined"):
        outcomes.decline(store, row.id, catalog, now=NOW, reason=" ")
    assert outcomes.decline(store, row.id, catalog, now=NOW, reason="too early").stage == "declined"
    assert outcomes.reopen(store, row.id, catalog, now=NOW).stage == "draft"
    assert outcomes.withdraw(store, row.id, catalog, now=NOW, reason="a slip").stage == "withdrawn"
    again = issue(store, deals.load(store, row.id).row, catalog, BRIEF, now=NOW).row
    assert (again.stage, again.offer, again.offer_version) == ("issued", "OD-2026-0001", 2)
    assert [each.state for each in story(store, row.id, NOW.date()).versions] == ["open", "withdrawn"]


def test_a_deal_is_issued_in_no_other_way_and_goes_nowhere_without_one(
    store: Store, catalog: Catalog, seeker: Deal
) -> None:
    row = keep_new(store, seeker, catalog)
    with pytest.raises(IssueFirstError, match="is issued from its last step"):
        outcomes.move_to(store, row.id, "issued", catalog, now=NOW)
    with pytest.raises(InputError, match="a deal that is draft cannot become active"):
        outcomes.move_to(store, row.id, "active", catalog, now=NOW)
    assert outcomes.move_to(store, row.id, "draft", catalog, now=NOW) == row


def test_what_was_agreed_stays_and_only_its_progress_goes_on(
    store: Store, catalog: Catalog, seeker: Deal, issued: IssueDeal
) -> None:
    row = accepted(store, issued(), catalog)
    with pytest.raises(AgreedError, match="amend or renew"):
        keep(store, row, longer(seeker), catalog)
    with pytest.raises(InputError, match="its prices stay"):
        reprice(store, row, catalog)
    with pytest.raises(InputError, match="not issued again"):
        issue(store, row, catalog, BRIEF, now=NOW)
    progress = replace(seeker.journey, done=("discovery.demo_and_evaluation",))
    assert keep(store, row, replace(seeker, journey=progress), catalog).stage == "accepted"


def test_a_lapsed_offer_goes_out_again_only_after_a_look_at_what_it_costs_today(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    row, now_dearer = issued(), dearer(catalog)
    outcomes.expire_lapsed(store, catalog, now=LATE)
    row = deals.load(store, row.id).row
    with pytest.raises(PricesChangedError) as refused:
        issue(store, row, now_dearer, BRIEF, now=LATE)
    (line,) = refused.value.found.lines
    assert line.before is not None
    assert line.after is not None
    assert (line.id, line.before.net, line.after.net) == ("subscription", 3600, 7200)
    old = IssueOrder(kinds=("summary",), old_prices=True)
    assert issue(store, row, now_dearer, old, now=LATE).row.committed_minor == 3600_00


def test_repricing_is_a_choice_with_a_difference_to_look_at(
    store: Store, catalog: Catalog, seeker: Deal, issued: IssueDeal
) -> None:
    row, now_dearer = issued(), dearer(catalog)
    assert not repricing(store, row, catalog)
    assert repricing(store, row, now_dearer).totals[0].name == "committed_total"
    opened = outcomes.reopen(store, row.id, now_dearer, now=NOW)
    assert keep(store, opened, replace(seeker, notes="still"), now_dearer).committed_minor == 3600_00
    fresh = reprice(store, deals.load(store, row.id).row, now_dearer)
    assert (fresh.stage, fresh.catalog, fresh.committed_minor) == ("draft", None, 7200_00)
    assert issue(store, fresh, now_dearer, BRIEF, now=NOW).row.committed_minor == 7200_00


def test_a_renewal_begins_when_the_term_ends_at_the_prices_of_today(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    row = accepted(store, issued(read_deal(ARCHITECT)), catalog)
    found = renew(store, row.id, catalog)
    deal = take(store, found.row.id).deal
    assert (deal.terms.effective_date, deal.models.custom_development) == (dt.date(2029, 2, 1), None)
    assert (found.row.stage, found.row.offer, found.row.title) == ("draft", None, "Aurora Broadcast AG (renewal)")
    assert "development" in [each.id for each in found.changes.lines if each.after is None]
    link = moves.origin_of(store, found.row.id)
    assert link is not None
    assert (link.origin, link.kind, link.version) == (row.id, "renewal", 1)
    assert outcomes.activate(store, row.id, catalog, now=NOW + 2 * DAY).stage == "active"


def test_an_amendment_keeps_the_prices_and_supersedes_once_it_is_accepted(
    store: Store, catalog: Catalog, seeker: Deal, issued: IssueDeal
) -> None:
    row, now_dearer = accepted(store, issued(), catalog), dearer(catalog)
    found = amend(store, row.id, now_dearer)
    assert not found.changes
    assert found.row.committed_minor == 3600_00
    changed = keep(store, found.row, longer(seeker), now_dearer)
    assert changed.committed_minor == 5400_00
    amended = issue(store, changed, now_dearer, BRIEF, now=NOW).row
    assert deals.load(store, row.id).row.stage == "accepted"
    outcomes.accept(store, amended.id, now_dearer, now=NOW)
    assert deals.load(store, row.id).row.stage == "superseded"
    assert stages.events(store, row.id)[-1].reason == "amended by OD-2026-0002 v1"
    with pytest.raises(InputError, match="a deal is amended when it is accepted or active"):
        amend(store, row.id, catalog)
