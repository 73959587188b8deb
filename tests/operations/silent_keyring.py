"""A keyring that is trusted and never answers, in the process beside this one."""

import time
from pathlib import Path

import pytest

ASKED = "asked"
BACKEND = """
import pathlib, time

class Keyring:
    def get_password(self, service, username):
        pathlib.Path(__file__).parents[2].joinpath("asked").touch()
        time.sleep(3600)
"""
PACKAGE = """
from keyring.backends.SecretService import Keyring

def get_keyring():
    return Keyring()
"""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes that begin from now on find it instead of the machine's."""
    backends = folder / "keyring" / "backends"
    backends.mkdir(parents=True)
    (folder / "keyring" / "__init__.py").write_text(PACKAGE)
    (backends / "__init__.py").touch()
    (backends / "SecretService.py").write_text(BACKEND)
    (backends / "chainer.py").write_text("class ChainerBackend: pass\n")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)


def is_asked(folder: Path) -> None:
    """Wait until it has a question that it will never answer."""
    mark, until = folder / ASKED, time.monotonic() + 20
    while not mark.exists():
        assert time.monotonic() < until, "nobody asks it"
        time.sleep(0.01)
    mark.unlink()
