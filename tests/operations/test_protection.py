"""A workspace is encrypted and decrypted as a whole, opened in three ways, and survives being killed meanwhile."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.operations.protected_opening import CHOICE, UnprotectedError, opened
from omnidesk.operations.protection import NeedsUnlockError, WrongAnswerError, state, unlock, unlock_copy
from omnidesk.operations.protection_changes import (
    change_passphrase,
    new_recovery_code,
    open_with_keyring,
    protect,
    readable_copies,
    unprotect,
)
from omnidesk.store import backup, deals, documents
from omnidesk.store.copy_check import verify
from omnidesk.store.deals import Summary
from omnidesk.store.opening import open_store
from omnidesk.store.restore import restore
from omnidesk.store.sealing import ENDING
from omnidesk.store.search import DealFilter, list_deals
from omnidesk.store.workspace import Workspace, workspace
from omnidesk.vault import Vault
from tests.operations.keyring_file import vault_answering, vault_over

CANARY = "Kanarienvogel"
SHOWN = Summary(title=f"{CANARY} AG", client=f"{CANARY} AG", stage="draft", currency="EUR")
LARGE = b"%PDF-" + CANARY.encode() * 90_000
NOBODY = Vault(environment={}, find_keyring=lambda: None)
FILE_ACTS = frozenset({"open", "os.rename", "os.remove", "os.link", "os.truncate", "sqlite3.connect"})


class Filled(NamedTuple):
    """A plain workspace with a deal, a large document and a safety copy."""

    place: Workspace
    document: str
    copy: Path


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    place = workspace(tmp_path / "work space")
    with closing(open_store(place)) as store:
        row = deals.create(store, f'{{"client":"{CANARY}"}}', SHOWN)
        kept = documents.keep(
            store, deal_id=row.id, revision=row.head, kind="proposal", name="Offer.pdf", content=LARGE
        )
        return Filled(place, kept.id, backup.create(store).path)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_over(tmp_path / "keyring.json")


def holds_all(place: Workspace, filled: Filled) -> bool:
    with closing(open_store(place)) as store:
        found = list_deals(store, DealFilter(text=CANARY[:6])).total
        return found == 1 and documents.read(store, filled.document) == LARGE


def files_with_canary(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]


def hears(_words: str) -> None:
    """Nobody listens."""


def test_a_plain_workspace_is_encrypted_with_documents_and_copies_and_decrypted_again(
    filled: Filled, vault: Vault
) -> None:
    assert state(filled.place).kind == "unprotected"
    assert len(files_with_canary(filled.place.folder)) == 3
    place = protect(filled.place, vault)
    assert files_with_canary(place.folder) == []
    assert readable_copies(place) == ()
    assert (state(place).kind, state(place).keyring, state(place).unfinished) == ("protected", True, False)
    assert holds_all(place, filled)
    assert verify(filled.copy, place.key) == ()
    with pytest.raises(InputError, match="already"):
        protect(filled.place, vault)
    plain = unprotect(opened(filled.place, vault, hears))
    assert state(plain).kind == "chosen_off"
    assert holds_all(plain, filled)
    assert verify(filled.copy, place.key) == (), "safety copies stay encrypted and open as before"


def test_a_store_that_somebody_has_open_is_not_rewritten(filled: Filled, vault: Vault) -> None:
    with closing(open_store(filled.place)):
        with pytest.raises(MachineError, match="close"):
            protect(filled.place, vault)
        assert state(filled.place).kind == "unprotected", "nothing was begun"
    assert holds_all(filled.place, filled)


def killed_at(act: int, work: Callable[[], object]) -> bool:
    """Do work in a process that dies at its n-th act on files; False where it came to its end before."""
    child = os.fork()
    if child == 0:
        left = [act]

        def count(event: str, _arguments: object) -> None:
            if event in FILE_ACTS:
                left[0] -= 1
                if left[0] == 0:
                    os._exit(9)

        try:
            import sys

            sys.addaudithook(count)
            work()
            os._exit(0)
        finally:
            os._exit(1)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in (0, 9), ended
    return ended == 9


@pytest.mark.parametrize("change", ["protect", "unprotect"])
def test_killed_at_any_moment_of_the_change_nothing_is_lost_and_the_next_opening_finishes_it(
    filled: Filled, tmp_path: Path, change: str
) -> None:
    secrets = tmp_path / "keyring.json"
    if change == "unprotect":
        protect(filled.place, vault_over(secrets))
    template, kept = tmp_path / "template", tmp_path / "kept.json"
    shutil.copytree(filled.place.folder, template)
    kept.write_text(secrets.read_text() if secrets.exists() else "{}")
    act, kills = 1, 0
    while True:
        shutil.rmtree(filled.place.folder)
        shutil.copytree(template, filled.place.folder)
        shutil.copy(kept, secrets)

        def work() -> object:
            vault = vault_over(secrets)
            return (
                protect(filled.place, vault) if change == "protect" else unprotect(opened(filled.place, vault, hears))
            )

        killed = killed_at(act, work)
        place = opened(filled.place, vault_over(secrets), hears)
        assert holds_all(place, filled), f"killed at act {act}"
        assert not state(place).unfinished
        assert not list(place.folder.rglob(f"*{ENDING}"))
        if place.key is not None:
            assert files_with_canary(place.folder) == []
            assert verify(filled.copy, place.key) == ()
        if not killed:
            break
        act, kills = act + 1 + act // 12, kills + 1
    assert kills >= 15


def test_passphrase_and_code_open_and_each_new_one_voids_the_one_before(filled: Filled, tmp_path: Path) -> None:
    place = protect(filled.place, NOBODY, passphrase="correct horse")
    first, second = new_recovery_code(place), new_recovery_code(place)
    change_passphrase(place, "battery staple", NOBODY)
    for answer in ("battery staple", second, second.lower().replace("-", " ")):
        assert holds_all(opened(filled.place, vault_answering(answer), hears), filled)
    for void in ("correct horse", first):
        with pytest.raises(WrongAnswerError):
            unlock(filled.place, vault_answering(void))
    abroad = workspace(tmp_path / "another machine")
    shutil.copytree(filled.place.backups, abroad.backups)
    with pytest.raises(WrongAnswerError):
        unlock_copy(abroad, abroad.backups / filled.copy.name, vault_answering(first))


def test_a_safety_copy_opens_on_another_machine_with_the_recovery_code(
    filled: Filled, tmp_path: Path, vault: Vault
) -> None:
    place = protect(filled.place, vault)
    code = new_recovery_code(place)
    abroad = protect(workspace(tmp_path / "another machine"), NOBODY, passphrase="of the other machine")
    for copy in filled.place.backups.iterdir():
        shutil.copy(copy, tmp_path)
    copy = tmp_path / filled.copy.name
    with pytest.raises(NeedsUnlockError, match="recovery code"):
        unlock_copy(abroad, copy, NOBODY)
    restore(abroad, copy, key=unlock_copy(abroad, copy, vault_answering(code)))
    with closing(open_store(abroad)) as store:
        assert list_deals(store).rows[0].title == f"{CANARY} AG"


def test_a_new_workspace_goes_to_the_keyring_else_to_the_passphrase_else_it_says_what_to_do(
    tmp_path: Path, vault: Vault
) -> None:
    told: list[str] = []
    by_keyring = opened(workspace(tmp_path / "a"), vault, told.append, {})
    assert by_keyring.key is not None
    assert "keyring opens it" in told.pop()
    again = opened(workspace(tmp_path / "a"), vault, told.append, {})
    assert again.key is not None
    assert (again.key.content, told) == (by_keyring.key.content, [])
    opened(workspace(tmp_path / "b"), vault_answering("correct horse"), told.append, {})
    assert "passphrase opens it" in told.pop()
    with pytest.raises(UnprotectedError, match=r"unlock a keyring, set OMNIDESK_PASSPHRASE, or .* protection off"):
        opened(workspace(tmp_path / "c"), NOBODY, hears, {})
    assert opened(workspace(tmp_path / "c"), NOBODY, hears, {CHOICE: "off"}).key is None
    assert state(workspace(tmp_path / "c")).kind == "chosen_off"
    assert opened(workspace(tmp_path / "c"), vault, hears, {}).key is None, "the choice holds"


def test_a_lost_keyring_entry_comes_back_with_the_code(filled: Filled, tmp_path: Path, vault: Vault) -> None:
    code = new_recovery_code(protect(filled.place, vault))
    (tmp_path / "keyring.json").unlink()
    with pytest.raises(NeedsUnlockError):
        unlock(filled.place, vault)
    answers = Vault(ask=lambda _question: code, environment={}, find_keyring=vault.find_keyring)
    assert unlock(filled.place, answers) is not None
    assert unlock(filled.place, vault) is not None


def test_the_keyring_can_be_left_and_joined_but_not_left_without_a_passphrase(filled: Filled, vault: Vault) -> None:
    place = protect(filled.place, vault)
    with pytest.raises(InputError, match="passphrase first"):
        open_with_keyring(place, vault, wanted=False)
    change_passphrase(place, "correct horse", vault, always_ask=True)
    with pytest.raises(NeedsUnlockError):
        unlock(filled.place, vault)
    open_with_keyring(place, vault, wanted=True)
    assert unlock(filled.place, vault) is not None


def test_a_plain_store_put_in_the_place_of_a_protected_one_is_refused(filled: Filled, vault: Vault) -> None:
    plain = filled.place.database.read_bytes()
    protect(filled.place, vault)
    filled.place.database.write_bytes(plain)
    with pytest.raises(MachineError, match="another key"):
        open_store(opened(filled.place, vault, hears))


def test_programs_that_start_together_protect_a_new_workspace_once(tmp_path: Path) -> None:
    place, found = workspace(tmp_path / "together"), tmp_path / "keys"
    found.mkdir()
    children: list[int] = []
    for number in range(4):
        child = os.fork()
        if child == 0:
            try:
                unlocked = opened(place, vault_answering("correct horse"), hears, {})
                assert unlocked.key is not None
                (found / str(number)).write_bytes(unlocked.key.content)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    assert len({path.read_bytes() for path in found.iterdir()}) == 1
