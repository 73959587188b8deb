"""What lies beside the copies of a second folder brings a machine that has nothing back to work."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.operations.backups import choose_second_folder, copy_key, make
from omnidesk.operations.beside_copies import Parts, go_back, parts_beside
from omnidesk.operations.kept_deals import keep_new
from omnidesk.operations.protection_changes import change_passphrase, new_recovery_code, not_renewed, protect
from omnidesk.shipped import shipped
from omnidesk.signing import identities
from omnidesk.store import deals, documents
from omnidesk.store.backup import backups_in
from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.protection import envelope_beside, read_envelope
from omnidesk.store.sealed_files import is_sealed, sealed
from omnidesk.store.store_key import new_key
from omnidesk.store.workspace import Workspace, workspace
from omnidesk.vault import Vault

from .conftest import NOW

WORDS, OTHERS = "four words are easy", "other words are easy too"
LARGE = b"%PDF-1.7 " + bytes(range(256)) * 5000


def vault(answer: str = WORDS) -> Vault:
    return Vault(environment={"OMNIDESK_PASSPHRASE": answer}, find_keyring=lambda: None)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def here(tmp_path: Path, catalog: Catalog, seeker: Deal, stick: Path) -> Workspace:
    """A protected workspace with a deal, a large document, an identity, own specs, and copies on a stick."""
    place = protect(workspace(tmp_path / "here"), vault(), passphrase=WORDS)
    fill(place, catalog, seeker, stick)
    return place


def fill(place: Workspace, catalog: Catalog, deal: Deal, stick: Path) -> None:

    identities.create(
        place.identities, "anna", subject="Anna", organisation="", passphrase_for=lambda _key, _label: WORDS, now=NOW
    )
    place.specs.mkdir()
    shutil.copy(shipped("specs", "company.yaml"), place.specs)
    with closing(open_store(place)) as store:
        row = keep_new(store, deal, catalog)
        documents.keep(store, deal_id=row.id, revision=row.head, kind="contract", name="Large.pdf", content=LARGE)
        choose_second_folder(store, stick)
        assert make(store).problem == ""


def large_documents(store: Store) -> list[bytes]:
    with store.reading() as database:
        ids = [row[0] for row in database.execute("SELECT id FROM document")]
    return [documents.read(store, each) for each in ids]


@pytest.mark.parametrize("protected_there", [True, False])
def test_a_machine_that_has_nothing_gets_all_of_it_back(
    here: Workspace, stick: Path, tmp_path: Path, protected_there: bool
) -> None:
    code = new_recovery_code(here)
    shutil.rmtree(here.folder)
    there = replace(workspace(tmp_path / "there"), key=new_key() if protected_there else None)
    [copy] = [each.path for each in backups_in(stick)]

    done = go_back(there, copy, key=copy_key(there, copy, code))

    assert (done.identities, done.documents, done.specs, done.unread) == (1, 1, True, ())
    with closing(open_store(there)) as store:
        assert large_documents(store) == [LARGE]
    held = identities.open_identity(there.identities, "anna", lambda _key, _label: WORDS)
    assert held.summary.name == "anna"
    assert (there.specs / "company.yaml").read_bytes() == Path(shipped("specs", "company.yaml")).read_bytes()
    beside = next(there.documents.glob("??/*.pdf"))
    assert is_sealed(beside.read_bytes()) is protected_there


def test_nothing_beside_a_protected_copy_is_readable_or_holds_a_passphrase(here: Workspace, stick: Path) -> None:
    found = b"".join(path.read_bytes() for path in stick.rglob("*") if path.is_file())
    for secret in (WORDS.encode(), b"Anna", b"BEGIN CERTIFICATE", b"legal_name", b"%PDF-1.7", b"Pixelgarten"):
        assert secret not in found
    if os.name == "posix":
        assert {path.stat().st_mode & 0o077 for path in stick.rglob("*") if path.is_file()} == {0}


def test_what_is_here_is_never_replaced_without_being_kept(here: Workspace, stick: Path) -> None:
    [copy] = [each.path for each in backups_in(stick)]
    (here.specs / "company.yaml").write_text("# changed since\n", encoding="utf-8")
    mine = here.identities / "anna.p12"
    mine.write_bytes(b"another one")

    done = go_back(here, copy)

    assert (done.identities, done.documents) == (0, 0)
    assert mine.read_bytes() == b"another one"
    assert done.old_specs is not None
    assert (done.old_specs / "company.yaml").read_text(encoding="utf-8") == "# changed since\n"


def test_a_new_passphrase_holds_in_the_second_folder_too_and_is_made_up_for(here: Workspace, stick: Path) -> None:
    [copy] = [each.path for each in backups_in(stick)]
    change_passphrase(here, OTHERS, vault())
    assert read_envelope(envelope_beside(copy)) == read_envelope(here.folder / "protection.json")

    away = stick.rename(stick.with_name("taken out"))
    change_passphrase(here, WORDS, vault())
    assert "cannot be reached" in not_renewed(here)
    assert read_envelope(envelope_beside(away / copy.name)) != read_envelope(here.folder / "protection.json")
    away.rename(stick)
    with closing(open_store(here)) as store:
        make(store)
    assert not_renewed(here) == ""
    found = {read_envelope(envelope_beside(each.path)) for each in backups_in(stick)}
    assert found == {read_envelope(here.folder / "protection.json")}


def test_protecting_a_workspace_encrypts_its_copies_elsewhere(
    tmp_path: Path, catalog: Catalog, seeker: Deal, stick: Path
) -> None:
    place = workspace(tmp_path / "here")
    fill(place, catalog, seeker, stick)
    assert any(b"Pixelgarten" in path.read_bytes() for path in stick.rglob("*") if path.is_file())

    protect(place, vault(), passphrase=WORDS)

    test_nothing_beside_a_protected_copy_is_readable_or_holds_a_passphrase(place, stick)


@pytest.mark.parametrize("name", ["specs/../../escaped", "/specs/x", "other/x", "specs", "specs/a\\b", "specs//x"])
def test_a_file_made_to_do_harm_writes_nothing(here: Workspace, stick: Path, tmp_path: Path, name: str) -> None:

    [copy] = [each.path for each in backups_in(stick)]
    path = parts_beside(copy)
    path.write_bytes(sealed(here, path.name, msgspec.msgpack.encode(Parts({name: b"harm", "specs/y.yaml": b"harm"}))))
    done = go_back(here, copy)
    assert done.unread == (path.name,)
    assert not [each for each in tmp_path.rglob("*") if each.is_file() and each.read_bytes() == b"harm"]


def test_damage_beside_a_copy_is_named_and_the_deals_come_back(here: Workspace, stick: Path, tmp_path: Path) -> None:
    [copy] = [each.path for each in backups_in(stick)]
    for path in (parts_beside(copy), next((stick / "documents").glob("??/*.pdf"))):
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
    there = workspace(tmp_path / "there")
    done = go_back(there, copy, key=copy_key(there, copy, WORDS))
    assert len(done.unread) == 2
    with closing(open_store(there)) as store, store.reading() as database:
        row = deals.load(store, database.execute("SELECT id FROM deal").fetchone()[0]).row
    assert row.client == "Pixelgarten Labs"
