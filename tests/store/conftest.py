"""A real store in a folder of its own."""

from collections.abc import Generator
from pathlib import Path

import pytest

from omnidesk.store.connect import Store
from omnidesk.store.opening import open_store
from omnidesk.store.workspace import Workspace, workspace


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return workspace(tmp_path / "work space")


@pytest.fixture
def store(place: Workspace) -> Generator[Store]:
    opened = open_store(place)
    yield opened
    opened.close()
