"""Secrets: passphrases of signing identities, in the system's keyring or asked from a person.

Three places answer, in this order: the system's keyring, the person (a terminal prompt or a dialog, injected as
``ask``), and ``OMNIDESK_PASSPHRASE`` where there is neither. Nothing else does, and nothing is written to a file.
"""

import getpass
import secrets
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Protocol

import msgspec

from omnidesk.answers import VARIABLE, environment
from omnidesk.domain.errors import InputError, MachineError

SERVICE = "OmniDesk"
LONGEST_SECRET = 512
"""Bytes. The Windows store ends at 1,280 characters, and only passphrases and keys belong here."""

TRUSTED_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
"""Stores that encrypt. Everything else (plain files, ``null``, ``fail``, strangers) is refused."""

_NO_WAY = (
    "No passphrase: this machine has no keyring that OmniDesk trusts (Secret Service, KWallet, macOS, Windows) and "
    f"nobody to ask; unlock the keyring, run in a terminal, or set {VARIABLE}."
)

Ask = Callable[[str], str | None]
"""Shows the question and returns what was typed, or None when the person gave up."""


class SecretStore(Protocol):
    """What a keyring backend offers."""

    def get_password(self, service: str, username: str, /) -> str | None:
        """The secret, or None."""
        ...

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Keeps the secret."""
        ...

    def delete_password(self, service: str, username: str, /) -> None:
        """Removes the secret."""
        ...


_elsewhere: list[Callable[[], SecretStore | None]] = []
"""How the keyring is found where not this process is to ask it; the last one counts."""


@contextmanager
def keyring_through(find: Callable[[], SecretStore | None]) -> Generator[None]:
    """Find the keyring in another way than in this process, for as long as the block lasts."""
    _elsewhere.append(find)
    try:
        yield
    finally:
        _elsewhere.remove(find)


def trusted_keyring() -> SecretStore | None:
    """The keyring of this machine, if it is one of the trusted stores, else None; it may be asked elsewhere."""
    return _elsewhere[-1]() if _elsewhere else keyring_here()


def keyring_here() -> SecretStore | None:
    """The keyring of this machine as this process reaches it, if it is one of the trusted stores, else None.

    A chain of keyrings is never used as such, because it would read and write through untrusted members; its best
    trusted member is taken instead. A keyring that was switched off (``null``) stays off. Importing keyring takes
    96 ms and up to 20 MiB, so it waits until a secret is needed.
    """
    import keyring
    from keyring.backends.chainer import ChainerBackend

    try:
        configured = keyring.get_keyring()
        members = list(configured.backends) if isinstance(configured, ChainerBackend) else [configured]
    except Exception:  # a broken configuration may raise anything, and means: no keyring
        return None
    return next((backend for backend in members if _type_name(backend) in TRUSTED_BACKENDS), None)


def terminal_prompt() -> Ask | None:
    """Asks on the terminal without echo, or None when no person sits at one."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    return _ask_on_terminal


class Vault(msgspec.Struct, frozen=True):
    """Where secrets come from. ``ask`` is the terminal or a dialog; None where there is nobody."""

    ask: Ask | None = None
    environment: Mapping[str, str] = msgspec.field(default_factory=environment)
    find_keyring: Callable[[], SecretStore | None] = trusted_keyring

    def passphrase(self, key: str, label: str) -> str:
        """The secret kept under ``key``; ``label`` tells a person what it opens.

        Raises ``InputError`` when the person gives no answer, ``MachineError`` when nobody can answer.
        """
        keyring = self.find_keyring()
        kept = _read(keyring, key) if keyring else None
        return kept or self._asked(f"Passphrase for {label}: ")

    def new_passphrase(self, key: str, label: str) -> str:
        """A passphrase for something new: generated and kept where there is a keyring, else chosen by a person.

        Raises ``InputError`` when the person gives no answer or two different ones, ``MachineError`` when nobody
        can answer or the keyring does not keep what it is given.
        """
        if self.find_keyring():
            generated = secrets.token_urlsafe(24)
            self.store(key, generated)
            return generated
        chosen = self._asked(f"New passphrase for {label}: ")
        if self.ask and self._asked("The same passphrase again: ") != chosen:
            raise InputError("The two passphrases differ; nothing was created.")
        return chosen

    def kept(self, key: str) -> str | None:
        """The secret that the keyring keeps; None where there is none, or no keyring that opens."""
        keyring = self.find_keyring()
        return _read(keyring, key) if keyring else None

    def surely_kept(self, key: str) -> str | None:
        """The secret that the keyring keeps; None only where it keeps none, so that a fresh one loses nothing.

        Raises ``MachineError`` when the keyring does not open.
        """
        keyring = self.find_keyring()
        try:
            return keyring.get_password(SERVICE, key) if keyring else None
        except Exception as failure:  # each backend raises its own kinds
            raise MachineError("The keyring did not open; unlock it and try again.") from failure

    def answer(self, question: str) -> str:
        """What the person types, or the variable says where there is nobody; the keyring is not looked at.

        Raises ``InputError`` when the person gives no answer, ``MachineError`` when nobody can answer.
        """
        return self._asked(question)

    def store(self, key: str, secret: str) -> None:
        """Keeps a short secret in the keyring and reads it back.

        Raises ``InputError`` when the secret is empty or too long for a keyring, ``MachineError`` when there is no
        trusted keyring or it lost the secret.
        """
        if not 0 < len(secret.encode()) <= LONGEST_SECRET:
            raise InputError(f"A keyring takes secrets of 1 to {LONGEST_SECRET} bytes.")
        keyring = self.find_keyring()
        if keyring is None:
            raise MachineError("There is no keyring that OmniDesk trusts, so the secret was not kept.")
        try:
            keyring.set_password(SERVICE, key, secret)
        except Exception as failure:  # each backend raises its own kinds
            raise MachineError("The keyring refused the secret; unlock it and try again.") from failure
        if _read(keyring, key) != secret:
            raise MachineError("The keyring did not give back what it was given; check its settings and try again.")

    def forget(self, key: str) -> None:
        """Removes a secret from the keyring; one that is not there is no failure."""
        keyring = self.find_keyring()
        if keyring is None or _read(keyring, key) is None:
            return
        try:
            keyring.delete_password(SERVICE, key)
        except Exception as failure:
            raise MachineError("The keyring did not remove the secret; unlock it and try again.") from failure

    def _asked(self, question: str) -> str:
        answer = self.ask(question) if self.ask else self.environment.get(VARIABLE)
        if answer:
            return answer
        if self.ask:
            raise InputError("No passphrase was given.")
        raise MachineError(_NO_WAY)


def _type_name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _read(keyring: SecretStore, key: str) -> str | None:
    try:
        return keyring.get_password(SERVICE, key)
    except Exception:  # locked, dismissed or gone: the person is asked instead
        return None


def _ask_on_terminal(question: str) -> str | None:
    try:
        return getpass.getpass(question, stream=sys.stderr)
    except (EOFError, KeyboardInterrupt):
        return None
