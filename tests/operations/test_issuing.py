"""Issuing freezes a deal under a number, all of it or nothing, whoever else issues and whatever goes wrong."""

import dataclasses
import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from omnidesk.deal_file import read_deal
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.differences import differences
from omnidesk.domain.errors import InputError, RefusedError
from omnidesk.domain.policy import Decision
from omnidesk.domain.proposal import DocumentKind
from omnidesk.operations.comparing import (
    deal_of_version,
    read_version,
    revision_offer,
    story,
    version_named,
    version_offer,
)
from omnidesk.operations.embedded_deal import FILE_NAME, read_embedded, recalculate
from omnidesk.operations.handover import UnapprovedError
from omnidesk.operations.issuing import IssueOrder, issue
from omnidesk.operations.kept_deals import keep, keep_new, take
from omnidesk.operations.outcomes import reopen, withdraw
from omnidesk.operations.priced_with import catalog_of, snapshot_catalog, snapshot_text
from omnidesk.operations.unchanged import IssuedAlreadyError
from omnidesk.signing.certificate import throwaway
from omnidesk.signing.embedded import embedded_file
from omnidesk.signing.verify import verify
from omnidesk.store import backup, documents, stages, versions
from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.snapshots import add_snapshot
from omnidesk.store.workspace import Workspace
from tests.commands.conftest import ARCHITECT
from tests.operations.conftest import BRIEF, NOW, IssueDeal

ROOT = Path(__file__).parents[2]


class StoppedError(Exception):
    """A person pressed Cancel."""


def longer(deal: Deal, months: int = 9) -> Deal:
    return replace(deal, terms=replace(deal.terms, months=months))


def test_what_goes_out_bears_number_and_version_and_is_kept_as_it_went(
    store: Store, catalog: Catalog, seeker: Deal
) -> None:
    identity = throwaway(NOW)
    row = keep_new(store, seeker, catalog)
    order = IssueOrder(kinds=("proposal", "contract"), identity=identity, who="kim")
    done = issue(store, row, catalog, order, now=NOW)

    assert (done.row.stage, done.row.offer, done.row.offer_version) == ("issued", "OD-2026-0001", 1)
    assert (done.row.valid_until, done.row.stage_since) == ("2026-04-09", "2026-03-10")
    version = version_named(store, row.id)
    kept = versions.documents_of(store, version.id)
    assert [each.name for each in kept] == ["OD-2026-0001-v1-proposal.pdf", "OD-2026-0001-v1-contract.pdf"]
    for document, (_, built) in zip(kept, done.documents, strict=True):
        pdf = documents.read(store, document.id)
        assert pdf == built.pdf
        assert (built.reference, built.draft) == ("OD-2026-0001 v1", False)
        assert verify(pdf, known={identity.summary.fingerprint}).status == "valid"
        carried = read_embedded(embedded_file(pdf, FILE_NAME) or b"")
        assert carried.edition == done.edition
        assert recalculate(carried).totals_recomputed
    (event,) = stages.events(store, row.id)
    assert (event.before, event.after, event.who, event.version) == ("draft", "issued", "kim", 1)


def test_a_version_freezes_lines_clauses_variables_rate_catalog_look_and_files(
    store: Store, catalog: Catalog, issued: IssueDeal
) -> None:
    aurora = read_deal(ARCHITECT)
    row = issued(aurora)
    version = version_named(store, row.id)
    frozen = read_version(store, version)
    assert hashlib.sha256(versions.load_version(store, version.id).encode()).hexdigest() == version.sha256
    assert frozen.totals is not None
    assert str(frozen.totals.committed_total) == "758500"
    assert "subscription" in [line.id for line in frozen.lines]
    assert frozen.variables["client_name"] == "Aurora Broadcast AG"
    assert any("Aurora Broadcast AG" in text for clause in frozen.clauses for text in clause.text)
    assert not [text for clause in frozen.clauses for text in clause.text if "{" in text]
    assert (frozen.branding.legal_name, frozen.rate) == (catalog.company.legal_name, aurora.terms.fx)
    assert [each.sha256 for each in frozen.documents] == [
        each.sha256 for each in versions.documents_of(store, version.id)
    ]
    assert deal_of_version(store, version) == aurora
    assert snapshot_catalog(store, frozen.catalog, catalog) == catalog


