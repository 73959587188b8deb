"""A keyring that never answers, as one whose prompt nobody sees: it holds nothing up."""

import threading
from pathlib import Path

import pytest

from omnidesk.domain.errors import MachineError
from omnidesk.operations.keyring_apart import KeyringApart, answering_within, asking_keyring_apart, hang_up

from .silent_keyring import install, is_asked


def asks(apart: KeyringApart, failures: list[str]) -> threading.Thread:
    """Ask it in a thread, as the window does."""

    def ask() -> None:
        try:
            apart.get_password("OmniDesk", "identity 1")
        except MachineError as error:
            failures.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    return thread


def test_who_waits_is_told_and_it_can_be_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch)
    failures = list[str]()
    with asking_keyring_apart() as apart:
        for _again in range(2):
            waiting = asks(apart, failures)
            is_asked(tmp_path)
            assert hang_up()
            waiting.join(10)
            assert not waiting.is_alive()
        assert not hang_up(), "nothing is asked"
    assert len(failures) == 2
    assert all("nothing is lost" in each and "again" in each for each in failures)


def test_after_a_while_it_is_asked_no_more_not_even_by_what_waits_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch)
    failures, told = list[str](), list[str]()
    with asking_keyring_apart() as apart:
        waiting = [asks(apart, failures) for _each in range(3)]
        is_asked(tmp_path)
        with answering_within(0.01, lambda: told.append("unanswered")):
            for each in waiting:
                each.join(10)
                assert not each.is_alive()
        asks(apart, failures).join(10)
    assert told == ["unanswered"]
    assert len(failures) == 4
    assert all("nothing is lost" in each for each in failures)


def test_who_was_not_answered_is_told_so_before_the_block_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch)
    past, told = threading.Event(), list[bool]()
    with asking_keyring_apart() as apart:
        waiting = asks(apart, [])
        is_asked(tmp_path)
        with answering_within(0.01, lambda: told.append(past.wait(0.2))):
            waiting.join(10)
        past.set()
    assert told == [False]


def test_one_that_answers_in_time_is_asked_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    told = list[str]()
    with asking_keyring_apart() as apart, answering_within(60, lambda: told.append("unanswered")):
        assert apart.found() is None
    assert told == []
