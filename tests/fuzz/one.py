"""Feeds one target for some seconds: ``python -m tests.fuzz.one TARGET SECONDS FOLDER``.

With atheris the branches that an input reaches guide what is tried next; without it (other systems, newer Pythons)
honest inputs are changed at random. What goes wrong is kept in FOLDER as ``crash-…`` and told on standard error.
"""

import contextlib
import hashlib
import importlib
import logging
import random
import sys
import time
import traceback
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.fuzz.targets import TARGETS, Target

SLOWEST = 5
"""Seconds after which an input counts as an attack that succeeded."""
MEMORY = 2_048
"""Megabytes, likewise."""


def guided(target: Target, seconds: int, folder: Path) -> None:
    """Search by coverage; libFuzzer ends the process by itself, with its own words about a find."""
    atheris: Any = importlib.import_module("atheris")  # not there on every system
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    for place, seed in enumerate(target.seeds()):
        (seeds / f"seed-{place}").write_bytes(seed)
    with atheris.instrument_imports(include=list(target.watched), enable_loader_override=False):
        for name in target.watched:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        target.feed(target.seeds()[0])  # what the reader imports late is watched as well

    options = [
        f"-max_total_time={seconds}",
        f"-max_len={max(target.longest, *map(len, target.seeds()))}",
        f"-timeout={SLOWEST}",
        f"-rss_limit_mb={MEMORY}",
        f"-artifact_prefix={folder}/",
        "-print_final_stats=1",
        "-verbosity=0",
        "-use_value_profile=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(seeds)], target.feed_whole)
    atheris.Fuzz()


def at_random(target: Target, seconds: int, folder: Path) -> int:
    """Change honest inputs at random; return the exit status."""
    dice = random.Random(seconds)
    corpus, end, runs, taken = target.seeds(), time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        content = changed(dice.choice(corpus), corpus, dice)
        began = time.monotonic()
        try:
            taken += target.feed(content)
        except Exception:
            kept = folder / f"crash-{hashlib.sha256(content).hexdigest()[:16]}"
            kept.write_bytes(content)
            traceback.print_exc()
            return 1
        if time.monotonic() - began > SLOWEST:
            (folder / f"timeout-{hashlib.sha256(content).hexdigest()[:16]}").write_bytes(content)
            return 1
        runs += 1
    print(f"stat::number_of_executed_units: {runs}\nstat::taken: {taken}", file=sys.stderr)
    return 0


def changed(content: bytes, corpus: list[bytes], dice: random.Random) -> bytes:
    """An input with a few pieces cut, doubled, flipped, or put in from another."""
    piece = bytearray(content)
    for _ in range(dice.randint(1, 6)):
        start = dice.randrange(len(piece) + 1)
        end = min(len(piece), start + dice.choice((1, 2, 8, 64)))
        other = dice.choice(corpus)
        begun = dice.randrange(len(other) + 1)
        piece[start:end] = dice.choice(
            (
                b"",
                bytes(piece[start:end]) * 3,
                dice.randbytes(end - start),
                other[begun : begun + 32],
                b"\0",
                b'"',
                b"\xff",
            )
        )
    return bytes(piece)


def main(name: str, seconds: str, folder: str) -> int:
    """Feed the target."""
    logging.disable(logging.CRITICAL)
    if find_spec("atheris") is None:
        return at_random(TARGETS[name], int(seconds), Path(folder))
    guided(TARGETS[name], int(seconds), Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
