"""Journals of meetings outlive the window that they were lived in."""

import datetime
from decimal import Decimal

import pytest

from omnidesk.domain.errors import InputError
from omnidesk.domain.meeting import named, turned
from omnidesk.store import deals, sqlite3
from omnidesk.store.connect import DamagedError, Store
from omnidesk.store.deals import Summary
from omnidesk.store.meetings import begin_meeting, keep_moments, list_meetings, load_meeting

DRAFT = Summary(title="Aurora", client="Aurora AG", stage="draft", currency="EUR")
PAUSE = datetime.timedelta(minutes=1)


def test_what_was_tried_is_there_again_in_its_order(store: Store) -> None:
    row = deals.create(store, "{}", DRAFT)
    kept = begin_meeting(store, row.id, row.head)
    start = kept.meeting.now.at
    meeting = turned(kept.meeting, "agents", Decimal(40), start + PAUSE)
    kept = keep_moments(store, kept, meeting)
    meeting = named(turned(meeting, "discount", Decimal("2.5"), start + 2 * PAUSE), 1, "Forty agents")
    kept = keep_moments(store, kept, meeting)
    assert load_meeting(store, kept.id) == kept
    later = begin_meeting(store, row.id, row.head)
    assert [each.id for each in list_meetings(store, row.id)] == [later.id, kept.id]


def test_a_lever_still_moving_changes_its_moment_and_an_unchanged_journal_writes_nothing(store: Store) -> None:
    row = deals.create(store, "{}", DRAFT)
    kept = begin_meeting(store, row.id, row.head)
    at = kept.meeting.now.at + PAUSE
    kept = keep_moments(store, kept, turned(kept.meeting, "agents", Decimal(31), at))
    kept = keep_moments(store, kept, turned(kept.meeting, "agents", Decimal(35), at))
    assert [moment.settings for moment in load_meeting(store, kept.id).meeting.moments] == [{}, {"agents": 35}]
    written = store.database.conn.total_changes
    keep_moments(store, kept, kept.meeting)
    assert store.database.conn.total_changes == written


def test_a_journal_loses_no_moment_and_a_stranger_is_told(store: Store) -> None:
    row = deals.create(store, "{}", DRAFT)
    kept = begin_meeting(store, row.id, row.head)
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"), store.writing() as database:
        database.execute("DELETE FROM meeting_moment")
    with pytest.raises(InputError, match="no meeting"):
        load_meeting(store, "nowhere")
    with store.writing() as database:
        database.execute("UPDATE meeting_moment SET body = 'torn'")
    with pytest.raises(DamagedError, match="journal"):
        load_meeting(store, kept.id)
