"""What was issued stays as it went out: numbers without gaps, guarded rows, documents found by what they begin with."""

import hashlib
import itertools
import uuid
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from omnidesk.store import backup, deals, documents, moves, search, sqlite3, stages, versions
from omnidesk.store.connect import Store
from omnidesk.store.deals import ChangedElsewhereError, DealRow, Summary
from omnidesk.store.migrations import shipped_scripts
from omnidesk.store.opening import open_store
from omnidesk.store.search import DealFilter
from omnidesk.store.snapshots import snapshot
from omnidesk.store.stages import StageStep
from omnidesk.store.versions import NewVersion, NumberTakenError, OfferNumber
from omnidesk.store.workspace import Workspace

DRAFT = Summary(title="Aurora", client="Aurora AG", stage="draft", currency="EUR")
EMPTY = hashlib.sha256(b"{}").hexdigest()
LARGE = b"%PDF-1.7 large" * 100_000
EVERY_ROW = ("catalog_snapshot", "offer_number", "deal_version", "version_document", "stage_event")


def number(place: int, year: int = 2026) -> OfferNumber:
    return OfferNumber(text=f"OD-{year}-{place:04d}", prefix="OD", year=year, place=place)


def issue(store: Store, row: DealRow, place: int | None, *contents: bytes, year: int = 2026) -> DealRow:
    fresh = NewVersion(
        id=str(uuid.uuid4()), number=None if place is None else number(place, year),
        version=(row.offer_version or 0) + 1, body='{"frozen":true}', catalog='{"catalog":1}',
        issued_at=f"{year}-03-10T09:00:00+00:00", valid_until=f"{year}-04-09", on=f"{year}-03-10",
        steps=(StageStep(before=row.stage, after="issued", who="kim", version=(row.offer_version or 0) + 1),),
    )  # fmt: skip
    rows = [
        (documents.row_for(deal_id=row.id, revision=row.head, kind="proposal", name="offer.pdf", content=each), each)
        for each in contents
    ]
    return versions.add(store, row, fresh, rows)


def test_the_first_issue_takes_the_next_number_and_later_ones_keep_it(store: Store) -> None:
    first, second = (deals.create(store, "{}", DRAFT) for _ in range(2))
    one = issue(store, first, versions.next_place(store, "OD", 2026), b"one")
    other = issue(store, second, versions.next_place(store, "OD", 2026), b"other")
    again = issue(store, one, None, b"again")
    assert (one.offer, one.offer_version, one.stage, one.valid_until) == ("OD-2026-0001", 1, "issued", "2026-04-09")
    assert (other.offer, again.offer, again.offer_version) == ("OD-2026-0002", "OD-2026-0001", 2)
    assert [each.reference for each in versions.of_deal(store, first.id)] == ["OD-2026-0001 v2", "OD-2026-0001 v1"]
    assert versions.next_place(store, "OD", 2027) == 1
    assert snapshot(store, again.catalog or "") == '{"catalog":1}'


def test_a_number_that_another_program_took_is_not_given_twice(store: Store) -> None:
    mine, theirs = (deals.create(store, "{}", DRAFT) for _ in range(2))
    place = versions.next_place(store, "OD", 2026)
    issue(store, theirs, place)
    with pytest.raises(NumberTakenError):
        issue(store, mine, place, b"burnt")
    assert deals.load(store, mine.id).row == mine
    assert documents.list_documents(store, mine.id) == ()
    assert issue(store, mine, place + 1).offer == "OD-2026-0002"


def test_of_two_windows_that_issue_a_deal_one_is_told(store: Store) -> None:
    row = deals.create(store, "{}", DRAFT)
    issue(store, row, 1)
    with pytest.raises(ChangedElsewhereError):
        issue(store, row, 2)
    assert versions.next_place(store, "OD", 2026) == 2


def test_a_version_is_found_by_its_number_and_a_file_by_how_it_begins(store: Store) -> None:
    row = issue(store, deals.create(store, "{}", DRAFT), 1, b"first document", LARGE)
    row = issue(store, row, None, b"first document, changed")
    newest, oldest = versions.of_deal(store, row.id)
    assert versions.find_by_number(store, "od-2026-0001") == newest
    assert versions.find_by_number(store, " OD-2026-0001  v1 ") == oldest
    assert versions.find_by_number(store, "OD-2026-0007") is None
    assert versions.find_by_number(store, f"OD-2026-0001 v{'9' * 5000}") is None
    small, large = versions.documents_of(store, oldest.id)
    for document, content in ((small, b"first document"), (large, LARGE)):
        found = versions.find_by_prefix(store, content + b" and a signature")
        assert found is not None
        assert (found.version, found.document) == (oldest, document)
        assert documents.read(store, document.id) == content
        assert versions.issued_as(store, hashlib.sha256(content).hexdigest()) == found
    longest = versions.find_by_prefix(store, b"first document, changed and signed")
    assert longest is not None
    assert longest.version == newest
    assert versions.find_by_prefix(store, b"first documenT") is None


