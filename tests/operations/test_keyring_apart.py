"""The window's keyring: asked by another process, so that none of what talks to it enters the window's memory."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from omnidesk.operations.keyring_apart import asking_keyring_apart
from omnidesk.store.store_key import SIZE, new_key, subkey
from omnidesk.vault import Vault

ROOT = Path(__file__).resolve().parents[2]
UNLOCKED = 'eval "$(printf pw | gnome-keyring-daemon --unlock --components=secrets)"; exec "$0" "$1"'
REAL_KEYRING = """
import subprocess, sys
from omnidesk.operations.keyring_apart import asking_keyring_apart
from omnidesk.vault import Vault

LOOK = "import keyring, sys; sys.exit(keyring.get_password('OmniDesk', 'identity 1') != sys.argv[1])"

if __name__ == "__main__":
    with asking_keyring_apart():
        vault = Vault(environment={})
        made = vault.new_passphrase("identity 1", "the identity")
        assert vault.kept("identity 1") == made
        assert subprocess.run([sys.executable, "-c", LOOK, made]).returncode == 0
        vault.forget("identity 1")
        assert vault.kept("identity 1") is None
    assert not {"keyring", "secretstorage", "cryptography", "email", "urllib.request"} & set(sys.modules)
"""


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="needs gnome-keyring and dbus-run-session",
)
def test_a_real_keyring_keeps_a_secret_and_nothing_of_it_enters_the_process_that_asks(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(REAL_KEYRING)
    run = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", UNLOCKED, sys.executable, str(program)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_a_machine_without_a_keyring_is_told_so_and_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with asking_keyring_apart() as apart:
        vault = Vault(environment={})
        assert vault.kept("identity 1") is None
        assert vault.find_keyring() is None
        assert apart.found() is None


def test_a_purposes_key_is_the_one_that_the_library_derives() -> None:
    key = new_key()
    for purpose in ("audit", "documents"):
        library = HKDF(SHA256(), SIZE, salt=None, info=f"omnidesk {purpose}".encode())
        assert subkey(key, purpose) == library.derive(key.content)
