"""How long the command line takes to answer, compared with a bare interpreter's start."""

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figure import Figure, command_ms

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "architect-broadcaster.yaml"


def figures() -> Iterator[Figure]:
    """Measure whole programs."""
    bare = command_ms([sys.executable, "-P", "-c", "pass"])
    quote = command_ms([sys.executable, "-P", "-m", "omnidesk", "quote", str(SAMPLE)])
    yield Figure(name="start of a bare interpreter", value=bare)
    yield Figure(name="omnidesk quote, whole program", value=quote)
    yield Figure(name="omnidesk quote / bare interpreter", value=quote / bare, unit="×", limit=8)
