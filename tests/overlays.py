"""A company's own specs folder, for tests in any room."""

from collections.abc import Callable
from pathlib import Path

import pytest

from omnidesk.shipped import shipped

Overlay = Callable[..., Path]


@pytest.fixture
def overlay(tmp_path: Path) -> Overlay:
    """Make a company's own specs folder: shipped files with pieces of text replaced, each of which must occur."""

    def make(**changes: tuple[tuple[str, str], ...]) -> Path:
        for feature, replacements in changes.items():
            name = f"{feature.replace('__', '/')}.yaml"
            text = shipped("specs", name).read_text(encoding="utf-8")
            for old, new in replacements:
                assert old in text, f"{name} no longer holds {old!r}"
                text = text.replace(old, new, 1)
            target = tmp_path / name
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return tmp_path

    return make
