"""Work for a worker: some that does what it should, and some that does not."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.errors import Problem, RefusedError
from omnidesk.operations.worker import in_worker

Progress = Callable[[float, str], None]
HEAVY = ("reportlab", "pikepdf", "pyhanko", "pypdfium2", "docx", "openpyxl")


@in_worker
def where() -> int:
    """Tell in which process this is."""
    return os.getpid()


@in_worker
def counted(to: int, *, progress: Progress | None = None) -> int:
    """Count, and tell how far it is."""
    for number in range(to):
        if progress is not None:
            progress(number / to, f"number {number}")
    return to


@in_worker
def refused() -> None:
    """Refuse a deal."""
    raise RefusedError((Problem(field="terms.months", reason="6 are too few"),))


@in_worker
def missing(path: str) -> str:
    """Look for a file that is not there."""
    return Path(path).read_text(encoding="utf-8")


@in_worker
def stubborn(*, progress: Progress | None = None) -> None:
    """Tell that it began, and never end."""
    if progress is not None:
        progress(0.0, "began")
    threading.Event().wait()


@in_worker
def broken(*, progress: Progress | None = None) -> None:
    """End the whole process, as a fault in a library does."""
    if progress is not None:
        progress(0.5, "half")
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait()


@in_worker
def company_of(catalog: Catalog) -> tuple[str, Catalog]:
    """Tell whose catalog it is, and give it back."""
    return catalog.company.name, catalog


def heavy() -> list[str]:
    """Name what this process has read of the libraries for documents."""
    return [name for name in HEAVY if name in sys.modules]
