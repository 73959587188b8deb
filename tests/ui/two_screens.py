"""A story told in a program of its own, with the screens that the offscreen platform is told to have."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Screen:
    """One screen: its name, where it begins, and its size in pixels."""

    name: str
    left: int
    wide: int
    high: int


LAPTOP, BEAMER = Screen("laptop", 0, 1024, 768), Screen("beamer", 1024, 1920, 1080)


def told_on(screens: tuple[Screen, ...], story: str, folder: Path) -> None:
    """Run the tests of a story on these screens; fails with what it said."""
    wanted = [
        {"name": each.name, "x": each.left, "y": 0, "width": each.wide, "height": each.high, "logicalDpi": 96, "dpr": 1}
        for each in screens
    ]
    (folder / "screens.json").write_text(json.dumps({"screens": wanted}))
    (folder / "test_story.py").write_text(story)
    plugins = (
        "-c",
        str(ROOT / "pyproject.toml"),
        "--rootdir",
        str(ROOT),
        "-p",
        "tests.conftest",
        "-p",
        "tests.ui.conftest",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugins, str(folder / "test_story.py")],
        env={**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={folder / 'screens.json'}"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
