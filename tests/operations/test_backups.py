"""Safety copies as they are kept: when one is made by itself, what a second folder holds, what going back tells."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.operations.backups import choose_second_folder, keep_safe, make, thin
from omnidesk.operations.from_copy import newest_sound
from omnidesk.operations.kept_deals import keep_new
from omnidesk.store import backup, deals, settings
from omnidesk.store.connect import Store
from omnidesk.store.copy_check import verify
from omnidesk.store.copy_preview import preview
from omnidesk.store.restore import restore
from omnidesk.store.workspace import workspace


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def test_a_copy_is_made_at_the_start_and_while_anything_changes(store: Store, catalog: Catalog, seeker: Deal) -> None:
    assert keep_safe(store, now(), starting=True).made is None  # there is nothing yet

    keep_new(store, seeker, catalog)
    first = keep_safe(store, now(), starting=True).made
    assert first is not None
    assert (first.reason, first.deals) == ("start", 1)
    assert keep_safe(store, now()).made is None
    assert keep_safe(store, now(), starting=True).made is None

    settings.put(store, "company.name", "Helvetia")
    hourly = keep_safe(store, now()).made
    assert hourly is not None
    assert hourly.reason == "hourly"
    tomorrow = now() + dt.timedelta(hours=25)
    assert keep_safe(store, tomorrow).made is None
    assert keep_safe(store, tomorrow, starting=True).made is not None


def test_a_clock_that_jumps_back_neither_stops_copies_nor_deletes_any(
    store: Store, catalog: Catalog, seeker: Deal
) -> None:
    keep_new(store, seeker, catalog)
    made = [backup.create(store, "hourly") for _ in range(6)]
    back = now() - dt.timedelta(days=400)

    assert thin(store.workspace.backups, back) == 0
    assert keep_safe(store, back, starting=True).made is not None
    assert {each.path for each in made} <= {each.path for each in backup.list_backups(store.workspace)}


def test_the_second_folder_gets_each_copy_with_its_large_documents_and_is_tried_again(
    store: Store, catalog: Catalog, seeker: Deal, tmp_path: Path
) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    keep_new(store, seeker, catalog)
    large = store.workspace.documents / "ab" / "abcd.pdf"
    large.parent.mkdir(parents=True)
    large.write_bytes(b"%PDF")
    choose_second_folder(store, second)

    made = make(store).made
    assert made is not None
    assert verify(second / made.path.name) == ()
    assert (second / "documents" / "ab" / "abcd.pdf").read_bytes() == b"%PDF"

    second.rename(tmp_path / "away")
    keep_new(store, seeker, catalog)
    found = keep_safe(store, now())
    assert found.made is not None
    assert "it cannot be reached" in found.problem
    assert "tried again by itself" in found.problem

    (tmp_path / "away").rename(second)
    assert keep_safe(store, now()).problem == ""
    assert (second / found.made.path.name).exists()


def test_a_second_folder_has_to_be_there_and_elsewhere(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such folder"):
        choose_second_folder(store, tmp_path / "gone")
    with pytest.raises(InputError, match="it lies in the workspace itself"):
        store.workspace.backups.mkdir()
        choose_second_folder(store, store.workspace.backups)


def test_going_back_tells_which_deals_it_would_change(store: Store, catalog: Catalog, seeker: Deal) -> None:
    gone, changed = (keep_new(store, seeker, catalog, title=title) for title in ("Gone", "Changed"))
    copy = backup.create(store).path
    new = keep_new(store, seeker, catalog, title="New")
    deals.archive(store, changed.id)
    with store.writing() as database:  # a deal that is only in the copy, as after going back to an older one
        database.execute("DELETE FROM deal WHERE id = ?", [gone.id])

    found = preview(store.workspace, copy, None)

    assert (found.deals_now, found.deals_then) == (2, 2)
    assert {(each.kind, each.shown.title) for each in found.changes} == {
        ("lost", "New"), ("changed", "Changed"), ("back", "Gone"),
    }  # fmt: skip
    assert found.of("lost")[0].shown.committed_minor == new.committed_minor
    restore(store.workspace, copy)
    assert preview(store.workspace, copy, None).changes == ()


def test_a_restore_that_is_stopped_changes_nothing(store: Store, catalog: Catalog, seeker: Deal) -> None:
    keep_new(store, seeker, catalog)
    copy = backup.create(store).path
    row = keep_new(store, seeker, catalog)

    def stops(share: float, _what: str) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(store.workspace, copy, progress=stops)

    assert deals.load(store, row.id).row == row
    assert list(store.workspace.backups.glob("*.partial")) == []


def test_a_copy_restores_in_another_workspace(store: Store, catalog: Catalog, seeker: Deal, tmp_path: Path) -> None:
    row = keep_new(store, seeker, catalog)
    copy = shutil.copy(backup.create(store).path, tmp_path)
    other = workspace(tmp_path / "other machine")

    restore(other, Path(copy))

    opened = Store(other)
    assert deals.load(opened, row.id).row == row
    opened.close()


def test_the_newest_sound_copy_of_a_folder_is_found_past_a_damaged_one(
    store: Store, catalog: Catalog, seeker: Deal
) -> None:
    keep_new(store, seeker, catalog)
    sound = backup.create(store)
    worse = backup.create(store)
    worse.path.write_bytes(worse.path.read_bytes().replace(b"Pixelgarten", b"Pixelgorten"))
    found = newest_sound(store.workspace.backups)
    assert (found.copy.path, found.damaged) == (sound.path, 1)
    assert newest_sound(store.workspace.folder) == found  # who points at the whole workspace
    sound.path.unlink()
    with pytest.raises(InputError, match="each of the 1 safety copies here is damaged"):
        newest_sound(store.workspace.backups)
