"""Nothing that a person does keeps the window's thread busy for 50 ms, counted in its own processor time.

A machine that counts slower than the one on which the limit was set is given as much more time.

What counts is each turn of the window's loop: everything that would make a next key wait. Processor time leaves out
waiting for a busy machine, and of a few tries the best counts: other work slows the processor too.
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from omnidesk.ui.widgets.dialog import Dialog
from omnidesk.wizard.steps import STEP_IDS

from .desk import Person
from .screens import settled, with_sample

LIMIT = 50
"""Milliseconds for a turn of the loop."""
COUNTED, COUNTING_MS = 200_000, 24.0
"""A sum of so many steps takes so long where the limit was set."""
TRIES = 3
EDITS = {
    "client.name": ("client", "A", "B"),
    "terms.months": ("client", "24", "36"),
    "discovery.agents": ("discovery", "28", "30"),
    "models.subscription.agents": ("models", "28", "30"),
    "models.subscription.discounts.discretionary_percent": ("models", "2", "3"),
}


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Person:
    return opened(qtbot, tmp_path / "workspace")


def opened(bot: QtBot, folder: Path) -> Person:
    person = with_sample(bot, folder, QSize(1440, 900))
    settled(person)
    return person


def longest_ms(act: Callable[[], object], turns: int = 6) -> float:
    """The longest that the window's thread is busy without a break, from an act until so many turns after it."""
    longest = _spent(act)
    for _turn in range(turns):
        longest = max(longest, _spent(QApplication.processEvents))
    return fair(longest)


def fair(spent: float) -> float:
    """What it would have been where the limit was set; a machine slows down and recovers, so it is asked at once."""
    return spent if spent <= LIMIT else spent / slowness()


def _spent(act: Callable[[], object]) -> float:
    start = time.thread_time()
    act()
    return (time.thread_time() - start) * 1000


def slowness() -> float:
    """How many times slower than that machine this one counts just now; 1 for a faster one."""
    return max(
        1.0, min(_spent(lambda: sum(number * number % 7 for number in range(COUNTED))) for _ in range(5)) / COUNTING_MS
    )


def too_long(spent: dict[str, list[float]]) -> dict[str, int]:
    """The acts that were over the limit each time, with their best try."""
    return {name: round(min(tries)) for name, tries in spent.items() if min(tries) > LIMIT}


def grown(person: Person) -> float:
    """Go through every step as soon as the one before is whole, and back to the first; give the longest turn."""
    wizard, longest = person.wizard, 0.0
    for step in (*STEP_IDS, STEP_IDS[0]):
        longest = max(longest, _spent(lambda step=step: wizard.go(step)))
        while step not in wizard.stack.pages():
            longest = max(longest, _spent(QApplication.processEvents))
    return fair(longest)


def test_every_step_comes_at_once_also_the_first_time(qtbot: QtBot, tmp_path: Path) -> None:
    spent: dict[str, list[float]] = {}
    for turn in range(TRIES):
        person = opened(qtbot, tmp_path / f"workspace {turn}")
        spent.setdefault("while steps are made", []).append(grown(person))
        for visit in ("first", "again"):
            for step in STEP_IDS:
                act = longest_ms(lambda person=person, step=step: person.wizard.go(step))
                spent.setdefault(f"{visit} {step}", []).append(act)
                settled(person)
        person.leaves()
        if not too_long(spent):
            return
    assert too_long(spent) == {}


def test_a_step_wanted_before_it_is_whole_lets_the_window_answer(qtbot: QtBot, tmp_path: Path) -> None:
    spent: dict[str, list[float]] = {}
    for turn in range(2 * TRIES):
        person = opened(qtbot, tmp_path / f"workspace {turn}")
        for step in ("value", "tier"):
            act = longest_ms(lambda person=person, step=step: person.wizard.go(step), 200)
            spent.setdefault(step, []).append(act)
        assert list(person.wizard.stack.pages()) != []
        person.leaves()
        if not too_long(spent):
            return
    assert too_long(spent) == {}


def test_no_other_window_flashes_up_while_steps_are_made(person: Person) -> None:
    class Seen(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.names: list[str] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(watched, QWindow) and event.type() == QEvent.Type.Show:
                self.names.append(watched.objectName())
            return False

    seen, app = Seen(), QApplication.instance()
    assert app is not None
    app.installEventFilter(seen)
    grown(person)
    app.removeEventFilter(seen)
    assert seen.names == []


@pytest.mark.parametrize("path", list(EDITS))
def test_typing_answers_at_once(person: Person, path: str) -> None:
    step, *texts = EDITS[path]
    wizard = person.wizard
    wizard.go(step)
    control = wizard.page(step).fields[path].control
    settled(person)
    tries = [longest_ms(lambda text=text: control._enter(text)) for text in (*texts, *texts)]  # type: ignore[attr-defined]
    assert too_long({path: tries}) == {}


def test_colours_change_at_once_on_every_step(person: Person) -> None:
    grown(person)
    spent: dict[str, list[float]] = {}
    for step in STEP_IDS:
        person.wizard.go(step)
        settled(person)
        for _try in range(2 * TRIES):
            spent.setdefault(step, []).append(longest_ms(person.desktop.window.switch_colours))
            settled(person)
    assert too_long(spent) == {}


def test_dialogs_undo_and_places_of_the_desk_answer_at_once(person: Person) -> None:
    grown(person)
    window, spent = person.desktop.window, dict[str, list[float]]()
    for _try in range(TRIES):
        spent.setdefault("shortcuts", []).append(longest_ms(window.show_shortcuts))
        sheet = next(each for each in window.findChildren(Dialog) if each.isVisible())
        spent.setdefault("closing them", []).append(longest_ms(sheet.reject))
        spent.setdefault("problems", []).append(longest_ms(person.wizard.problem_menu))
    spent["closing the deal"] = [longest_ms(window.show_home, 60)]
    for _try in range(TRIES):
        for place in ("show-pipeline", "show-overview", "show-archived", "show-current"):
            button = person.find(place, QAbstractButton)
            spent.setdefault(place, []).append(longest_ms(button.click, 20))
            settled(person)
    assert too_long(spent) == {}


def test_opening_a_deal_answers(person: Person) -> None:
    window, before = person.desktop.window, person.wizard
    tries = list[float]()
    for _try in range(TRIES):
        person.desktop.new_deal()
        longest = 0.0
        while window.wizard in (None, before):
            longest = max(longest, _spent(QApplication.processEvents))
        before = person.wizard
        tries.append(max(longest, longest_ms(lambda: None, 60)))
        settled(person)
    assert too_long({"new deal": tries}) == {}
