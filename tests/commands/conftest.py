"""The command line as a person uses it: arguments in, exit status and two streams out, in a workspace of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from omnidesk.commands import cli

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "resources" / "samples"
ARCHITECT = SAMPLES / "architect-broadcaster.yaml"
APPRENTICE = SAMPLES / "apprentice-agency.yaml"
SEEKER = SAMPLES / "seeker-startup.yaml"
EVERY_SAMPLE = (SEEKER, APPRENTICE, ARCHITECT)
PASSPHRASE = "correct horse battery staple"


class Answer(NamedTuple):
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def problems(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def compiled_catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests of the command line, so that the specs are checked once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def shared_cache(own_home: Path, compiled_catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(compiled_catalog))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def omnidesk(capsys: pytest.CaptureFixture[str], workspace: Path) -> Ask:
    """Run a command in the test's workspace."""

    def ask(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        status = cli.run(["--data-dir", str(workspace), *map(str, arguments)])
        captured = capsys.readouterr()
        return Answer(status, captured.out, captured.err)

    return ask


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[Path, str, str], Path]:
    """A deal file that differs from a sample in one place."""

    def edit(sample: Path, old: str, new: str) -> Path:
        text = sample.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path = tmp_path / "edited.yaml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return edit
