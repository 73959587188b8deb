"""Files are there whole or not at all, and only as open as they should be."""

import os
import stat
from pathlib import Path

import pytest

from omnidesk.durable import write_durably


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_what_is_kept_is_private_and_what_is_exported_is_as_open_as_the_user_has_it(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_durably(tmp_path / "kept", b"deal")
        write_durably(tmp_path / "exported", b"proposal", private=False)
    finally:
        os.umask(before)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"kept": 0o600, "exported": 0o640}


def test_a_file_that_cannot_take_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()

    with pytest.raises(OSError, match="taken"):
        write_durably(tmp_path / "taken", b"content")

    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
