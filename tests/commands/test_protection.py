"""``protection``: a workspace is encrypted by default, opened in three ways, and plain only by choice."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from omnidesk.operations.protected_opening import CHOICE
from tests.commands.conftest import ROOT, SEEKER, Ask

CODE = re.compile(r"([0-9A-Z]{4}-){6}[0-9A-Z]{4}\n")


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CHOICE)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def says(monkeypatch: pytest.MonkeyPatch, passphrase: str) -> None:
    monkeypatch.setenv("OMNIDESK_PASSPHRASE", passphrase)


def test_where_nothing_can_protect_a_new_workspace_three_ways_out_are_named(omnidesk: Ask, workspace: Path) -> None:
    refused = omnidesk("deal", "import", SEEKER)
    assert (refused.status, len(refused.problems)) == (3, 1)
    for way in ("unlock a keyring", "OMNIDESK_PASSPHRASE", "omnidesk protection off"):
        assert way in refused.err
    assert not (workspace / "omnidesk.db").exists()
    assert omnidesk("quote", SEEKER).status == 0, "what needs no store is untouched"
    assert omnidesk("protection", "off").status == 0
    assert omnidesk("deal", "import", SEEKER).status == 0
    assert omnidesk("protection", "status").out.startswith("Not encrypted, by choice.")


def test_with_a_passphrase_everything_is_encrypted_and_a_wrong_one_opens_nothing(
    omnidesk: Ask, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, "correct horse")
    assert omnidesk("protection", "status").out.startswith("Not there yet")
    made = omnidesk("deal", "import", SEEKER)
    assert (made.status, made.problems[0].startswith("This workspace is new and encrypted")) == (0, True)
    assert b"Pixelgarten" not in (workspace / "omnidesk.db").read_bytes()
    assert "Pixelgarten" in omnidesk("deal", "list").out
    assert omnidesk("deal", "list").err == ""
    assert omnidesk("protection", "status", "--json").json["passphrase"] is True
    says(monkeypatch, "wrong horse")
    assert (omnidesk("deal", "list").status, omnidesk("deal", "list").out) == (2, "")
    monkeypatch.delenv("OMNIDESK_PASSPHRASE")
    locked = omnidesk("deal", "list")
    assert (locked.status, "run in a terminal" in locked.err) == (3, True)


def test_the_recovery_code_answers_for_the_passphrase_and_a_new_one_voids_it(
    omnidesk: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, "correct horse")
    omnidesk("deal", "import", SEEKER)
    first = omnidesk("protection", "recovery")
    assert CODE.fullmatch(first.out)
    assert "not shown again" in first.err
    second = omnidesk("protection", "recovery").out.strip()
    says(monkeypatch, second)
    assert "Pixelgarten" in omnidesk("deal", "list").out
    says(monkeypatch, first.out.strip())
    assert omnidesk("deal", "list").status == 2


def test_protection_comes_off_only_with_a_yes_and_goes_on_again(
    omnidesk: Ask, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, "correct horse")
    omnidesk("deal", "import", SEEKER)
    assert omnidesk("protection", "off").status == 2
    assert omnidesk("protection", "off", "--yes").status == 0
    assert omnidesk("protection", "recovery").status == 2
    monkeypatch.delenv("OMNIDESK_PASSPHRASE")
    assert "Pixelgarten" in omnidesk("deal", "list").out
    says(monkeypatch, "battery staple")
    assert omnidesk("protection", "on").status == 0
    assert omnidesk("protection", "on").status == 2
    assert omnidesk("protection", "on", "--keyring").status == 3
    assert b"Pixelgarten" not in (workspace / "omnidesk.db").read_bytes()
    assert omnidesk("protection", "status").status == 0
    says(monkeypatch, "short")
    refused = omnidesk("protection", "passphrase")
    assert (refused.status, "not the passphrase" in refused.err) == (2, True)


REAL = """
set -eu
eval "$(printf pw | gnome-keyring-daemon --unlock --components=secrets)"
omnidesk() { "$PYTHON" -m omnidesk --data-dir "$PLACE" "$@"; }
omnidesk deal import "$DEAL"
omnidesk deal list
omnidesk protection status
omnidesk protection recovery >"$CODE_FILE"
omnidesk protection status --json
"""
LOST = """
set -eu
eval "$(printf pw | gnome-keyring-daemon --unlock --components=secrets)"
! "$PYTHON" -m omnidesk --data-dir "$PLACE" deal list
OMNIDESK_PASSPHRASE="$(cat "$CODE_FILE")" "$PYTHON" -m omnidesk --data-dir "$PLACE" deal list
"$PYTHON" -m omnidesk --data-dir "$PLACE" deal list
"""


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="needs gnome-keyring and dbus-run-session",
)
def test_a_real_secret_service_keeps_the_key_and_the_code_brings_it_back(
    tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    place, code_file = tmp_path / "workspace", tmp_path / "code"
    names = {"PYTHON": sys.executable, "PLACE": str(place), "CODE_FILE": str(code_file), "DEAL": str(SEEKER)}
    world = {**os.environ, **names, "PYTHONPATH": str(ROOT)}

    def session(script: str) -> "subprocess.CompletedProcess[str]":
        command = ["dbus-run-session", "--", "bash", "-c", script]
        return subprocess.run(command, env=world, capture_output=True, text=True, check=False, timeout=100)

    first = session(REAL)
    assert first.returncode == 0, first.stderr
    assert "Pixelgarten" in first.stdout
    assert "opened by the keyring." in first.stdout
    assert '"recovery": true' in first.stdout
    assert b"Pixelgarten" not in (place / "omnidesk.db").read_bytes()
    for keyring in own_home.rglob("keyrings"):
        shutil.rmtree(keyring)
    lost = session(LOST)
    assert lost.returncode == 0, lost.stderr
    assert lost.stdout.count("Pixelgarten") == 4, (
        "with the code, and then again with the keyring that took the key back"
    )
