"""The log against what is outside of it: a keyring that remembers its end, and documents that bear its seal."""

from pathlib import Path

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.operations.audit import attend, examine, note_catalog, notice_identities
from omnidesk.store import audit, deals, settings
from omnidesk.store.connect import Store
from omnidesk.store.restore import restore
from omnidesk.vault import Vault
from tests.operations.conftest import IssueDeal
from tests.operations.keyring_file import vault_over

NOBODY = Vault(environment={}, find_keyring=lambda: None)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_over(tmp_path / "keyring.json")


@pytest.fixture
def attended(store: Store, vault: Vault) -> Store:
    attend(store, vault, lambda: "Flame")
    return store


class ShutOnce:
    """A keyring whose owner sends its prompt away once, and opens it then."""

    def __init__(self) -> None:
        self.shut, self.written = True, list[str]()

    def get_password(self, _service: str, _username: str, /) -> str | None:
        if self.shut:
            self.shut = False
            raise PermissionError
        return "00" * 32

    def set_password(self, _service: str, username: str, _password: str, /) -> None:
        self.written.append(username)

    def delete_password(self, _service: str, username: str, /) -> None:
        self.written.append(username)


def cut(store: Store, rows: int) -> None:
    """Take the last rows of the log, as one who can write the file would."""
    with store.reading() as database:
        guard = database.execute("SELECT sql FROM sqlite_schema WHERE name = 'audit_is_never_deleted'").fetchone()[0]
        database.execute("DROP TRIGGER audit_is_never_deleted")
        database.execute("DELETE FROM audit WHERE number > (SELECT max(number) FROM audit) - ?", [rows])
        database.execute(guard)


def test_rows_are_sealed_with_a_key_of_the_keyring_and_name_the_company(
    attended: Store, vault: Vault, issued: IssueDeal
) -> None:
    issued()
    found = examine(attended, vault)
    assert (found.problems, found.remarks, found.anchored) == ((), (), 1)
    assert {row.company for row in audit.rows(attended)} == {"Flame"}
    without = examine(attended, NOBODY)
    assert without.problems == ()
    assert any("no keyring remembers" in each for each in without.remarks)


def test_a_log_that_was_cut_off_is_found_by_what_the_keyring_remembers(
    attended: Store, vault: Vault, issued: IssueDeal
) -> None:
    issued()
    whole = audit.head_of(attended)[0]
    cut(attended, 2)
    (problem,) = examine(attended, vault).problems
    assert problem == f"rows {whole - 1} to {whole} are missing: the end of the log was cut off"


def test_a_keyring_that_does_not_open_keeps_the_key_that_it_has(store: Store, issued: IssueDeal) -> None:
    keyring = ShutOnce()
    attend(store, Vault(environment={}, find_keyring=lambda: keyring), lambda: "Flame")
    issued()
    assert f"audit {audit.chain_name(store)}" not in keyring.written, "it would forget what sealed the rows so far"


def test_where_nothing_remembers_the_end_issued_documents_do(store: Store, issued: IssueDeal) -> None:
    row = issued()
    settings.put(store, "x", 1)
    assert examine(store, NOBODY).problems == ()
    cut(store, audit.head_of(store)[0] - 1)
    assert examine(store, NOBODY).problems == (
        f"{row.offer} v1 (summary) bears an anchor that no row of the log has: rows were taken out or written anew",
    )


def test_going_back_to_a_safety_copy_is_no_forgery(attended: Store, vault: Vault, issued: IssueDeal) -> None:
    from omnidesk.store.backup import create

    issued()
    copy = create(attended).path
    issued()
    attended.close()
    restore(attended.workspace, copy)
    attend(attended, vault, lambda: "Flame")
    assert examine(attended, vault).problems == ()
    assert "backup.restored" in [row.action for row in audit.rows(attended)]


def test_certificates_that_came_or_went_are_told_whoever_put_them_there(attended: Store) -> None:
    folder = attended.workspace.identities / "pinned"
    folder.mkdir(parents=True)
    (folder / "stranger.pem").write_text("no certificate at all")
    notice_identities(attended)
    (folder / "stranger.pem").unlink()
    notice_identities(attended)
    notice_identities(attended)
    told = [row.action for row in audit.rows(attended) if row.action.startswith("certificate")]
    assert told == ["certificate.added", "certificate.removed"]


def test_another_catalog_is_told_once(attended: Store, catalog: Catalog) -> None:
    note_catalog(attended, catalog)
    note_catalog(attended, catalog)
    assert [row.action for row in audit.rows(attended)].count("catalog.changed") == 1


def test_specs_with_a_mistake_do_not_stop_the_log(store: Store, vault: Vault) -> None:
    from omnidesk.domain.errors import InputError

    def company() -> str:
        raise InputError("company.yaml:1: a mistake")

    attend(store, vault, company)
    settings.put(store, "x", 1)
    assert next(audit.rows(store)).company == ""


def test_nothing_of_a_client_but_the_name_is_in_it(attended: Store, issued: IssueDeal) -> None:
    row = issued()
    title = deals.load(attended, row.id).row.title
    for each in audit.rows(attended):
        assert "@" not in each.details, "no address"
        assert each.action == "deal.created" or title not in each.details
