"""A deal after its signature: measured, reviewed, renewed in time, and expanded from what it reached."""

import datetime as dt

import pytest
from msgspec.structs import replace

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import InputError
from omnidesk.domain.expansion import expansion
from omnidesk.domain.success_tracking import REVIEW, SuccessEntry
from omnidesk.operations.kept_deals import take
from omnidesk.operations.outcomes import accept, move_to
from omnidesk.operations.success import catch_up, enter, follow, propose_expansion, remind, steps_of
from omnidesk.store import success
from omnidesk.store.connect import Store
from omnidesk.store.deals import DealRow
from tests.commands.conftest import SAMPLES
from tests.operations.conftest import NOW, IssueDeal

APPRENTICE = SAMPLES / "apprentice-agency.yaml"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def running(store: Store, catalog: Catalog, issued: IssueDeal) -> DealRow:
    """The Apprentice sample, from 1 March 2026 for two years, accepted and begun."""
    deal = read_deal(APPRENTICE)
    row = issued(replace(deal, scaling=replace(deal.scaling, use_cases=("analytics",), depth="basic")))
    accept(store, row.id, catalog, now=NOW)
    return move_to(store, row.id, "active", catalog, now=NOW)


def test_what_was_agreed_falls_due_and_a_measurement_settles_it(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    row = running(store, catalog, issued)
    found = follow(store, row.id, catalog, day("2026-06-10"))
    due = {each.item: each.due for each in found.tracking.tracks if each.due is not None}
    assert due == {"active_agents": day("2026-03-08"), "roi": day("2026-06-01"), REVIEW: day("2026-06-01")}
    assert [each.item for each in found.tracking.overdue(day("2026-06-10"))] == ["active_agents", REVIEW, "roi"]

    late = enter(store, row.id, SuccessEntry(item="roi", date=day("2026-06-09"), value="85 %"), catalog, found.today)
    roi = next(each for each in late.tracking.metrics if each.item == "roi")
    assert (roi.state, roi.due, roi.missed) == ("short", day("2026-09-01"), 0)

    mended = SuccessEntry(item="roi", date=day("2026-06-09"), value="120 %", note="with the second office")
    roi = next(
        each for each in enter(store, row.id, mended, catalog, found.today).tracking.metrics if each.item == "roi"
    )
    assert (roi.state, roi.entries, roi.latest) == ("reached", 2, mended)
    assert [
        each.item for each in success.due_between(store, day("2026-01-01"), day("2026-06-09"), renewals=False, limit=9)
    ] == [
        "active_agents",
        REVIEW,
    ]


def test_entries_stay_out_of_the_deal_and_nobody_changes_them(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    row = running(store, catalog, issued)
    before = take(store, row.id)
    enter(store, row.id, SuccessEntry(item=REVIEW, date=day("2026-06-02"), note="held"), catalog, day("2026-06-10"))
    assert take(store, row.id) == before
    for statement in ("UPDATE success_entry SET value = '1'", "DELETE FROM success_entry"):
        with pytest.raises(Exception, match="never"), store.writing() as database:
            database.execute(statement)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (SuccessEntry(item="happiness", date=day("2026-06-02"), value="9"), "is no metric"),
        (SuccessEntry(item="roi", date=day("2026-06-11"), value="9"), "is not between"),
        (SuccessEntry(item="roi", date=day("2026-02-28"), value="9"), "is not between"),
        (SuccessEntry(item="roi", date=day("2026-06-02"), value=" "), "say what was measured"),
    ],
)
def test_what_cannot_be_is_refused(
    store: Store, catalog: Catalog, issued: IssueDeal, entry: SuccessEntry, words: str
) -> None:
    row = running(store, catalog, issued)
    with pytest.raises(InputError, match=words):
        enter(store, row.id, entry, catalog, day("2026-06-10"))
    assert success.entries_of(store, row.id) == ()


def test_a_draft_is_not_followed(store: Store, catalog: Catalog, issued: IssueDeal) -> None:
    with pytest.raises(InputError, match="once a deal is accepted"):
        follow(store, issued().id, catalog, day("2026-06-10"))


