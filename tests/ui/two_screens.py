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
    """Run the tests of a story on these screens of the offscreen platform; fails with what it said."""
    wanted = [
        {"name": each.name, "x": each.left, "y": 0, "width": each.wide, "height": each.high, "logicalDpi": 96, "dpr": 1}
        for each in screens
    ]
    (folder / "screens.json").write_text(json.dumps({"screens": wanted}))
    _told(story, folder, {"QT_QPA_PLATFORM": f"offscreen:configfile={folder / 'screens.json'}"})


def told_on_x(screens: tuple[Screen, ...], story: str, folder: Path) -> None:
    """Run the tests of a story on an X server whose screens can be unplugged; fails with what it said.

    The first screen is the one that stays.
    """
    wide, high = max(each.left + each.wide for each in screens), max(each.high for each in screens)
    out, inside = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-noreset", "-displayfd", str(inside), "-screen", "0", f"{wide}x{high}x24"],
        pass_fds=[inside],
        stderr=subprocess.DEVNULL,
    )
    os.close(inside)
    try:
        with os.fdopen(out) as told:
            display = f":{told.readline().strip()}"
        for place, each in enumerate(screens):
            plug(each, display, "none" if place else "screen")
        _told(story, folder, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display})
    finally:
        server.terminate()
        server.wait()


def plug(screen: Screen, display: str = "", output: str = "none") -> None:
    """Plug a screen of the X server in."""
    place = f"{screen.wide}/{screen.wide // 4}x{screen.high}/{screen.high // 4}+{screen.left}+0"
    _xrandr("--setmonitor", screen.name, place, output, display=display)


def unplug(screen: Screen) -> None:
    """Take a screen of the X server away."""
    _xrandr("--delmonitor", screen.name)


def _xrandr(*words: str, display: str = "") -> None:
    own = {"DISPLAY": display} if display else {}
    subprocess.run(["xrandr", *words], env={**os.environ, **own}, check=True, capture_output=True)


def _told(story: str, folder: Path, environment: dict[str, str]) -> None:
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
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
