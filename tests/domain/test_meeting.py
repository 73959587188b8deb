"""The journal of a meeting: the client thinks aloud, and every thought can be gone back to."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omnidesk.domain.errors import InputError
from omnidesk.domain.meeting import Meeting, at_clock, begun, gone_back, named, path_to, settled, turned

START = datetime.datetime(2026, 3, 3, 14, 0, tzinfo=datetime.UTC)


def later(seconds: float) -> datetime.datetime:
    return START + datetime.timedelta(seconds=seconds)


def test_a_slider_on_its_way_is_one_moment_and_a_pause_begins_another() -> None:
    meeting = begun(START)
    for second, value in ((10, 31), (10.5, 35), (11.5, 40), (60, 45)):
        meeting = turned(meeting, "agents", Decimal(value), later(second))
    assert [moment.settings.get("agents") for moment in meeting.moments] == [None, 40, 45]
    meeting = turned(meeting, "months", Decimal(48), later(60.5))
    assert meeting.now.settings == {"agents": 45, "months": 48}
    assert len(meeting.moments) == 4


def test_back_to_a_quarter_past_and_on_from_there_keeps_both_branches() -> None:
    meeting = turned(begun(START), "agents", Decimal(40), later(600))
    meeting = turned(meeting, "discount", Decimal(5), later(900))
    meeting = turned(meeting, "months", Decimal(60), later(1200))
    back = at_clock(meeting, later(1000))
    meeting = turned(gone_back(meeting, back.number), "stake", Decimal(20_000), later(1500))
    assert meeting.now.settings == {"agents": 40, "discount": 5, "stake": 20_000}
    assert [moment.lever for moment in path_to(meeting, meeting.current)] == [None, "agents", "discount", "stake"]
    assert meeting.moments[3].settings["months"] == 60


def test_a_named_moment_is_a_scenario_and_is_not_moved_any_more() -> None:
    meeting = named(turned(begun(START), "agents", Decimal(40), later(10)), 1, "  More  agents ")
    meeting = turned(meeting, "agents", Decimal(50), later(11))
    assert [each.name for each in meeting.scenarios] == ["More agents"]
    assert meeting.scenarios[0].settings == {"agents": 40}
    with pytest.raises(InputError, match="already"):
        named(meeting, 2, "More agents")
    with pytest.raises(InputError, match="no moment 9"):
        gone_back(meeting, 9)


def test_putting_levers_where_they_stand_adds_nothing() -> None:
    meeting = turned(begun(START), "agents", Decimal(40), later(10))
    assert settled(meeting, {"agents": Decimal(40)}, later(20)) is meeting


steps = st.lists(
    st.tuples(
        st.floats(0, 300),
        st.one_of(
            st.tuples(st.sampled_from(["agents", "months", "stake"]), st.integers(0, 9)),
            st.integers(0, 5),
        ),
    ),
    max_size=20,
)


@settings(max_examples=50, deadline=None)
@given(steps)
def test_the_journal_only_grows_and_each_moment_leads_back_to_the_deal(walk: list[tuple[float, object]]) -> None:
    meeting, clock = begun(START), 0.0
    for pause, step in walk:
        clock += pause
        before = meeting
        meeting = _stepped(meeting, step, later(clock))
        assert len(meeting.moments) >= len(before.moments)
        assert meeting.moments[: len(before.moments) - 1] == before.moments[:-1]
    assert [moment.number for moment in meeting.moments] == list(range(len(meeting.moments)))
    assert [moment.at for moment in meeting.moments] == sorted(moment.at for moment in meeting.moments)
    for moment in meeting.moments:
        assert path_to(meeting, moment.number)[0] == meeting.moments[0]
        assert at_clock(meeting, moment.at).at == moment.at


def _stepped(meeting: Meeting, step: object, at: datetime.datetime) -> Meeting:
    if isinstance(step, tuple):
        lever, value = step
        return turned(meeting, str(lever), Decimal(int(value)), at)
    return gone_back(meeting, int(str(step)) % len(meeting.moments))
