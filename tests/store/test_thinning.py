"""Which safety copies may go, whatever copies there are and whenever one looks."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from omnidesk.store.thinning import BY_HAND, DAILY, FEWEST, HOURLY, WEEKLY, Dated, to_thin

NOW = dt.datetime(2026, 11, 20, 12, 30, tzinfo=dt.UTC)
reasons = st.sampled_from((BY_HAND, "start", "hourly", "before-restore", "before-version-7"))
times = st.timedeltas(dt.timedelta(hours=-9500), dt.timedelta(hours=48)).map(NOW.__add__)
copies = st.lists(
    st.builds(Dated, times, reasons),
    unique_by=lambda copy: copy.created_at,
    max_size=80,
)


def left(there: list[Dated], now: dt.datetime = NOW) -> list[Dated]:
    gone = set(to_thin(there, now))
    return [copy for copy in there if copy not in gone]


@given(copies)
def test_the_newest_and_what_was_made_by_hand_always_stay(there: list[Dated]) -> None:
    stays = left(there)

    assert not there or max(there, key=lambda copy: copy.created_at) in stays
    assert {copy for copy in there if copy.reason == BY_HAND} <= set(stays)
    assert len(stays) >= min(len(there), FEWEST)
    assert {copy for copy in there if copy.created_at > NOW} <= set(stays)


@given(copies)
def test_each_recent_hour_each_day_of_a_month_and_each_week_of_a_year_keeps_its_copy(there: list[Dated]) -> None:
    stays = left(there)
    for reach, written in ((HOURLY, "%Y-%m-%d %H"), (DAILY, "%Y-%m-%d"), (WEEKLY, "%G week %V")):
        had, has = (
            {copy.created_at.strftime(written) for copy in each if NOW - copy.created_at <= reach}
            for each in (there, stays)
        )
        assert had == has


@given(copies)
def test_thinning_twice_is_thinning_once_and_often_is_as_good_as_late(there: list[Dated]) -> None:
    stays, later = left(there), NOW + dt.timedelta(days=9)

    assert left(stays) == stays
    assert left(stays, later) == left(there, later)


def test_a_year_of_hourly_copies_comes_to_a_hundred() -> None:
    there = [Dated(NOW - dt.timedelta(hours=hours), "hourly") for hours in range(24 * 400)]

    assert 90 <= len(left(there)) <= 110
