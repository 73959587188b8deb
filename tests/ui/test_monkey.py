"""Random hands on the whole window: nothing raises or warns, every deal can be priced or says what is missing."""

import random
from pathlib import Path

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

from omnidesk.domain.deal import Deal
from omnidesk.domain.quote import quote

from .desk import Person
from .hands import Hands
from .opened import CATALOG
from .screens import settled, with_sample

THOROUGH = settings().max_examples > 1000
ACTS = 10_000 if THOROUGH else 500
"""What somebody does; ``make fuzz`` has the patience for all of it."""


def there_and_back(person: Person, first: Deal) -> None:
    """Undo leads to the first deal, and redo back to the last."""
    session = person.wizard.session
    last, ways = session.deal, 0
    while session.can_undo():
        session.undo()
        ways += 1
    assert session.deal == first
    for _way in range(ways):
        session.redo()
    assert session.deal == last


def priced_or_told(deal: Deal) -> None:
    """A deal has a price, or a list of what is in the way."""
    answer = quote(deal, CATALOG)
    assert answer.problems or answer.totals is not None


@pytest.mark.hypothesis
@pytest.mark.timeout(1800 if THOROUGH else 120)
def test_random_hands_break_nothing(
    qtbot: QtBot, qtlog: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    person = with_sample(qtbot, tmp_path / "workspace")
    hands = Hands(person, random.Random(20261122))
    first, wizard = person.deal, person.wizard
    with qtbot.captureExceptions() as caught:
        for number in range(1, ACTS + 1):
            hands.act()
            warned = [record.message for record in qtlog.records if not record.ignored]  # type: ignore[attr-defined]
            assert not caught, (number, caught, hands.done[-12:])
            assert not warned, (number, warned, hands.done[-12:])
            now = person.desktop.window.wizard
            if now is None and number % 40 == 0:
                hands.close_all()
                person.desktop.open_sample("seeker-startup.yaml")
                person.sees_wizard()
            if now is not None and now is not wizard:
                wizard, past = now, now.session._past
                first = past[0] if past else now.session.deal
            if number % 100 == 0 and person.desktop.window.wizard is wizard:
                priced_or_told(person.deal)
                there_and_back(person, first)
        hands.close_all()
        settled(person)
    assert not caught
    if person.desktop.window.wizard is not None:
        assert person.wizard.session.flush()
    person.leaves()