def test_a_renewal_is_announced_ninety_sixty_and_thirty_days_ahead(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    row = running(store, catalog, issued)
    said = {
        text: follow(store, row.id, catalog, day(text)).tracking.renewal.notice
        for text in ("2027-11-30", "2027-12-01", "2028-01-01", "2028-01-30", "2028-02-29", "2028-03-01")
    }
    assert said == dict(zip(said, (None, 90, 60, 30, 30, None), strict=True))
    coming = success.due_between(store, day("2027-12-01"), day("2028-03-01"), renewals=True, limit=9)
    assert [(each.title, each.due) for each in coming] == [(row.title, "2028-02-29")]


def test_reached_targets_become_a_proposal_and_what_was_agreed_stays(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    row, today = running(store, catalog, issued), day("2026-09-10")
    with pytest.raises(InputError, match="no target"):
        propose_expansion(store, row.id, catalog, today)
    for item, value in (("active_agents", "12"), ("roi", "140 %")):
        found = enter(store, row.id, SuccessEntry(item=item, date=today, value=value), catalog, today)
    steps = {each.kind: (each.before, each.to, each.reasons) for each in steps_of(found)}
    assert steps == {
        "agents": ("12", "15", ("Active agents",)),
        "tier": ("Apprentice", "architect", ("Active agents",)),
        "use_cases": ("Analytics", "strategy", ("ROI",)),
        "depth": ("Basic", "professional", ("ROI",)),
    }
    made = propose_expansion(store, row.id, catalog, today).made
    deal = take(store, made.row.id).deal
    assert (deal.tier, deal.scaling.use_cases, made.row.stage) == ("architect", ("analytics", "strategy"), "draft")
    assert made.changes
    assert take(store, row.id).row.stage == "active"


def test_the_desk_is_told_once(store: Store, catalog: Catalog, issued: IssueDeal) -> None:
    row = running(store, catalog, issued)
    found = follow(store, row.id, catalog, day("2026-06-10"))
    before = store.database.execute("SELECT total_changes()").fetchone()
    remind(store, found)
    assert store.database.execute("SELECT total_changes()").fetchone() == before


def test_a_target_in_words_is_reached_when_a_person_says_so(store: Store, catalog: Catalog, issued: IssueDeal) -> None:
    deal = read_deal(APPRENTICE)
    row = issued(replace(deal, success=replace(deal.success, targets={"csat": "Happy editors", "roi": "Above 100 %"})))
    accept(store, row.id, catalog, now=NOW)
    today = day("2026-06-10")
    judged = SuccessEntry(item="csat", date=day("2026-06-09"), note="asked them all")

    found = enter(store, row.id, judged, catalog, today, verdict="reached")
    csat = next(each for each in found.tracking.metrics if each.item == "csat")
    assert (csat.state, csat.latest, csat.left_to_people) == ("reached", None, True)
    assert csat.due == day("2026-09-01"), "what was judged need not be measured for the same period"
    assert csat in found.tracking.reached

    later = replace(judged, date=today, value="Two of them left", note="")
    csat = next(each for each in enter(store, row.id, later, catalog, today).tracking.metrics if each.item == "csat")
    assert csat.state == "judge", "what was measured later is judged anew"
    again = enter(store, row.id, replace(later, value=""), catalog, today, verdict="short")
    assert next(each for each in again.tracking.metrics if each.item == "csat").state == "short"

    for item, words in (("roi", "is a figure"), ("nps", "no target"), (REVIEW, "no target")):
        with pytest.raises(InputError, match=words):
            enter(store, row.id, replace(judged, item=item), catalog, today, verdict="reached")


def test_a_deal_accepted_before_success_was_followed_is_on_the_desk_unopened(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    row, today = running(store, catalog, issued), day("2026-06-10")
    wanted = success.due_between(store, day("2026-01-01"), today, renewals=False, limit=9)
    with store.writing() as database:
        database.execute("DELETE FROM success_due")
    assert success.without_due(store, limit=9) == (row.id,)
    catch_up(store, catalog, today)
    assert success.due_between(store, day("2026-01-01"), today, renewals=False, limit=9) == wanted != ()
    assert success.without_due(store, limit=9) == ()


def test_how_many_agents_more_are_proposed_is_the_companys_decision(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    decided = replace(catalog.policy.expansion_agents_percent, value=50)
    bold = replace(catalog, policy=replace(catalog.policy, expansion_agents_percent=decided))
    row = issued(read_deal(APPRENTICE))
    accept(store, row.id, catalog, now=NOW)
    entry = SuccessEntry(item="active_agents", date=day("2026-06-01"), value="12")
    found = enter(store, row.id, entry, catalog, day("2026-06-10"))
    tier = found.catalog.tier(found.priced.tier)
    sizes = {each.kind: each.to for each in expansion(found.deal, bold, tier, found.tracking.reached)}
    assert (sizes["agents"], steps_of(found)[0].to) == ("18", "15")
