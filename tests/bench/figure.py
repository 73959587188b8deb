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


def medians_ms(ours: Callable[[], object], bare: Callable[[], object], rounds: int = 30) -> tuple[float, float]:
    """Return the median times of two works in milliseconds, taken by turns, so that both meet the same machine."""
    return _by_turns([ours] * (rounds + 1), [bare] * (rounds + 1), statistics.median)


def p95s_ms(ours: Sequence[Callable[[], object]], bare: Sequence[Callable[[], object]]) -> tuple[float, float]:
    """Return the times in milliseconds that 95 % of each of two rows of works stay below, taken by turns."""
    return _by_turns([ours[0], *ours], [bare[0], *bare], lambda times: sorted(times)[int(len(times) * 0.95)])


def _by_turns(
    ours: Sequence[Callable[[], object]],
    bare: Sequence[Callable[[], object]],
    of: Callable[[Sequence[float]], float],
) -> tuple[float, float]:
    times = [(_timed(one), _timed(other)) for one, other in zip(ours, bare, strict=True)][1:]
    return of([mine for mine, _ in times]), of([theirs for _, theirs in times])


def command_ms(command: Sequence[str], rounds: int = 7) -> float:
    """Return the median time of a whole program in milliseconds, once Python keeps its modules compiled as it does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return median_ms(lambda: subprocess.run(command, capture_output=True, check=True, env=kept), rounds)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
