"""Secrets rest in a keyring that encrypts, or come from a person or one variable; nowhere else."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.compat import properties

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.vault import SERVICE, VARIABLE, SecretStore, Vault, terminal_prompt, trusted_keyring


class Drawer:
    """A keyring for these tests: a dictionary."""

    def __init__(self, *, forgetful: bool = False, locked: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.forgetful, self.locked = forgetful, locked

    def get_password(self, service: str, username: str, /) -> str | None:
        if self.locked:
            raise RuntimeError("the collection is locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        if self.locked:
            raise RuntimeError("the collection is locked")
        if not self.forgetful:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        del self.kept[service, username]


class PlainTextFile(KeyringBackend):
    """What keyrings.alt brings: a store that writes secrets in the clear, and recommends itself."""

    asked: ClassVar[list[str]] = []

    @properties.classproperty
    def priority(self) -> float:
        return 9

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.append("get")
        return "in the clear"

    def set_password(self, service: str, username: str, password: str) -> None:
        self.asked.append("set")

    def delete_password(self, service: str, username: str) -> None:
        self.asked.append("delete")


@pytest.fixture(autouse=True)
def the_machines_own_keyring_is_left_alone() -> Iterator[None]:
    before = keyring.get_keyring()
    PlainTextFile.asked.clear()
    yield
    keyring.set_keyring(before)


def vault(
    store: SecretStore | None = None,
    ask: Callable[[str], str | None] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Vault:
    return Vault(ask=ask, environment=environment or {}, find_keyring=lambda: store)


@pytest.mark.parametrize("backend", [null.Keyring, fail.Keyring, chainer.ChainerBackend, PlainTextFile])
def test_a_store_that_does_not_encrypt_is_not_used(backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    assert trusted_keyring() is None
    with pytest.raises(MachineError, match="no keyring that OmniDesk trusts"):
        Vault(environment={}).store("key", "secret")
    with pytest.raises(MachineError, match=VARIABLE):
        Vault(environment={}).passphrase("key", "the identity")
    assert PlainTextFile.asked == [], "a stranger is not even asked"


def test_a_broken_keyring_setting_means_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.module.Keyring")
    monkeypatch.setattr(keyring.core, "_keyring_backend", None)
    assert trusted_keyring() is None


def test_what_the_keyring_keeps_is_not_asked_again() -> None:
    drawer = Drawer()
    keeper = vault(drawer, ask=lambda _question: pytest.fail("nobody needs to be asked"))
    keeper.store("identity 1", "correct horse")
    assert drawer.kept == {(SERVICE, "identity 1"): "correct horse"}
    assert keeper.passphrase("identity 1", "Anna's identity") == "correct horse"
    keeper.forget("identity 1")
    keeper.forget("identity 1")
    assert drawer.kept == {}


def test_a_keyring_that_loses_what_it_is_given_is_found_out() -> None:
    with pytest.raises(MachineError, match="did not give back"):
        vault(Drawer(forgetful=True)).store("key", "secret")
    with pytest.raises(MachineError, match="did not give back"):
        vault(Drawer(forgetful=True)).new_passphrase("key", "the identity")


def test_a_locked_keyring_lets_the_person_answer() -> None:
    keeper = vault(Drawer(locked=True), ask=lambda question: f"typed for {question}")
    assert keeper.passphrase("key", "Anna's identity") == "typed for Passphrase for Anna's identity: "
    with pytest.raises(MachineError, match="unlock it"):
        keeper.store("key", "secret")


@pytest.mark.parametrize("secret", ["", "x" * 513, "ü" * 300])
def test_only_short_secrets_are_kept(secret: str) -> None:
    with pytest.raises(InputError, match="1 to 512 bytes"):
        vault(Drawer()).store("key", secret)


def test_with_a_keyring_a_new_passphrase_is_made_up_and_kept() -> None:
    drawer = Drawer()
    first, second = (vault(drawer).new_passphrase(key, "the identity") for key in ("a", "b"))
    assert first != second
    assert len(first) >= 32
    assert vault(drawer).passphrase("a", "the identity") == first


def test_without_a_keyring_a_person_chooses_a_new_passphrase_twice() -> None:
    assert vault(ask=lambda _question: "mine").new_passphrase("key", "the identity") == "mine"
    answers = iter(["mine", "mien"])
    with pytest.raises(InputError, match="differ"):
        vault(ask=lambda _question: next(answers)).new_passphrase("key", "the identity")
    with pytest.raises(InputError, match="No passphrase was given"):
        vault(ask=lambda _question: None, environment={VARIABLE: "not asked for"}).passphrase("key", "the identity")


def test_the_variable_answers_where_there_is_neither_keyring_nor_person() -> None:
    headless = vault(environment={VARIABLE: "from the pipeline"})
    assert headless.passphrase("key", "the identity") == "from the pipeline"
    assert headless.new_passphrase("key", "the identity") == "from the pipeline"
    with pytest.raises(MachineError, match=VARIABLE):
        vault(environment={"OTHER": "x"}).passphrase("key", "the identity")


def test_there_is_no_terminal_to_ask_on_in_a_pipe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (tmp_path / "input").open("w+") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert terminal_prompt() is None
    monkeypatch.setattr(sys, "stdin", None)
    assert terminal_prompt() is None


def test_keyring_is_not_imported_before_a_secret_is_needed() -> None:
    code = "import sys, omnidesk.vault; sys.exit('keyring' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


REAL_KEYRING = """
from omnidesk.vault import Vault, trusted_keyring
assert type(trusted_keyring()).__module__ == "keyring.backends.SecretService", trusted_keyring()
vault = Vault(environment={})
made = vault.new_passphrase("identity 1", "the identity")
assert vault.passphrase("identity 1", "the identity") == made
vault.forget("identity 1")
"""


@pytest.mark.skipif(
    not (shutil.which("gnome-keyring-daemon") and shutil.which("dbus-run-session")),
    reason="needs gnome-keyring and dbus-run-session",
)
def test_a_real_secret_service_keeps_a_passphrase() -> None:
    script = 'eval "$(printf pw | gnome-keyring-daemon --unlock --components=secrets)"; exec "$0" -c "$1"'
    run = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script, sys.executable, REAL_KEYRING],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
