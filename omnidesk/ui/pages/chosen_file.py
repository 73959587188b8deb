"""Files that a person chooses for the documents: read and judged off the window's thread."""

from collections.abc import Callable
from pathlib import Path

from omnidesk.domain.errors import OmniDeskError
from omnidesk.given_file import read_given
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
    return read_given(path, LARGEST, too_large=_("it is larger than {size} MB").format(size=LARGEST // 1_000_000))


def run(services: WizardServices, work: Callable[[Job], object], done: Callable[[object], object]) -> None:
    """Do slow work for a page; what goes wrong is told in one line."""

    def failed(error: Exception) -> None:
        if not isinstance(error, OmniDeskError):
            raise error
        services.ask.say(str(error), failed=True)

    services.background.run(work, done, failed)
