"""A progress bar on a terminal; nothing in a pipe."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager

WIDTH = 24


@contextmanager
def shown_progress() -> Generator[Callable[[float, str], None] | None]:
    """Give what long work tells its progress to, and clear the bar at the end; None where no terminal shows it."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield _draw
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _draw(done: float, what: str) -> None:
    filled = round(WIDTH * done)
    bar = f"{'█' * filled}{'░' * (WIDTH - filled)}"
    print(f"\r\x1b[K{bar}  {what}", end="", file=sys.stderr, flush=True)
