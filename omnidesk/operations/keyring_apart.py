"""The system's keyring, asked by a process that ends again: what talks to it never enters the window's memory.

Secrets travel through a pipe between this program and itself, and nowhere else.
"""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TypeVar

from omnidesk.domain.errors import MachineError
from omnidesk.operations.worker import BrokeDownError, Worker
from omnidesk.vault import SecretStore, keyring_here, keyring_through

R = TypeVar("R")
REST = 10.0
"""Seconds after the last question until the process ends: questions come in groups."""


UNANSWERED = "The keyring gave no answer, so nothing was done that needed it, and nothing is lost. Try it again."
CLOSED = "OmniDesk was closed before the keyring answered. Nothing was done that needed it, and nothing is lost."


class KeyringApart:
    """A keyring like any other; each question is answered in the process beside this one."""

    def __init__(self) -> None:
        self._hung_up = False
        self._worker = Worker()
        self._turn = threading.Lock()
        self._rest: threading.Timer | None = None
        self._trusted: bool | None = None

    def found(self) -> SecretStore | None:
        """This keyring, where the machine has one that is trusted; asked once, as the keyring itself looks once."""
        if self._trusted is None:
            self._trusted = self._ask(has_keyring)
        return self if self._trusted else None

    def get_password(self, service: str, username: str, /) -> str | None:
        """The secret, or None."""
        return self._ask(read, service, username)

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Keep the secret."""
        self._ask(write, service, username, password)

    def delete_password(self, service: str, username: str, /) -> None:
        """Remove the secret."""
        self._ask(remove, service, username)

    def close(self) -> None:
        """End the process, whatever it is doing; the next question starts another."""
        if self._rest is not None:
            self._rest.cancel()
        self._worker.close()

    def hang_up(self, *, for_good: bool = False) -> bool:
        """End the process if it is being asked something, which fails then; ``for_good`` nothing is asked any more.

        Returns:
            Whether something was being asked.
        """
        asked = self._turn.locked()
        self._hung_up = self._hung_up or for_good
        if for_good:
            self.close()
        elif asked:
            self._worker.interrupt()
        return asked

    def _ask(self, question: Callable[..., R], *words: str) -> R:
        with self._turn:
            if self._hung_up:
                raise MachineError(CLOSED)
            if self._rest is not None:
                self._rest.cancel()
            try:
                return self._worker.do(question, words, {})
            except BrokeDownError:
                raise MachineError(CLOSED if self._hung_up else UNANSWERED) from None
            finally:
                self._rest = threading.Timer(REST, self._end_unused)
                self._rest.daemon = True
                self._rest.start()

    def _end_unused(self) -> None:
        if self._turn.acquire(blocking=False):  # else it is in use again
            try:
                self._worker.close()
            finally:
                self._turn.release()


_ASKED: list[KeyringApart] = []
"""The keyrings that this program asks apart."""


def hang_up(*, for_good: bool = False) -> bool:
    """Wait no longer for an answer of this program's keyring, and tell whether there was none yet.

    ``for_good`` it is not asked again.
    """
    asked = [apart.hang_up(for_good=for_good) for apart in _ASKED]
    return any(asked)


@contextmanager
def answering_within(seconds: float, unanswered: Callable[[], object]) -> Generator[None]:
    """Give the keyring so long to answer what it is asked in this block; then it is not asked again, which is told.

    ``unanswered`` is called in a thread of its own, and has come to its end when the block has.
    """

    def end() -> None:
        if hang_up(for_good=True):
            unanswered()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


@contextmanager
def asking_keyring_apart() -> Generator[KeyringApart]:
    """Have every vault of this program ask the keyring apart for as long as the block lasts."""
    apart = KeyringApart()
    _ASKED.append(apart)
    with keyring_through(apart.found):
        try:
            yield apart
        finally:
            _ASKED.remove(apart)
            apart.close()


def has_keyring() -> bool:
    """Whether this machine has a keyring that is trusted."""
    return keyring_here() is not None


def read(service: str, username: str) -> str | None:
    """The secret that the keyring of this machine keeps.

    Raises:
        MachineError: it is locked or gone.
    """
    return _told(lambda keyring: keyring.get_password(service, username))


def write(service: str, username: str, password: str) -> None:
    """Give a secret to the keyring of this machine.

    Raises:
        MachineError: it is locked or gone.
    """
    _told(lambda keyring: keyring.set_password(service, username, password))


def remove(service: str, username: str) -> None:
    """Take a secret out of the keyring of this machine.

    Raises:
        MachineError: it is locked or gone.
    """
    _told(lambda keyring: keyring.delete_password(service, username))


def _told(act: Callable[[SecretStore], R]) -> R:
    """Do something with the keyring; its own kinds of errors are known in this process alone."""
    keyring = keyring_here()
    if keyring is None:
        raise MachineError("There is no keyring that OmniDesk trusts.")
    try:
        return act(keyring)
    except Exception as failure:
        raise MachineError(f"The keyring gave no answer ({type(failure).__name__}).") from None
