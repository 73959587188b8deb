"""When a measurement is due, what an entry settles, and when a figure reaches its target."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.success_figures import against
from omnidesk.domain.success_tracking import next_due, notice_of

START = dt.date(2026, 2, 1)
QUARTERS = (*(dt.date(2026, month, 1) for month in (5, 8, 11)), dt.date(2027, 2, 1))


@pytest.mark.parametrize(
    ("entered", "due"),
    [
        ((), "2026-05-01"),
        (("2026-02-10",), "2026-05-01"),  # a first look leaves the quarter's end due
        (("2026-04-20",), "2026-08-01"),  # a little early counts
        (("2026-05-12",), "2026-08-01"),  # a little late counts
        (("2026-05-12", "2026-06-01"), "2026-08-01"),
        (("2026-07-20",), "2026-11-01"),  # what was missed before is not asked for again
        (("2027-01-30",), None),
    ],
)
def test_an_entry_counts_for_the_end_of_the_period_nearest_to_it(entered: tuple[str, ...], due: str | None) -> None:
    found = next_due(QUARTERS, [dt.date.fromisoformat(each) for each in entered])
    assert found == (None if due is None else dt.date.fromisoformat(due))


@given(st.lists(st.integers(0, 400), max_size=6), st.integers(0, 400))
def test_another_entry_never_brings_an_earlier_due_day(days: list[int], another: int) -> None:
    before = next_due(QUARTERS, [START + dt.timedelta(days=each) for each in days])
    after = next_due(QUARTERS, [START + dt.timedelta(days=each) for each in (*days, another)])
    assert (after or dt.date.max) >= (before or dt.date.max)


@pytest.mark.parametrize(
    ("target", "actual", "state"),
    [
        ("40 or more", "40", "reached"),
        ("Above 100 % over the term", "100 %", "short"),
        ("All 12 agents in weekly use by month 3", "11", "short"),
        ("USD 450,000 a year", "450.000,00 USD", "reached"),
        ("< 4 hours", "3,5", "reached"),
        ("höchstens 1.200 €", "1.300", "short"),
        ("30 agents by Q3 2026", "31", "reached"),
        ("from 3 to 10", "5", "judge"),
        ("happy editors", "9", "judge"),
        ("", "9", "open"),
        ("40", "", "open"),
    ],
)
def test_a_figure_is_held_against_its_target_and_words_are_left_to_people(target: str, actual: str, state: str) -> None:
    assert against(target, actual) == state


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_words_break_the_comparison(target: str, actual: str) -> None:
    assert against(target, actual) in ("reached", "short", "judge", "open")


def test_notices_come_at_ninety_sixty_and_thirty_days() -> None:
    days = (90, 60, 30)
    assert [notice_of(left, days) for left in (91, 90, 61, 60, 31, 30, 0, -1)] == [None, 90, 90, 60, 60, 30, 30, None]
