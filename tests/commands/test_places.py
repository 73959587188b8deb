"""The user's folders are those that platformdirs knows."""

from pathlib import Path

import platformdirs
import pytest

from omnidesk.places import user_folder

VARIABLES = ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


@pytest.mark.parametrize("stated", ["", "here"])
def test_folders_are_where_the_system_wants_them(stated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        if stated:
            monkeypatch.setenv(variable, str(tmp_path / stated / variable))
        else:
            monkeypatch.delenv(variable, raising=False)
    assert user_folder("data") == platformdirs.user_data_path("omnidesk", appauthor=False)
    assert user_folder("cache") == platformdirs.user_cache_path("omnidesk", appauthor=False)
    assert user_folder("state") == platformdirs.user_state_path("omnidesk", appauthor=False)
