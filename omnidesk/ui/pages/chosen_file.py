"""Files that a person chooses for the documents: read and judged off the window's thread."""

from collections.abc import Callable
from pathlib import Path

from omnidesk.domain.errors import InputError, OmniDeskError
from omnidesk.i18n import _
from omnidesk.ui.background import Job
from omnidesk.ui.services import WizardServices

LARGEST = 40_000_000
"""Bytes of a file that are read at all."""


def content_of(path: Path) -> bytes:
    """Read a file.

    Raises:
        InputError: it cannot be read, or is too large.

    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        words = _("{path}: cannot be read ({why}); check the name and your rights")
        raise InputError(words.format(path=path, why=error.strerror or error)) from None
    if len(content) > LARGEST:
        raise InputError(_("{path}: it is larger than {size} MB").format(path=path.name, size=LARGEST // 1_000_000))
    return content


def run(services: WizardServices, work: Callable[[Job], object], done: Callable[[object], object]) -> None:
    """Do slow work for a page; what goes wrong is told in one line."""

    def failed(error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        services.ask.say(str(error), failed=True)

    services.background.run(work, done, failed)
