"""A store whose file goes away under the open program: nothing is written into nowhere, and saving resumes."""

import os
import shutil
import sys
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest

if sys.platform == "win32":
    pytest.skip("an open file cannot be moved there", allow_module_level=True)

from omnidesk.domain.errors import MachineError
from omnidesk.store import backup, deals, search
from omnidesk.store.opening import open_store
from omnidesk.store.restore import restore
from omnidesk.store.workspace import Workspace, workspace

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


def test_saving_goes_on_once_a_folder_that_was_read_only_at_the_start_can_be_written() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        place = workspace(Path(folder) / "workspace")
        ready, go = os.pipe()
        child = os.fork()  # before anything is open: a child shares what its parent has open
        if child == 0:
            os.read(ready, 1)
            with suppress(BaseException):
                os._exit(refused_then_saved(place))
            os._exit(4)
        with closing(open_store(place)) as store:  # open, so that what SQLite keeps beside the file is there
            row = deals.create(store, "{}", SHOWN)
            protect(place.folder, 0o555, 0o444)
            os.write(go, b"!")
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
            assert deals.load(store, row.id).row.version == 2


def protect(folder: Path, folder_mode: int, file_mode: int) -> None:
    for path, mode in ((folder, folder_mode), *((path, file_mode) for path in folder.iterdir())):
        path.chmod(mode)
        if os.getuid() == 0:  # who may write everywhere, so the child is somebody else
            os.chown(path, 65534, 65534)


def refused_then_saved(place: Workspace) -> int:
    """In a program of its own: 0 where the save was refused in words and then worked, on the same store."""
    if os.getuid() == 0:
        os.seteuid(65534)
    store = open_store(place)
    row = search.list_deals(store).rows[0]
    try:
        deals.save(store, row.id, '{"a":1}', SHOWN, version=row.version)
        return 1
    except MachineError as error:
        if "cannot be written; check the rights" not in str(error):
            return 2
    os.seteuid(os.getuid())
    protect(place.folder, 0o700, 0o600)
    if os.getuid() == 0:
        os.seteuid(65534)
    return 0 if deals.save(store, row.id, '{"a":1}', SHOWN, version=row.version).version == 2 else 3
