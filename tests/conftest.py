"""What every test stands on: no real display, no real home, property tests that repeat themselves exactly."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("OMNIDESK_PASSPHRASE", None)
os.environ["OMNIDESK_PROTECTION"] = "off"  # tests of protection take it away again; the others need no key

pytest_plugins = ("tests.overlays",)

settings.register_profile("default", max_examples=40, deadline=None, derandomize=True, database=None)
settings.register_profile("fuzz", max_examples=5000, deadline=None, print_blob=True)
settings.load_profile("default")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own, so that none reads or writes the workspace of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name, folder in (
        ("HOME", "."),
        ("USERPROFILE", "."),
        ("LOCALAPPDATA", "local"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ):
        monkeypatch.setenv(name, str(home / folder))
    return home
