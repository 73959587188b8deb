"""Whole programs: a second start raises the first window, and a window that was killed opens again where it was."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from omnidesk.domain.errors import MachineError
from omnidesk.ui import single_start
from omnidesk.ui.single_start import ACTIVATION, SingleStart, come_forward, server_name

from .desk import open_desktop

ROOT = Path(__file__).parents[2]
WORKS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from omnidesk.ui import app, desktop

class Working(desktop.Desktop):
    def start(self):
        super().start()
        self.ticks = QTimer(self)
        self.ticks.timeout.connect(self.look)
        self.ticks.start(10)
        self.opened = False

    def look(self):
        if self.workshop is not None and not self.opened:
            self.opened = True
            self.open_sample("architect-broadcaster.yaml")
        elif self.window.wizard is not None:
            self.ticks.stop()
            self.change(self.window.wizard)

    def change(self, wizard):
        wizard.page("client").fields["client.name"].control._enter("Typed before the power went")
        wizard.go("milestones")
        wizard.session.save_state.connect(lambda state, _why: state == "saved" and print("saved", flush=True))

desktop.Desktop = Working
sys.exit(app.run(Path(sys.argv[1])))
"""
"""The real program, with somebody at it who opens a sample, types a name and goes to another step."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def at_work(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A window that is open in another process, with everything saved."""
    command = [sys.executable, "-P", "-c", WORKS, str(folder)]
    alone = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=alone, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "saved\n"
        yield running
        running.kill()


def second(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "omnidesk", "--data-dir", str(folder)]
    alone = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=alone, capture_output=True, text=True, timeout=60, check=False)


def test_one_that_connects_and_says_nothing_holds_nobody_up(qtbot: QtBot, folder: Path) -> None:
    folder.mkdir()
    start, wanted = SingleStart(folder), list[str]()
    start.wanted.connect(lambda: wanted.append("wanted"))
    assert start.claim()
    start.listen()
    silent, caller = QLocalSocket(), QLocalSocket()
    for each in (silent, caller):
        each.connectToServer(server_name(folder))
        assert each.waitForConnected(5000)
    caller.write(b"a-token")
    caller.flush()
    qtbot.wait(1)
    assert wanted == [], "the end of its line is on its way"
    caller.write(b"\n")
    caller.flush()
    qtbot.waitUntil(lambda: wanted == ["wanted"])
    qtbot.waitUntil(lambda: bytes(caller.readAll().data()) == b"here\n")
    assert os.environ.pop(ACTIVATION) == "a-token"
    start.release()


def test_a_second_start_ends_and_a_killed_window_opens_again_where_it_was(
    qtbot: QtBot, folder: Path, at_work: subprocess.Popen[str]
) -> None:
    done = second(folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert at_work.poll() is None
    at_work.kill()
    at_work.wait()
    start = SingleStart(folder)
    assert start.claim()
    person = open_desktop(qtbot, folder)
    person.sees_wizard()
    assert person.wizard.step == "milestones"
    assert person.deal.client.name == "Typed before the power went"
    person.leaves()
    start.release()


def test_the_first_window_comes_forward(qtbot: QtBot, folder: Path) -> None:
    person = open_desktop(qtbot, folder)
    window = person.desktop.window
    first = SingleStart(folder)
    assert first.claim()
    first.wanted.connect(lambda: come_forward(window))
    first.listen()
    window.showMinimized()
    asking = subprocess.Popen(
        [sys.executable, "-P", "-m", "omnidesk", "--data-dir", str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT), single_start.ACTIVATION: "token-of-the-desktop"},
    )
    with qtbot.waitSignal(first.wanted, timeout=20_000):
        pass
    assert not window.isMinimized()
    assert os.environ.pop(single_start.ACTIVATION) == "token-of-the-desktop"
    assert asking.wait(20) == 0
    first.release()
    person.leaves()


def test_a_window_that_does_not_answer_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir()
    monkeypatch.setattr(single_start, "PATIENCE", 0)
    silent = SingleStart(folder)
    assert silent.claim()
    with pytest.raises(MachineError, match=f"process {os.getpid()}.*does not answer"):
        SingleStart(folder).claim()
    silent.release()
    assert SingleStart(folder).claim()


@pytest.mark.skipif(os.name != "posix", reason="rights of folders are those of POSIX")
def test_the_lock_of_a_window_that_is_gone_keeps_nobody_out_of_a_folder_that_is_read_only(folder: Path) -> None:
    folder.mkdir()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    lock = folder / single_start.LOCK
    first = SingleStart(folder)
    assert first.claim()
    left = lock.read_text().splitlines()
    first.release()
    lock.write_text("\n".join([str(ended.pid), *left[1:]]) + "\n")
    folder.chmod(0o500)
    try:
        assert SingleStart(folder).claim()
    finally:
        folder.chmod(0o700)
