"""No acknowledged save is lost: not to a kill, a full disk, a second program or a race for the first start."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from omnidesk.domain.errors import MachineError
from omnidesk.store import backup, deals, revisions, search
from omnidesk.store.connect import Store
from omnidesk.store.deals import Summary
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import Workspace

ROOT = Path(__file__).parents[2]
DRAFT = Summary(title="Draft", client="Client", stage="draft", currency="EUR")


def writer(place: Workspace, *orders: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("writer.py")), str(place.folder), *orders],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def acknowledged(output: str) -> list[str]:
    return [line.split()[0] for line in output.splitlines() if line != "open" and len(line.split()) == 2]


@pytest.mark.parametrize("after", [1, 7, 30])
def test_a_killed_program_loses_no_save_that_it_acknowledged(place: Workspace, after: int) -> None:
    child = writer(place, "create", "100000")
    assert child.stdout is not None
    seen = "".join(child.stdout.readline() for _ in range(after + 1))
    child.kill()
    rest, _ = child.communicate()
    ids = acknowledged(seen + rest)
    assert len(ids) >= after

    store = open_store(place)
    for number, deal_id in enumerate(ids):
        assert json.loads(deals.load(store, deal_id).body)["number"] == number
    assert search.list_deals(store).total in (len(ids), len(ids) + 1)  # one may be stored and not yet said
    assert backup.verify(backup.create(store).path) == ()
    deals.create(store, "{}", DRAFT)
    store.close()


def test_two_programs_that_save_the_same_deal_lose_nothing(store: Store) -> None:
    row = deals.create(store, "{}", DRAFT)

    children = [writer(store.workspace, "save", row.id, "60") for _ in range(2)]
    outputs = [child.communicate()[0] for child in children]

    assert [child.returncode for child in children] == [0, 0]
    versions = sorted(int(line.split()[1]) for output in outputs for line in output.splitlines() if line != "open")
    assert versions == list(range(2, 122))
    chain = revisions.history(store, row.id)
    assert len(chain) == 121
    assert all(newer.parents == (older.id,) for newer, older in pairwise(chain))


def test_three_programs_that_start_at_once_make_one_store(place: Workspace) -> None:
    children = [writer(place, "create", "5") for _ in range(3)]
    results = [child.communicate() for child in children]

    assert [errors for _, errors in results] == ["", "", ""]
    store = open_store(place)
    assert search.list_deals(store).total == 15
    assert backup.verify(backup.create(store).path) == ()
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits there")
def test_a_full_disk_is_said_in_words_and_saving_goes_on_when_there_is_room(store: Store) -> None:
    import resource

    row = deals.create(store, "{}", DRAFT)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = store.workspace.database.with_name("omnidesk.db-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, before[1]))
    try:
        with pytest.raises(MachineError, match=r"disk is full|the disk refused") as refusal:
            deals.save(store, row.id, f'{{"pad":"{"x" * 200_000}"}}', DRAFT, version=1)
        with pytest.raises(MachineError, match=r"disk is full|the disk refused"):
            deals.create(store, f'{{"pad":"{"x" * 200_000}"}}', DRAFT)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert str(store.workspace.database) in str(refusal.value)
    assert deals.load(store, row.id).row == row
    assert deals.save(store, row.id, '{"room":true}', DRAFT, version=1).version == 2
    assert backup.verify(backup.create(store).path) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits there")
def test_a_full_disk_leaves_no_half_safety_copy(store: Store) -> None:
    import resource

    deals.create(store, f'{{"pad":"{"x" * 200_000}"}}', DRAFT)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(MachineError):
            backup.create(store)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert list(store.workspace.backups.iterdir()) == []


def test_a_store_that_another_program_holds_is_said_in_words(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    row = deals.create(store, "{}", DRAFT)
    other = open_store(store.workspace)
    store.database.execute("PRAGMA busy_timeout=50")
    with other.writing(), pytest.raises(MachineError, match="close the other OmniDesk or try again"):
        deals.save(store, row.id, '{"late":1}', DRAFT, version=1)
    other.close()

    assert deals.save(store, row.id, '{"late":1}', DRAFT, version=1).version == 2