def test_an_edit_is_a_draft_of_the_next_version_and_taking_it_back_is_what_was_issued(
    store: Store, catalog: Catalog, seeker: Deal, issued: IssueDeal
) -> None:
    row = issued()
    noted = keep(store, row, replace(seeker, notes="they liked it"), catalog)
    assert (noted.stage, noted.valid_until) == ("issued", "2026-04-09")
    edited = keep(store, noted, longer(seeker), catalog)
    assert (edited.stage, edited.valid_until, edited.offer, edited.offer_version) == ("draft", None, "OD-2026-0001", 1)
    back = keep(store, edited, seeker, catalog)
    assert (back.stage, back.valid_until) == ("issued", "2026-04-09")
    second = issue(store, keep(store, back, longer(seeker), catalog), catalog, BRIEF, now=NOW)
    assert second.edition.reference == "OD-2026-0001 v2"
    told = story(store, row.id, NOW.date())
    assert [(each.row.version, each.state) for each in told.versions] == [(2, "open"), (1, "superseded")]
    assert [each.reason for each in told.steps] == ["", "edited", "edit taken back", "edited", ""]
    assert take(store, row.id).deal == longer(seeker)


def test_what_is_out_unchanged_is_not_issued_once_more(store: Store, catalog: Catalog, seeker: Deal) -> None:
    row = issue(store, keep_new(store, seeker, catalog), catalog, BRIEF, now=NOW).row
    with pytest.raises(IssuedAlreadyError, match=r"is out as OD-2026-0001 v1 until 2026-04-09 and nothing was changed"):
        issue(store, row, catalog, BRIEF, now=NOW + dt.timedelta(days=2))
    row = reopen(store, row.id, catalog, now=NOW)
    with pytest.raises(IssuedAlreadyError):
        issue(store, row, catalog, BRIEF, now=NOW)
    assert len(versions.of_deal(store, row.id)) == 1
    with pytest.raises(InputError, match="goes out once"):
        issue(store, row, catalog, ordering("summary", "summary"), now=NOW)

    more = issue(store, row, catalog, ordering("summary", "contract"), now=NOW)
    assert more.edition.version == 2, "another document is something else"
    row = withdraw(store, row.id, catalog, now=NOW)
    assert issue(store, row, catalog, BRIEF, now=NOW).edition.version == 3, "and what no longer holds goes out again"


def ordering(*kinds: DocumentKind) -> IssueOrder:
    return dataclasses.replace(BRIEF, kinds=kinds)


def test_a_version_in_another_language_is_kept_as_printed_and_compared_in_ours(
    store: Store, catalog: Catalog, seeker: Deal, issued: IssueDeal
) -> None:
    german = replace(seeker, client=replace(seeker.client, language="de"))
    row = issued(german)
    version = version_named(store, row.id)
    assert "Laufzeit" in [each.title for each in read_version(store, version).clauses]
    (revision,) = story(store, row.id, NOW.date()).revisions
    ours = version_offer(store, version, catalog)
    assert not differences(ours, revision_offer(store, row, revision, catalog))
    assert "Term" in [each.title for each in ours.clauses]


def test_an_issued_version_prices_as_it_did_whatever_the_catalog_says_later(
    store: Store, catalog: Catalog, seeker: Deal, issued: IssueDeal
) -> None:
    row = issued()
    prices = tuple(
        replace(tier, price=replace(tier.price, monthly=tier.price.monthly * 2)) if tier.price.monthly else tier
        for tier in catalog.tiers
    )
    dearer = replace(catalog, tiers=prices)
    saved = keep(store, row, replace(seeker, notes="later"), dearer)
    assert saved.committed_minor == row.committed_minor == 3600_00
    assert catalog_of(store, saved, dearer) == catalog
    assert keep_new(store, seeker, dearer).committed_minor == 7200_00


