"""A store whose file goes away under the open program: nothing is written into nowhere, and saving resumes."""

import shutil
import sys
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

if sys.platform == "win32":
    pytest.skip("an open file cannot be moved there", allow_module_level=True)

from omnidesk.domain.errors import MachineError
from omnidesk.store import backup, deals
from omnidesk.store.opening import open_store
from omnidesk.store.restore import restore
from omnidesk.store.workspace import workspace

from .power_cut import SHOWN


def test_nothing_is_saved_into_a_folder_that_was_moved_and_saving_goes_on_once_it_is_back(tmp_path: Path) -> None:
    place = workspace(tmp_path / "workspace")
    with closing(open_store(place)) as store:
        row = deals.create(store, "{}", SHOWN)
        place.folder.rename(tmp_path / "moved")
        for _time in range(2):
            with pytest.raises(MachineError, match="it is gone: its folder was moved or deleted"):
                deals.save(store, row.id, '{"a":1}', SHOWN, version=row.version)
        assert not place.folder.exists()

        (tmp_path / "moved").rename(place.folder)
        assert deals.save(store, row.id, '{"a":1}', SHOWN, version=row.version).version == 2


def test_no_empty_store_takes_the_place_of_one_that_was_deleted(tmp_path: Path) -> None:
    place = workspace(tmp_path / "workspace")
    told: list[str] = []
    with closing(open_store(place)) as store:
        deals.create(store, "{}", SHOWN)

        def other() -> None:
            try:
                deals.create(store, "{}", SHOWN)
            except MachineError as error:
                told.append(str(error))

        for path in place.folder.glob("omnidesk.db*"):
            path.unlink()
        other()
        thread = Thread(target=other)  # which has no connection yet
        thread.start()
        thread.join()

    assert len(told) == 2
    assert not place.database.exists()


def test_who_has_a_store_open_works_on_in_the_file_that_took_its_place(tmp_path: Path) -> None:
    place = workspace(tmp_path / "workspace")
    with closing(open_store(place)) as store:
        row = deals.create(store, "{}", SHOWN)
        copy = Path(shutil.copy(backup.create(store).path, tmp_path))
        deals.create(store, "{}", SHOWN)
        shutil.rmtree(place.folder)
        place.folder.mkdir()
        restore(place, copy)

        assert deals.save(store, row.id, '{"a":1}', SHOWN, version=row.version).version == 2
    with closing(open_store(place)) as again:
        assert deals.load(again, row.id).body == '{"a":1}'
