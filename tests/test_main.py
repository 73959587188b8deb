"""Starting OmniDesk: what goes wrong is one calm line and an exit status, never a traceback."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import omnidesk.commands
from omnidesk.__main__ import main
from omnidesk.domain.errors import InputError, MachineError

ROOT = Path(__file__).parents[1]
ANSWER = (
    "import sys; from types import SimpleNamespace; import omnidesk.commands, omnidesk.__main__\n"
    "def run(arguments):\n"
    "    for _ in range(int(arguments[0])): print('a line of the answer')\n"
    "    return 0\n"
    "omnidesk.commands.cli = SimpleNamespace(run=run)\n"
    "sys.exit(omnidesk.__main__.main(sys.argv[1:]))"
)
ALONE = {**os.environ, "PYTHONPATH": str(ROOT)}
Start = Callable[[BaseException | int], int]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Start:
    """Start with a command line that ends as told."""

    def started(end: BaseException | int) -> int:
        def run(arguments: list[str]) -> int:
            assert arguments == ["some", "command"]
            if isinstance(end, BaseException):
                raise end
            return end

        monkeypatch.setattr(omnidesk.commands, "cli", SimpleNamespace(run=run), raising=False)
        return main(["some", "command"])

    return started


@pytest.mark.parametrize("status", [0, 1, 2, 3])
def test_the_answer_of_a_command_is_the_exit_status(start: Start, status: int) -> None:
    assert start(status) == status


@pytest.mark.parametrize(
    ("error", "status"),
    [(InputError("deal.yaml:3: months: 5 is below 6"), 2), (MachineError("omnidesk.db: the disk is full"), 3)],
)
def test_a_failure_is_one_line(start: Start, capsys: pytest.CaptureFixture[str], error: Exception, status: int) -> None:
    assert start(error) == status
    assert capsys.readouterr() == ("", f"omnidesk: {error}\n")


def test_an_interrupted_command_ends_quietly(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(KeyboardInterrupt()) == 130
    assert capsys.readouterr() == ("", "")


def test_the_unexpected_is_reported_in_a_file_and_said_calmly(
    start: Start, capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    assert start(ZeroDivisionError("what nobody thought of")) == 3

    said = capsys.readouterr().err
    (report,) = own_home.rglob("reports/*.txt")
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert str(report) in said
    assert "ZeroDivisionError: what nobody thought of" in report.read_text(encoding="utf-8")
    assert report.stat().st_mode & 0o077 == 0


def test_the_unexpected_on_a_read_only_machine_is_still_one_line(
    start: Start, capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    (own_home / "state").write_text("in the way")

    assert start(ZeroDivisionError()) == 3
    assert "no report could be written" in capsys.readouterr().err


def test_a_file_that_the_system_refuses_is_named(start: Start, capsys: pytest.CaptureFixture[str]) -> None:
    assert start(PermissionError(13, "Permission denied", "offer.pdf")) == 3
    assert capsys.readouterr().err == "omnidesk: offer.pdf: Permission denied\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the others always have a display")
@pytest.mark.parametrize("arguments", [[], ["--data-dir", "somewhere"], ["--data-dir=somewhere"]])
def test_without_a_display_the_window_refuses_in_words(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert main(arguments) == 3
    assert "there is no display here" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="there is no full device there")
@pytest.mark.parametrize(
    ("output", "status", "said"),
    [
        (">/dev/full", 3, "omnidesk: the output could not be written: No space left on device\n"),
        (">&-", 0, ""),
        ("2>&- >&-", 0, ""),
    ],
)
def test_an_output_that_cannot_be_written_is_said_once(output: str, status: int, said: str) -> None:
    command = ["sh", "-c", f'"$0" -c "$1" 3 {output}', sys.executable, ANSWER]
    ended = subprocess.run(command, env=ALONE, capture_output=True, text=True, check=False)

    assert (ended.returncode, ended.stdout, ended.stderr) == (status, "", said)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently there")
def test_a_reader_that_leaves_early_is_no_failure() -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", ANSWER, "100000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ALONE,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.readline()
    child.stdout.close()
    assert child.stderr.read() == ""
    assert child.wait() == 0
