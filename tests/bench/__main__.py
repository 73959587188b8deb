"""Prints every figure of ``bench_*.py`` beside its limit: ``python -m tests.bench [WORD]…`` measures those that match.

A bench is a module with ``figures() -> Iterable[Figure]``. The status is 1 when a figure is over its limit.
"""

import importlib
import sys
from pathlib import Path

from tests.bench.figure import Figure


def main(words: list[str]) -> int:
    """Run the benches whose name holds one of the words (none: all) and print a line for each figure."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    over = 0
    for name in names:
        if words and not any(word in name for word in words):
            continue
        for figure in importlib.import_module(f"tests.bench.{name}").figures():
            print(line(figure), flush=True)
            over += figure.limit is not None and figure.value > figure.limit
    print(f"{over} figures are over their limit" if over else "every figure is within its limit")
    return 1 if over else 0


def line(figure: Figure) -> str:
    """Return a figure as a line of the table."""
    limit = "" if figure.limit is None else f"  (at most {figure.limit:g})"
    mark = " !" if figure.limit is not None and figure.value > figure.limit else "  "
    return f"{mark}{figure.name:<62}{figure.value:>10.2f} {figure.unit}{limit}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
