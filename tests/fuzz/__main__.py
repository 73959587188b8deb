"""Feeds hostile bytes to every reader of foreign files, one after the other, and prints what was done.

``python -m tests.fuzz [SECONDS]``: seconds for all targets together (60).
"""

import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.targets import TARGETS

KEPT = Path(tempfile.gettempdir()) / "omnidesk-fuzz"


def main(seconds: int = 60) -> int:
    """Run each target in a process of its own; 1 where one found something."""
    how = "guided by coverage (atheris)" if find_spec("atheris") else "changed at random (there is no atheris here)"
    each = max(1, seconds // len(TARGETS))
    print(f"{each} s for each of {len(TARGETS)} readers, inputs {how}")
    found = 0
    for name in TARGETS:
        folder = KEPT / name
        folder.mkdir(parents=True, exist_ok=True)
        before = set(folder.iterdir())
        command = [sys.executable, "-P", "-m", "tests.fuzz.one", name, str(each), str(folder)]
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", check=False, timeout=each + 120
        )
        finds = [path for path in sorted(folder.iterdir()) if path not in before and path.is_file()]
        print(f"  {name:6} {_told(done.stderr)}, {len(finds) or 'no'} find{'' if len(finds) == 1 else 's'}", flush=True)
        if done.returncode:
            found += 1
            print(done.stderr[-3000:], *finds, sep="\n")
    return 1 if found else 0


def _told(said: str) -> str:
    runs = re.search(r"number_of_executed_units: *(\d+)", said)
    new = re.search(r"new_units_added: *(\d+)", said)
    told = f"{int(runs[1]) if runs else 0:>9,} inputs"
    return f"{told}, {int(new[1]):,} reached something new" if new else told


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
