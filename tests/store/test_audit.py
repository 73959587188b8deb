"""The log of what happened: nothing is stored without its row, and no row is changed unseen."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.errors import MachineError
from omnidesk.store import audit, deals, settings, sqlite3
from omnidesk.store.audit import Link, check_links, note_later, take_pending
from omnidesk.store.chain import AuditRow, Introduction, content_of, key_name, seals_with
from omnidesk.store.connect import Store
from omnidesk.store.deals import Summary
from omnidesk.store.migrations import shipped_scripts
from omnidesk.store.moves import restage
from omnidesk.store.opening import open_store
from omnidesk.store.stages import StageStep
from omnidesk.store.store_key import StoreKey, subkey
from omnidesk.store.workspace import Workspace

KEY = bytes(range(32))
KEYS = {key_name(KEY): KEY}
AURORA = Summary(title="Aurora", client="Aurora Broadcast AG", stage="draft", currency="USD")


@pytest.fixture
def keyed(store: Store) -> Store:
    store.scribe.introduce = lambda: Introduction("Flame", KEY)  # as a keyring would have given it
    return store


def actions(store: Store) -> list[str]:
    return [row.action for row in audit.rows(store)]


def sealed(texts: list[str], key: bytes | None = KEY) -> list[AuditRow]:
    """Rows as the store writes them, of these actions."""
    rows: list[AuditRow] = []
    previous = audit.START
    for number, text in enumerate(texts, start=1):
        row = AuditRow(number, "2026-03-10T09:30:00", "kim", "Flame", text, "", "{}", key_name(key), previous, "")
        previous = seals_with(key)(content_of(row))
        rows.append(row._replace(mac=previous))
    return rows


def links(rows: list[AuditRow]) -> list[Link]:
    return [(row.number, row.key, row.previous, row.mac, content_of(row).decode()) for row in rows]


def test_every_change_has_its_row_in_the_same_transaction(keyed: Store) -> None:
    row = deals.create(keyed, '{"a":1}', AURORA)
    deals.archive(keyed, row.id)
    settings.put(keyed, "timestamps.authority", "https://tsa.example")
    assert actions(keyed) == ["log.begun", "deal.created", "deal.archived", "setting.changed"]
    found = list(audit.rows(keyed))[1]
    assert (found.subject, json.loads(found.details)) == (row.id, {"client": "Aurora Broadcast AG", "stage": "draft"})
    assert audit.check(keyed, [KEY]).bad is None
    with pytest.raises(ZeroDivisionError), keyed.writing() as database:
        database.execute("UPDATE deal SET archived = 0")
        raise ZeroDivisionError
    assert len(actions(keyed)) == 4, "what was not stored is not told"


def test_a_move_that_forgets_its_step_is_told_all_the_same(keyed: Store) -> None:
    row = deals.create(keyed, '{"a":1}', AURORA)
    with keyed.writing() as database:
        database.execute("UPDATE deal SET stage = 'issued' WHERE id = ?", [row.id])
    assert actions(keyed)[-1] == "deal.moved"
    restage(keyed, row.id, "accepted", on="2026-03-10", valid_until=None, version=1,
            steps=[StageStep(before="issued", after="accepted", who="kim")])  # fmt: skip
    assert actions(keyed)[-2:] == ["deal.moved", "deal.step"], "and one with its step is told once"


def test_a_change_past_the_store_is_told_by_the_next_one_through_it(keyed: Store, place: Workspace) -> None:
    row = deals.create(keyed, '{"a":1}', AURORA)
    stranger = sqlite3.connect(place.database, isolation_level=None)
    stranger.execute("UPDATE deal SET stage = 'accepted' WHERE id = ?", [row.id])
    stranger.close()
    settings.put(keyed, "x", 1)
    assert actions(keyed)[-2:] == ["deal.moved", "setting.changed"]


def test_approvals_saved_with_a_deal_are_told(keyed: Store) -> None:
    row = deals.create(keyed, '{"approvals":[]}', AURORA)
    given = '{"approvals":[{"rule":"r","who":"Anna","when":"2026-03-10","why":"secret talk","deal_hash":"ab"}]}'
    deals.save(keyed, row.id, given, AURORA, version=1)
    told = list(audit.rows(keyed))[-1]
    assert told.action == "deal.approvals"
    assert "Anna" in told.details
    assert "secret talk" not in told.details, "reasons are not the log's"


def test_rows_are_never_changed_taken_out_or_put_in(keyed: Store) -> None:
    deals.create(keyed, '{"a":1}', AURORA)
    for statement in (
        "UPDATE audit SET actor = 'x'",
        "DELETE FROM audit",
        "INSERT INTO audit SELECT 9, at, actor, company, action, subject, details, key, mac, mac FROM audit LIMIT 1",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 1",
    ):
        with pytest.raises(sqlite3.IntegrityError), keyed.writing() as database:
            database.execute(statement)


TAMPERED: list[tuple[Callable[[list[AuditRow]], list[AuditRow]], int, str]] = [
    (lambda rows: [rows[0], rows[1]._replace(actor="somebody else"), *rows[2:]], 2, "altered"),
    (lambda rows: [rows[0], *rows[2:]], 2, "missing"),
    (lambda rows: rows[2:], 1, "begins late"),
    (lambda rows: [rows[0], rows[2]._replace(number=2), rows[1]._replace(number=3), *rows[3:]], 2, "moved"),
    (lambda rows: [*rows[:2], *(row._replace(number=row.number + 1) for row in rows[1:])], 3, "moved"),
    (lambda rows: [rows[0], rows[1]._replace(company="", actor="kim\nFlame"), *rows[2:]], 2, "altered"),
]


@pytest.mark.parametrize(("tamper", "number", "fault"), TAMPERED)
def test_the_first_row_that_is_not_as_it_was_is_named(
    tamper: Callable[[list[AuditRow]], list[AuditRow]], number: int, fault: str
) -> None:
    found = check_links(links(tamper(sealed(list("abcdef")))), KEYS)
    assert found.bad is not None
    assert (found.bad.number, found.bad.fault, found.rows) == (number, fault, number - 1)


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=12), st.data())
def test_no_field_of_no_row_is_changed_unseen(texts: list[str], data: st.DataObject) -> None:
    rows = sealed(texts)
    assert check_links(links(rows), KEYS).bad is None
    place = data.draw(st.integers(0, len(rows) - 1))
    field = data.draw(st.sampled_from(["at", "actor", "company", "action", "subject", "details", "mac"]))
    before = getattr(rows[place], field)
    after = data.draw(st.text(max_size=64).filter(lambda text: text != before))
    rows[place] = rows[place]._replace(**{field: after})
    found = check_links(links(rows), KEYS)
    assert found.bad is not None
    assert found.bad.number in (place + 1, place + 2)


@given(st.permutations(list(range(6))))
def test_no_other_order_holds(order: list[int]) -> None:
    rows = sealed(list("abcdef"))
    found = check_links(links([rows[place] for place in order]), KEYS)
    assert (found.bad is None) == (list(order) == sorted(order))


def test_a_forger_without_the_key_cannot_go_on_from_a_row_that_he_changed() -> None:
    forged = sealed(list("abc"), key=bytes(32))
    named_as_ours = [row._replace(key=key_name(KEY)) for row in forged]
    assert check_links(links(named_as_ours), KEYS).bad is not None
    stranger = check_links(links(forged), KEYS)
    assert (stranger.bad, stranger.unknown, stranger.first_unknown) == (None, 3, 1), "and a key of his own is told"
    unkeyed = check_links(links(sealed(list("abc"), key=None)), KEYS)
    assert (unkeyed.unkeyed, unkeyed.first_unkeyed) == (3, 1), "as are rows without one"


def test_the_key_of_a_protected_workspace_comes_from_its_store_key(place: Workspace) -> None:
    key = StoreKey(os.urandom(32))
    store = open_store(Workspace(place.folder, key))
    deals.create(store, '{"a":1}', AURORA)
    assert audit.check(store, [subkey(key, "audit")]) == audit.check(store, [subkey(key, "audit")])
    assert audit.check(store, [subkey(key, "audit")]).unknown == 0
    assert audit.check(store, []).unknown == 2
    key.lock()
    with pytest.raises(MachineError, match="locked"):
        settings.put(store, "x", 1)
    key.unlock(bytes(32))
    store.close()


def test_what_happened_before_the_log_is_counted_in_its_first_row(place: Workspace) -> None:
    older = open_store(place, shipped_scripts()[:5])
    with older.writing() as database:
        head = deals.add_revision(database, "d", (), '{"a":1}', "2026-01-05T10:00:00+00:00")
        shown = {"id": "d", "head": head, "version": 1, "created_at": "2026-01-05", "changed_at": "2026-01-05"}
        database.table("deal").insert({**msgspec.to_builtins(AURORA), **shown})
    older.close()
    store = open_store(place)
    settings.put(store, "x", 1)
    first = next(audit.rows(store))
    assert first.action == "log.begun"
    assert json.loads(first.details)["deals"] == 1
    store.close()


def test_what_happens_while_the_store_is_closed_is_told_when_it_opens(keyed: Store, place: Workspace) -> None:
    from datetime import UTC, datetime

    from omnidesk.store.failed_unlocks import note_failure

    settings.put(keyed, "x", 1)
    note_later(place, "file.exported", "", name="offer.pdf")
    note_failure(place, "passphrase", datetime.now(UTC))
    (place.folder / audit.PENDING).open("ab").write(b"{damaged\n")
    assert take_pending(keyed) == 2
    assert actions(keyed)[-2:] == ["unlock.failed", "file.exported"]
    assert take_pending(keyed) == 0


def test_the_log_is_exported_as_lines_that_can_be_checked_again(keyed: Store) -> None:
    deals.create(keyed, '{"a":1}', AURORA)
    read = [AuditRow(**json.loads(line)) for line in audit.lines(keyed)]
    assert check_links(links(read), KEYS).rows == 2


def test_a_copy_of_the_store_goes_on_with_the_same_log(keyed: Store, place: Workspace, tmp_path: Path) -> None:
    deals.create(keyed, '{"a":1}', AURORA)
    keyed.close()
    shutil.copytree(place.folder, tmp_path / "copy")
    copy = open_store(Workspace(tmp_path / "copy"))
    assert audit.chain_name(copy) == audit.chain_name(keyed)
    assert audit.head_of(copy) == audit.head_of(keyed)
    copy.close()
