"""PROTECTION.md says what is on the disk: a workspace at work is held against it, file by file."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from omnidesk.deal_file import read_deal
from omnidesk.kept_settings import KeptSettings
from omnidesk.operations.backups import choose_second_folder, make
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.protection_changes import protect
from omnidesk.shipped import shipped
from omnidesk.specs.load import load_catalog
from omnidesk.store import documents, sqlite3
from omnidesk.store.failed_unlocks import note_failure
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import Workspace, workspace
from omnidesk.ui.single_start import SingleStart
from omnidesk.vault import Vault
from tests.operations.conftest import NOW

PAGE = (Path(__file__).parents[1] / "PROTECTION.md").read_text(encoding="utf-8")
PRIVATE = (b"Pixelgarten", b"Priya", b"3600", b"%PDF-1.7", b"four words", b"deal_revision")
IN_THE_CLEAR = ("window.json", "window.lock", "failed-unlocks.json", "protection.json", "audit-pending.jsonl")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Workspace]:
    """A protected workspace after a day of work, with a second folder, and everything that a window leaves behind."""
    words = Vault(environment={"OMNIDESK_PASSPHRASE": "four words are easy"}, find_keyring=lambda: None)
    place = protect(workspace(tmp_path / "workspace"), words, passphrase="four words are easy")
    (tmp_path / "second").mkdir()
    with closing(open_store(place)) as store:
        deal = read_deal(shipped("resources", "samples", "seeker-startup.yaml"))
        row = keep_new(store, deal, load_catalog())
        large = b"%PDF-1.7 Pixelgarten" * 80_000
        documents.keep(store, deal_id=row.id, revision=row.head, kind="contract", name="Pixelgarten.pdf", content=large)
        choose_second_folder(store, tmp_path / "second")
        make(store)
        KeptSettings(place.folder).set("window.place", f"{row.id}\nclient")
        note_failure(place, "passphrase", NOW)
        start = SingleStart(place.folder)
        assert start.claim()
        yield place
        start.release()


def test_the_page_names_everything_that_lies_in_a_workspace_and_beside_its_copies(place: Workspace) -> None:
    for path in place.folder.iterdir():
        name = path.name.removesuffix("-wal").removesuffix("-shm")
        assert f"`{name}{'/' if path.is_dir() else ''}`" in PAGE, path.name
    endings = {"".join(path.suffixes) for path in (place.folder.parent / "second").glob("omnidesk-*")}
    assert endings == {".db", ".db.parts", ".db.protection.json"}
    assert "`.parts`" in PAGE


def test_nothing_private_can_be_read_in_any_file(place: Workspace) -> None:
    files = [path for path in place.folder.parent.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= set(IN_THE_CLEAR) | {"omnidesk.db", "omnidesk.db-wal"}
    for path in files:
        content = path.read_bytes()
        assert not [words for words in PRIVATE if words in content], path
        assert b"Pixelgarten" not in path.name.encode()


def test_temporary_files_of_sqlite_stay_in_memory() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        assert ("TEMP_STORE=2",) in connection.execute("PRAGMA compile_options").fetchall()


def test_the_page_names_commands_and_keys_that_exist() -> None:
    from omnidesk.commands import cli

    for command in ("doctor --audit", "protection passphrase --always-ask", "protection off", "protection recovery"):
        assert f"`omnidesk {command}`" in PAGE
        assert cli.build_parser().parse_args(command.split()) is not None
