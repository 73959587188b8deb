"""What nobody caught: saved, told once, without secrets."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from omnidesk.domain.errors import InputError
from omnidesk.redacted import without_secrets
from omnidesk.ui.errors import Failure, Watch, describe


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:
        return caught


@pytest.fixture
def shown() -> list[Failure]:
    return []


@pytest.fixture
def saves() -> list[str]:
    return []


@pytest.fixture
def watch(tmp_path: Path, shown: list[Failure], saves: list[str]) -> Iterator[Watch]:
    watch = Watch(shown.append, lambda then: then(not saves.append("saved")), "0.1.0")
    watch.install(tmp_path / "state")
    yield watch
    watch.uninstall()


def test_an_uncaught_error_saves_the_deal_and_shows_one_dialog(
    qtbot: QtBot, watch: Watch, shown: list[Failure], saves: list[str], tmp_path: Path
) -> None:
    for number in range(3):
        error = raised(KeyError(f"row {number}"))
        sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(shown))
    qtbot.waitUntil(lambda: saves == ["saved"])
    assert len(shown) == 1
    assert "row 0" in shown[0].report
    watch.closed()
    error = raised(KeyError("later"))
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(shown) == 2)
    assert (tmp_path / "state" / "crash.log").exists()


def test_an_error_on_another_thread_is_shown_on_this_one(qtbot: QtBot, watch: Watch, shown: list[Failure]) -> None:
    def fall() -> None:
        raise ValueError("from a thread")

    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    assert "from a thread" in shown[0].report


def test_an_error_written_for_a_person_needs_no_report() -> None:
    failure = describe(raised(InputError("terms.months: 0 months; 12 to 60 are possible")), "0.1.0")
    assert failure.text == "terms.months: 0 months; 12 to 60 are possible"
    assert failure.report == ""


def test_a_save_that_fails_too_is_not_called_saved(qtbot: QtBot, tmp_path: Path, shown: list[Failure]) -> None:
    def full(_then: Callable[[bool], object]) -> None:
        raise OSError("no space left")

    watch = Watch(shown.append, full, "0.1.0")
    watch.install(tmp_path / "state")
    error = raised(KeyError("row"))
    sys.excepthook(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: bool(shown))
    watch.uninstall()
    assert "not saved yet" in shown[0].text


def test_a_report_says_where_and_hides_secrets() -> None:
    failure = describe(
        raised(ValueError("passphrase='a b' for anna@example.com at DE89 3704 0044 0532 0130 00")), "0.1.0"
    )
    assert "test_errors.py" in failure.report
    assert "ValueError" in failure.report
    for secret in ("a b", "anna", "3704"):
        assert secret not in failure.report


def test_the_home_folder_is_not_named() -> None:
    assert without_secrets(f"{Path.home()}/deals/x.db") == "~/deals/x.db"


def test_a_folder_that_takes_no_file_does_not_stop_the_start(tmp_path: Path, shown: list[Failure]) -> None:
    (tmp_path / "state").write_text("in the way")
    watch = Watch(shown.append, lambda then: then(True), "0.1.0")
    watch.install(tmp_path / "state")
    watch.uninstall()
