"""Work behind the window: who hears of it, and what becomes of it when its window is gone."""

import weakref
from collections.abc import Callable
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from omnidesk.ui.background import Background, Job, at_rest, finish_all


class Page(QObject):
    """What hears of a job, and is not to outlive its window for it."""

    def __init__(self, heard: list[object]) -> None:
        super().__init__()
        self.heard = heard

    def hear(self, result: object) -> None:
        self.heard.append(result)


def waits_for(event: Event) -> Callable[[Job], object]:
    def work(_job: Job) -> object:
        assert event.wait(10)
        return "done"

    return work


def test_a_page_is_let_go_with_its_window_and_the_work_goes_on_to_its_end(qtbot: QtBot) -> None:
    free, ended, heard = Event(), list[object](), list[object]()
    window, page = QObject(), Page(heard)
    background = Background(window, threads=1)
    background.run(waits_for(free), page.hear)
    background.run(lambda _job: ended.append("written"), page.hear)
    gone = weakref.ref(page)
    del page
    assert gone() is not None, "whoever is to hear of it is held"
    shiboken6.delete(window)
    assert gone() is None, "no work holds a page whose window is gone"
    assert not background.busy()
    assert not at_rest(), "the work itself is still under way"
    background.run(lambda _job: ended.append("late"), heard.append)
    free.set()
    finish_all()
    assert (ended, heard) == (["written", "late"], [])
    qtbot.waitUntil(at_rest)


def test_a_page_is_let_go_once_its_job_is_done(qtbot: QtBot) -> None:
    heard = list[object]()
    page, background = Page(heard), Background(threads=1)
    background.run(lambda _job: "done", page.hear)
    qtbot.waitUntil(lambda: heard == ["done"])
    gone = weakref.ref(page)
    del page
    assert gone() is None


def test_who_waits_for_the_end_of_work_holds_nothing_up(qtbot: QtBot) -> None:
    free, told = Event(), list[str]()
    background = Background(threads=1)
    background.settle(lambda: told.append("idle"))
    assert told == ["idle"], "nothing is under way"
    background.run(waits_for(free), lambda _result: background.run(lambda _job: None))
    background.settle(lambda: told.append("after the next job too"))
    assert told == ["idle"]
    free.set()
    qtbot.waitUntil(lambda: told == ["idle", "after the next job too"])


def test_who_waits_is_told_also_after_an_error_that_nobody_expected(qtbot: QtBot) -> None:
    told = list[str]()
    background = Background(threads=1)
    background.run(lambda _job: 1 // 0)
    background.settle(lambda: told.append("rests"))
    with qtbot.captureExceptions() as caught:
        qtbot.waitUntil(lambda: told == ["rests"])
    assert [kind for kind, *_rest in caught] == [ZeroDivisionError]
    ended = list[str]()
    background.run(lambda _job: 1 // 0)
    background.run(lambda _job: "the job after it", lambda words: ended.append(str(words)))
    with pytest.raises(ZeroDivisionError):
        finish_all()
    assert at_rest()
    assert ended == ["the job after it"], "one mistake holds back nothing else"
