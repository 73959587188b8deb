"""Starts the window or the command line; the only place that wires the two. A traceback never reaches a user."""

import contextlib
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from omnidesk.answers import take_passphrase
from omnidesk.domain.errors import MachineError, OmniDeskError

UNEXPECTED = 3
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run OmniDesk; return its exit status: 0 done, 1 the answer is no, 2 wrong input, 3 the machine is in the way."""
    _go_to_work()
    arguments = list(sys.argv[1:] if argv is None else argv)
    if argv is None:
        take_passphrase()
    _stand_in_for_closed_streams()
    try:
        status = _start(arguments)
        sys.stdout.flush()
    except OmniDeskError as error:
        print(f"omnidesk: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output (``head``, a pager) has enough
        _silence_output()
        return 0
    except OSError as error:
        _silence_output()
        place = f"{error.filename}: " if error.filename else "the output could not be written: "
        print(f"omnidesk: {place}{error.strerror or error}", file=sys.stderr)
        return MachineError.exit_status
    except Exception as error:  # the last line of defence: whatever went wrong, the user reads one calm line
        print(f"omnidesk: {_reported(error)}", file=sys.stderr)
        return UNEXPECTED
    return status


def _go_to_work() -> None:
    """Where a packed program starts itself once more as the worker of its window, be that and nothing else."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()


def _start(arguments: list[str]) -> int:
    if arguments == ["--gallery"]:
        _require_display()
        from omnidesk.ui import app

        return app.show_gallery()
    opens_window, folder = _window_request(arguments)
    if not opens_window:
        return _run_command(arguments)
    _require_display()
    gc.disable()  # until the deals are there: what the start makes stays, and looking through it takes a tenth of it
    from omnidesk.ui import app

    return app.run(folder)


def _run_command(arguments: list[str]) -> int:
    """Run one command; the program ends after it, and collecting what it leaves would take an eighth of its time."""
    gc.disable()
    try:
        from omnidesk.commands import cli

        return cli.run(arguments)
    finally:
        gc.freeze()
        gc.enable()


def _window_request(arguments: list[str]) -> tuple[bool, Path | None]:
    """Tell whether the arguments ask for the window, and in which workspace: none, or ``--data-dir DIR`` alone."""
    match arguments:
        case []:
            return True, None
        case ["--data-dir", folder] if folder:
            return True, Path(folder)
        case [option] if option.startswith("--data-dir=") and option != "--data-dir=":
            return True, Path(option.removeprefix("--data-dir="))
        case _:
            return False, None


def _require_display() -> None:
    """Refuse in words where Qt would abort the whole process."""
    platforms = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in platforms):
        raise MachineError(
            "there is no display here, so the window cannot open; every command works without one: omnidesk --help"
        )


def _stand_in_for_closed_streams() -> None:
    """Python has no ``sys.stdout`` where a program was started without one (from an icon, or with ``>&-``)."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.StringIO())


def _silence_output() -> None:
    """What is left in the buffer has nowhere to go, and Python would complain about that while it shuts down."""
    with contextlib.suppress(OSError, ValueError):  # streams that tests and other programs put there have no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _reported(error: Exception) -> str:
    """Write the details of an unexpected failure into the state folder; return the line for the user."""
    import datetime
    import traceback

    from platformdirs import user_state_path

    from omnidesk.redacted import without_secrets

    name = type(error).__name__
    try:
        folder = user_state_path("omnidesk", appauthor=False) / "reports"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        report = folder / f"{datetime.datetime.now(datetime.UTC):%Y%m%dT%H%M%S.%fZ}.txt"
        report.touch(mode=0o600)
        report.write_text(without_secrets("".join(traceback.format_exception(error))), encoding="utf-8")
    except OSError:
        return f"something unexpected went wrong ({name}), and no report could be written; nothing saved before is lost"
    return f"something unexpected went wrong ({name}); nothing saved before is lost; the details are in {report}"


if __name__ == "__main__":
    sys.exit(main())
