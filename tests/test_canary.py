"""A canary in every secret: after all that a person does, none of them sings in any file, log or list of processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from omnidesk.operations.protected_opening import CHOICE
from omnidesk.shipped import shipped
from omnidesk.store.protection import found_envelope, unwrap_with_passphrase
from omnidesk.store.workspace import Workspace
from omnidesk.ui.errors import describe

ROOT = Path(__file__).parents[1]
PASSPHRASE = "zeisig kanarie stieglitz"
CLIENT = "Kanarienvogel Medien"
SUSPENDED = """
import os, sys, threading
import omnidesk.__main__
from omnidesk.store import connect
def stop(database):
    print("here", flush=True)
    threading.Event().wait(60)
connect.immediately = stop
sys.exit(omnidesk.__main__.main())
"""
CRASHING = """
import sys
import omnidesk.__main__, omnidesk.store.search
def broken(*_arguments, **_named):
    raise RuntimeError("something nobody expected")
omnidesk.store.search.list_deals = broken
sys.exit(omnidesk.__main__.main())
"""
CHILD = """
import os, sys
import omnidesk.__main__
from omnidesk.commands import doctor
def run(_options):
    import subprocess
    print(subprocess.run(["env"], capture_output=True, text=True).stdout)
    return 0
doctor.run = run
sys.exit(omnidesk.__main__.main())
"""

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def world(own_home: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without a keyring whose temporary files lie in a folder of their own."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    plain = {key: value for key, value in os.environ.items() if key != CHOICE}
    own = {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), "OMNIDESK_PASSPHRASE": PASSPHRASE}
    return {**plain, **own, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "HOME": str(own_home)}


def started(place: Path, *arguments: str, text: str = "") -> list[str]:
    """A command line; with ``text`` the program is changed first."""
    how = ["-c", text] if text else ["-m", "omnidesk"]
    return [sys.executable, *how, "--data-dir", str(place), *arguments]


@pytest.fixture
def run(place: Path, world: dict[str, str]) -> Run:
    def done(*arguments: str, text: str = "", status: int = 0) -> "subprocess.CompletedProcess[str]":
        command = started(place, *arguments, text=text)
        ended = subprocess.run(command, env=world, cwd=place.parent, capture_output=True, text=True, check=False)
        assert ended.returncode == status, ended.stderr
        return ended

    return done


def deal_file(folder: Path) -> Path:
    text = shipped("resources", "samples", "seeker-startup.yaml").read_text(encoding="utf-8")
    assert "Pixelgarten Labs" in text
    path = folder / "given" / "deal.yaml"
    path.parent.mkdir()
    path.write_text(text.replace("Pixelgarten Labs", CLIENT), encoding="utf-8")
    return path


def written(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield path, path.read_bytes()


def hits(canaries: dict[str, bytes], *folders: Path) -> list[str]:
    files = list(written(*folders))
    assert files
    return [f"{name} in {path}" for path, content in files for name, canary in canaries.items() if canary in content]


def test_no_secret_and_no_client_stands_anywhere_on_the_machine(
    run: Run, place: Path, world: dict[str, str], own_home: Path, tmp_path: Path
) -> None:
    deal = deal_file(tmp_path)
    said = [run("deal", "import", str(deal))]
    code = run("protection", "recovery").stdout.strip()
    said += [run("identity", "create", "Ada"), run("backup", "create")]
    issued = run("deal", "issue", CLIENT, "--sign", "Ada", "--out", str(deal.parent / "offer.pdf"))
    said += [issued, run("deal", "export", CLIENT, "--out", str(deal.parent / "out.yaml"))]
    said.append(run("deal", "list", text=CRASHING, status=3))
    command = started(place, "deal", "import", str(deal), text=SUSPENDED)
    with subprocess.Popen(command, env=world, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "here\n"
        shown = Path(f"/proc/{killed.pid}/cmdline")
        lines = shown.read_bytes() if shown.exists() else b""
        killed.send_signal(signal.SIGKILL)
    run("deal", "list")
    envelope = found_envelope(Workspace(place))
    assert envelope is not None
    key = unwrap_with_passphrase(envelope, PASSPHRASE)
    assert key is not None
    secrets = {
        "passphrase": PASSPHRASE.encode(),
        "recovery code": code.encode(),
        "its signs": code.replace("-", "").encode(),
        "key": key.content,
        "key in hexadecimal": key.content.hex().encode(),
    }
    folders = (place, own_home, tmp_path / "temporary")
    assert hits({**secrets, "client": CLIENT.encode(), "client, small": CLIENT.lower().encode()}, *folders) == []
    spoken = [stream.encode() for ended in said for stream in (ended.stdout, ended.stderr)]
    assert not [name for name, canary in secrets.items() for text in (*spoken, lines) if canary in text]
    reports = list((own_home / "state").rglob("reports/*"))
    assert len(reports) == 1, "the crash left its report, and it was looked through"


def test_a_program_that_it_starts_does_not_inherit_the_passphrase(run: Run) -> None:
    shown = run("doctor", text=CHILD).stdout
    assert "PATH=" in shown
    assert PASSPHRASE not in shown


def test_the_report_of_a_crash_in_the_window_hides_what_looks_secret() -> None:
    report = describe(RuntimeError(f"passphrase={PASSPHRASE[:6]} for ada@kanarie.example"), "1").report
    assert "zeisig" not in report
    assert "kanarie" not in report
