"""A measured figure, and the ways to take one."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence

import msgspec


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured; ``limit`` is the most that was promised, in the same unit, where something was."""

    name: str
    value: float
    unit: str = "ms"
    limit: float | None = None


def median_ms(work: Callable[[], object], rounds: int = 30) -> float:
    """Return the median time of ``work`` in milliseconds, after one round that does not count."""
    work()
    return statistics.median(_timed(work) for _ in range(rounds))


def p95_ms(works: Sequence[Callable[[], object]]) -> float:
    """Return the time in milliseconds that 95 % of these stay below, each done once after one that does not count."""
    works[0]()
    times = sorted(map(_timed, works))
    return times[int(len(times) * 0.95)]


def command_ms(command: Sequence[str], rounds: int = 7) -> float:
    """Return the median time of a whole program in milliseconds, once Python keeps its modules compiled as it does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return median_ms(lambda: subprocess.run(command, capture_output=True, check=True, env=kept), rounds)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
