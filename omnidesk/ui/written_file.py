"""Writing a file where a person wants it."""

from collections.abc import Callable
from pathlib import Path

from omnidesk.domain.errors import MachineError
from omnidesk.durable import write_durably
from omnidesk.i18n import _

Listener = Callable[[Path, bytes], object]
_listeners: list[Listener] = []


def listen(listener: Listener) -> Callable[[], None]:
    """Have somebody told of every file that is written, on the thread that writes it; return what ends that."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


def write_out(path: Path, content: bytes) -> Path:
    """Write a file, whole or not at all, and return its path; call it off the window's thread.

    Raises:
        MachineError: it cannot be written; the message says why.

    """
    try:
        write_durably(path, content, private=False)
    except OSError as error:
        words = _("{path}: cannot be written ({why}); choose another place")
        raise MachineError(words.format(path=path, why=error.strerror or error)) from error
    tell_written(path, content)
    return path


def tell_written(path: Path, content: bytes) -> None:
    """Tell those who listen of a file that was written."""
    for tell in tuple(_listeners):
        tell(path, content)
