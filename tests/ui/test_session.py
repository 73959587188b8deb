"""The session: changes, undo and redo, saving, and what happens when saving fails."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from omnidesk.domain.errors import MachineError
from omnidesk.operations.issuing import IssueOrder
from omnidesk.ui.background import Background, Cancelled, Job
from omnidesk.ui.session import Session
from omnidesk.wizard.form import put

from .conftest import Show
from .opened import SEEKER, open_page

Deal = dict[str, str]


def typed(key: str, text: str) -> Callable[[Deal], Deal]:
    return lambda deal: {**deal, key: text}


def test_typing_in_one_field_is_one_step_back(qtbot: QtBot) -> None:
    session: Session[Deal] = Session({"name": ""}, lambda deal: None)
    for text in ("N", "No", "Nor"):
        session.update(typed("name", text), "name")
    session.update(typed("city", "Ghent"), "city")
    session.undo()
    assert session.deal == {"name": "Nor"}
    session.undo()
    assert session.deal == {"name": ""}
    assert not session.can_undo()
    session.redo()
    session.redo()
    assert session.deal == {"name": "Nor", "city": "Ghent"}
    assert not session.can_redo()
    assert session.flush()


def test_a_change_that_changes_nothing_leaves_no_trace(qtbot: QtBot) -> None:
    session: Session[Deal] = Session({"name": "A"}, lambda deal: None)
    with qtbot.assertNotEmitted(session.changed):
        session.update(typed("name", "A"), "name")
    assert not session.can_undo()
    assert not session.unsaved


def test_after_an_undo_the_same_field_starts_a_new_step(qtbot: QtBot) -> None:
    session: Session[Deal] = Session({"name": ""}, lambda deal: None)
    session.update(typed("name", "A"), "name")
    session.undo()
    session.update(typed("name", "B"), "name")
    assert not session.can_redo()
    session.undo()
    assert session.deal == {"name": ""}
    session.flush()


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.text(max_size=2)), max_size=12))
@settings(max_examples=20)
def test_all_undone_and_all_redone_is_where_one_was(changes: list[tuple[str, str]]) -> None:
    session: Session[Deal] = Session({}, lambda deal: None)
    for key, text in changes:
        session.update(typed(key, text), key)
    end = session.deal
    while session.can_undo():
        session.undo()
    assert session.deal == {}
    while session.can_redo():
        session.redo()
    assert session.deal == end
    session.flush()


def test_the_last_of_many_quick_changes_is_saved_off_the_window_thread(qtbot: QtBot) -> None:
    saved: list[Deal] = []
    threads: set[int] = set()

    def save(deal: Deal) -> None:
        saved.append(deal)
        threads.add(threading.get_ident())

    session: Session[Deal] = Session({}, save, delay_ms=10)
    states: list[str] = []

    def note(state: str, _message: str) -> None:
        states.append(state)

    session.save_state.connect(note)
    for text in "abc":
        session.update(typed("name", text), "name")
    qtbot.waitUntil(lambda: not session.unsaved)
    assert saved[-1] == {"name": "c"}
    assert states[-1] == "saved"
    assert threading.get_ident() not in threads


def test_closing_at_once_still_saves(qtbot: QtBot) -> None:
    saved: list[Deal] = []
    session: Session[Deal] = Session({}, saved.append, delay_ms=60_000)
    session.update(typed("name", "Northwind"))
    assert session.unsaved
    assert session.flush()
    assert saved == [{"name": "Northwind"}]


def test_a_save_that_fails_says_why_and_the_deal_stays(qtbot: QtBot) -> None:
    full = [True]

    def save(_deal: Deal) -> None:
        if full[0]:
            raise MachineError("The disk is full; free some space")

    session: Session[Deal] = Session({}, save, delay_ms=1)

    def failed(state: str, _message: str) -> bool:
        return state == "failed"

    with qtbot.waitSignal(session.save_state, check_params_cb=failed) as caught:
        session.update(typed("name", "A"))
    assert caught.args == ["failed", "The disk is full; free some space"]
    assert not session.flush()
    full[0] = False
    assert session.flush()


def test_results_and_progress_come_back_to_the_thread_that_asked(qtbot: QtBot) -> None:
    background = Background()
    seen: list[tuple[str, object, int]] = []

    def work(job: Job) -> str:
        job.report(0.5, "half")
        return "built"

    background.run(
        work,
        lambda result: seen.append(("done", result, threading.get_ident())),
        progressed=lambda share, text: seen.append((text, share, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: not background.busy())
    here = threading.get_ident()
    assert seen == [("half", 0.5, here), ("done", "built", here)]


def test_an_error_comes_to_who_asked(qtbot: QtBot) -> None:
    background = Background()
    errors: list[Exception] = []

    def work(_job: Job) -> None:
        raise ValueError("no")

    background.run(work, failed=errors.append)
    background.finish()
    assert [str(error) for error in errors] == ["no"]


def test_cancelled_work_stops_at_its_next_report(qtbot: QtBot) -> None:
    background = Background()
    started, go = threading.Event(), threading.Event()
    errors: list[Exception] = []

    def work(job: Job) -> None:
        started.set()
        go.wait(5)
        job.report(1.0)

    job = background.run(work, failed=errors.append)
    started.wait(5)
    job.cancel()
    go.set()
    background.finish()
    assert [type(error) for error in errors] == [Cancelled]


def test_nothing_is_lost_at_shutdown(qtbot: QtBot) -> None:
    background = Background(threads=1)
    done: list[object] = []
    for number in range(20):
        background.run(lambda _job, number=number: number, done.append)
    background.finish()
    assert done == list(range(20))


def test_an_error_that_nobody_listens_for_is_not_swallowed(qtbot: QtBot) -> None:
    background = Background()

    def work(_job: Job) -> None:
        raise ValueError("unheard")

    background.run(work)
    with pytest.raises(ValueError, match="unheard"):
        background.finish()
    assert not background.busy()


def test_what_was_agreed_comes_back_and_says_why(show: Show, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_page("sign", SEEKER, tmp_path, show)
    offer, session, told = opened.services.offer, opened.session, list[str]()
    offer.issue(SEEKER, IssueOrder(kinds=("summary",)), lambda _share, _what: None)
    offer.step(SEEKER, "accepted", "")
    session.refused.connect(told.append)
    with qtbot.waitSignal(session.refused):
        session.update(lambda deal: put(deal, "client.name", "Somebody else"))
    assert (session.deal, session.unsaved, session.can_undo()) == (SEEKER, False, False)
    assert "what was agreed stays as it is; amend or renew it instead" in told[0]