def test_a_snapshot_of_an_older_version_takes_decisions_that_it_did_not_know_from_today(
    store: Store, catalog: Catalog
) -> None:
    tree = json.loads(snapshot_text(catalog))
    del tree["policy"]["number_prefix"], tree["company"]["screen_accent"]
    with store.writing() as database:
        old = add_snapshot(database, json.dumps(tree))
    later = replace(catalog, policy=replace(catalog.policy, number_prefix=Decision(value="XY", reason="ours now")))
    found = snapshot_catalog(store, old, later)
    assert (found.policy.number_prefix.value, found.tiers) == ("XY", catalog.tiers)


def test_an_open_approval_a_refusal_or_a_day_gone_by_refuses_issue_and_burns_no_number(
    store: Store, catalog: Catalog, seeker: Deal
) -> None:
    subscription = seeker.models.subscription
    assert subscription is not None
    generous = replace(subscription.discounts, discretionary_percent=30, discretionary_reason="friends")
    discounted = replace(seeker, models=replace(seeker.models, subscription=replace(subscription, discounts=generous)))
    for deal, error, order in (
        (discounted, UnapprovedError, BRIEF),
        (replace(seeker, terms=replace(seeker.terms, months=0)), RefusedError, BRIEF),
        (seeker, InputError, IssueOrder(valid_until=dt.date(2026, 3, 9))),
        (seeker, InputError, IssueOrder(kinds=())),
    ):
        row = keep_new(store, deal, catalog)
        with pytest.raises(error):
            issue(store, row, catalog, order, now=NOW)
        assert take(store, row.id).row == row
    assert versions.next_place(store, "OD", 2026) == 1


def test_cancelling_leaves_everything_as_it_was(store: Store, catalog: Catalog, seeker: Deal) -> None:
    row = keep_new(store, seeker, catalog)

    def stop(share: float, what: str) -> None:
        if share >= 1:  # all is built, nothing is kept
            raise StoppedError(what)

    with pytest.raises(StoppedError):
        issue(store, row, catalog, BRIEF, now=NOW, progress=stop)
    assert (take(store, row.id).row, documents.list_documents(store, row.id)) == (row, ())


def test_number_and_validity_follow_the_company_s_own_day(store: Store, catalog: Catalog, seeker: Deal) -> None:
    tokyo = replace(catalog, company=replace(catalog.company, time_zone="Asia/Tokyo"))
    late = dt.datetime(2026, 12, 31, 20, 0, tzinfo=dt.UTC)  # new year's morning in Tokyo
    done = issue(store, keep_new(store, seeker, tokyo), tokyo, BRIEF, now=late)
    assert (done.edition.number, done.row.valid_until) == ("OD-2027-0001", "2027-01-31")


def issuer(place: Workspace, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("issuer.py")), str(place.folder), str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def places(store: Store) -> list[int]:
    return [place for (place,) in store.database.execute("SELECT place FROM offer_number ORDER BY place")]


def test_two_programs_that_issue_at_once_share_the_numbers_without_a_gap(store: Store) -> None:
    children = [issuer(store.workspace, 4) for _ in range(2)]
    outputs = [child.communicate() for child in children]
    assert [errors for _, errors in outputs] == ["", ""]
    said = sorted(line for output, _ in outputs for line in output.split())
    assert said == [f"OD-2026-{place:04d}" for place in range(1, 9)]
    assert places(store) == list(range(1, 9))


@pytest.mark.parametrize("after", [0, 2])
def test_a_program_that_is_killed_while_it_issues_leaves_no_gap_and_nothing_half(store: Store, after: int) -> None:
    child = issuer(store.workspace, 1000)
    assert child.stdout is not None
    said = [child.stdout.readline().strip() for _ in range(after + 1)]
    child.kill()
    said += child.communicate()[0].split()
    again = open_store(store.workspace)
    taken = places(again)
    assert taken == list(range(1, len(taken) + 1))
    assert len(taken) in (len(said), len(said) + 1)  # one may be stored and not yet said
    for place in taken:
        version = versions.find_by_number(again, f"OD-2026-{place:04d}")
        assert version is not None
        (document,) = versions.documents_of(again, version.id)
        assert documents.read(again, document.id).startswith(b"%PDF")
        assert [each.after for each in stages.events(again, version.deal_id)] == ["issued"]
    assert backup.verify(backup.create(again).path) == ()
    again.close()
