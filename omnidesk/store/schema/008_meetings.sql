-- Meetings: the deal as it was when each began, and every moment of what was tried; kept as they were lived.
CREATE TABLE meeting (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    deal_id TEXT NOT NULL REFERENCES deal (id),
    revision TEXT NOT NULL REFERENCES deal_revision (id),
    begun_at TEXT NOT NULL
) STRICT;

CREATE INDEX meeting_of_deal ON meeting (deal_id, number);

CREATE TABLE meeting_moment (
    meeting TEXT NOT NULL REFERENCES meeting (id),
    place INTEGER NOT NULL CHECK (place >= 0),
    body TEXT NOT NULL,
    PRIMARY KEY (meeting, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER meeting_is_never_changed BEFORE UPDATE ON meeting
BEGIN
    SELECT RAISE(ABORT, 'what a meeting began with is never changed');
END;

CREATE TRIGGER meeting_moment_is_never_deleted BEFORE DELETE ON meeting_moment
BEGIN
    SELECT RAISE(ABORT, 'what was tried in a meeting is never deleted');
END;