@pytest.mark.parametrize("table", [*EVERY_ROW, "deal_link"])
def test_no_row_of_what_happened_can_be_changed_or_deleted(store: Store, table: str) -> None:
    row = issue(store, deals.create(store, "{}", DRAFT), 1, b"document")
    moves.link(store, deals.create(store, "{}", DRAFT).id, row, "renewal")
    column = store.database.execute(f"SELECT name FROM pragma_table_info('{table}')").fetchone()[0]
    for attack in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match=r"(is|are) never (changed|deleted)"):
            store.database.execute(attack)


def test_an_issued_document_cannot_be_changed_and_numbers_cannot_jump(store: Store) -> None:
    issue(store, deals.create(store, "{}", DRAFT), 1, b"document")
    other = deals.create(store, "{}", DRAFT)
    for attack in (
        "UPDATE document SET content = x'00'",
        "DELETE FROM document",
        f"INSERT INTO offer_number VALUES ('{other.id}', 'OD-2026-0009', 'OD', 2026, 9, '')",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            store.database.execute(attack)


def test_the_search_finds_a_deal_by_its_number(store: Store) -> None:
    row = issue(store, deals.create(store, "{}", DRAFT), 1)
    deals.create(store, "{}", DRAFT)
    for text in ("OD-2026-0001", "od-2026", "0001", "aurora 0001"):
        assert [each.id for each in search.list_deals(store, DealFilter(text=text)).rows] == [row.id]
    assert search.find(store, "od-2026-0001").id == row.id


def test_every_step_is_kept_with_who_why_and_evidence(store: Store) -> None:
    row = issue(store, deals.create(store, "{}", DRAFT), 1)
    step = StageStep(before="issued", after="accepted", who="kim", version=1, evidence={"sha256": "ab", "pages": 3})
    moves.restage(store, row.id, "accepted", on="2026-03-12", valid_until=None, version=row.version, steps=[step])
    issued, accepted = stages.events(store, row.id)
    assert (issued.before, issued.after, issued.version) == ("draft", "issued", 1)
    assert (accepted.who, accepted.evidence, accepted.deal_id) == ("kim", {"sha256": "ab", "pages": 3}, row.id)


def test_a_safety_copy_tells_of_a_version_or_catalog_that_was_damaged(store: Store, tmp_path: Path) -> None:
    issue(store, deals.create(store, "{}", DRAFT), 1, b"document")
    copy = backup.create(store).path
    assert backup.verify(copy) == ()
    for table, change in (("deal_version", "body = '{}'"), ("catalog_snapshot", "content = x'78'")):
        damaged = tmp_path / f"{table}.db"
        damaged.write_bytes(copy.read_bytes())
        opened = sqlite3.connect(damaged, isolation_level=None)
        opened.execute(f"DROP TRIGGER {table}_is_never_changed")
        opened.execute(f"UPDATE {table} SET {change}")
        opened.close()
        assert [each for each in backup.verify(damaged) if table in each]


def test_a_store_of_the_version_before_is_brought_up_to_date(place: Workspace) -> None:
    old = open_store(place, shipped_scripts()[:2])
    values = {"id": "d1", "title": "Old offer", "client": "Aurora", "stage": "issued", "currency": "EUR", "head": "r1"}
    old.database.execute("INSERT INTO deal_revision VALUES (1, 'r1', 'd1', '[]', '{}', ?, '')", [EMPTY])
    old.database.execute(
        "INSERT INTO deal (id, title, client, stage, currency, head, version, created_at, changed_at, valid_until)"
        " VALUES (:id, :title, :client, :stage, :currency, :head, 1, '2026-01-01', '2026-01-01', '2026-02-01')",
        values,
    )
    old.close()

    new = open_store(place)

    (row,) = search.list_deals(new, DealFilter(text="old off")).rows
    assert (row.stage, row.valid_until, row.offer, row.catalog) == ("issued", "2026-02-01", None, None)
    issued = issue(new, row, 1)
    assert (issued.offer, search.list_deals(new, DealFilter(text="0001")).total) == ("OD-2026-0001", 1)
    assert [each.reason for each in backup.list_backups(place)] == ["before-version-3"]
    new.close()


ORDERS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["look", "issue", "issue late", "break off"])), max_size=12
)
YEARS = itertools.count(2000)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ORDERS)
def test_numbers_have_no_gap_and_no_twin_under_any_interleaving(store: Store, orders: list[tuple[int, str]]) -> None:
    programs, year = [store, Store(store.workspace), Store(store.workspace)], next(YEARS)
    seen = [1, 1, 1]
    for program, order in orders:
        mine = programs[program]
        if order in ("look", "issue"):
            seen[program] = versions.next_place(mine, "OD", year)
        if order == "look":
            continue
        row = deals.create(mine, "{}", DRAFT)
        if order == "break off":  # its revision does not exist, so a write after that of the number fails
            with pytest.raises(sqlite3.IntegrityError):
                issue(mine, replace(row, head="nowhere"), versions.next_place(mine, "OD", year), b"x", year=year)
            continue
        try:
            issue(mine, row, seen[program], year=year)
        except NumberTakenError:
            assert seen[program] != versions.next_place(mine, "OD", year)
    taken = store.database.execute("SELECT place FROM offer_number WHERE year = ? ORDER BY place", [year]).fetchall()
    assert [place for (place,) in taken] == list(range(1, len(taken) + 1))
    for other in programs[1:]:
        other.close()
