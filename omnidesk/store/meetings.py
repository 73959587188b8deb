"""Keeps the journals of meetings: which revision of the deal each began with, and every moment since."""

import datetime
import uuid

import msgspec

from omnidesk.domain.errors import InputError
from omnidesk.domain.meeting import Meeting, Moment, begun
from omnidesk.store.connect import DamagedError, Store
from omnidesk.store.revisions import now_text


class KeptMeeting(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting as it is kept. ``revision`` is the state of the deal that its moments branch from."""

    id: str
    deal_id: str
    revision: str
    meeting: Meeting


def begin_meeting(store: Store, deal_id: str, revision: str) -> KeptMeeting:
    """Begin a journal from a revision of a deal.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    now = now_text()
    fresh = begun(datetime.datetime.fromisoformat(now))
    kept = KeptMeeting(id=str(uuid.uuid4()), deal_id=deal_id, revision=revision, meeting=fresh)
    with store.writing() as database:
        database.table("meeting").insert({"id": kept.id, "deal_id": deal_id, "revision": revision, "begun_at": now})
        _write(store, kept.id, fresh.moments)
    return kept


def keep_moments(store: Store, before: KeptMeeting, meeting: Meeting) -> KeptMeeting:
    """Keep what a meeting came to since ``before``; nothing is written where no moment changed.

    Raises:
        MachineError: the store is locked, read-only or full.
    """
    known = before.meeting.moments
    changed = [moment for moment in meeting.moments if moment.number >= len(known) or moment != known[moment.number]]
    if changed:
        _write(store, before.id, changed)
    return msgspec.structs.replace(before, meeting=meeting)


def list_meetings(store: Store, deal_id: str) -> tuple[KeptMeeting, ...]:
    """Return a deal's meetings, newest first, each standing at its last moment.

    Raises:
        DamagedError: a journal cannot be read.
    """
    question = "SELECT id, revision FROM meeting WHERE deal_id = ? ORDER BY number DESC"
    with store.reading() as database:
        rows = database.execute(question, [deal_id]).fetchall()
        return tuple(
            KeptMeeting(id=key, deal_id=deal_id, revision=revision, meeting=_read(store, key)) for key, revision in rows
        )


def load_meeting(store: Store, meeting_id: str) -> KeptMeeting:
    """Return one meeting, standing at its last moment.

    Raises:
        InputError: there is no such meeting.
        DamagedError: its journal cannot be read.
    """
    with store.reading() as database:
        found = database.execute("SELECT deal_id, revision FROM meeting WHERE id = ?", [meeting_id]).fetchone()
        if found is None:
            raise InputError(f"there is no meeting {meeting_id} in this store")
        return KeptMeeting(id=meeting_id, deal_id=found[0], revision=found[1], meeting=_read(store, meeting_id))


def _write(store: Store, meeting_id: str, moments: list[Moment] | tuple[Moment, ...]) -> None:
    statement = (
        "INSERT INTO meeting_moment (meeting, place, body) VALUES (?, ?, ?)"
        " ON CONFLICT (meeting, place) DO UPDATE SET body = excluded.body"
    )
    with store.writing() as database:
        for moment in moments:
            database.execute(statement, [meeting_id, moment.number, msgspec.json.encode(moment).decode()])


def _read(store: Store, meeting_id: str) -> Meeting:
    question = "SELECT body FROM meeting_moment WHERE meeting = ? ORDER BY place"
    bodies = [row[0] for row in store.database.execute(question, [meeting_id])]
    try:
        moments = tuple(msgspec.json.decode(body, type=Moment) for body in bodies)
    except msgspec.MsgspecError as error:
        raise DamagedError("the journal of a meeting is damaged; go back to a safety copy") from error
    if not moments or [moment.number for moment in moments] != list(range(len(moments))):
        raise DamagedError("moments of a meeting are missing; go back to a safety copy: omnidesk backup restore")
    return Meeting(moments=moments, current=len(moments) - 1)
