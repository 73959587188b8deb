-- Documents that wait for a timestamp: `stamped` is the kept file that bears it, `problem` why there is none yet.
CREATE TABLE timestamp_request (
    document TEXT PRIMARY KEY REFERENCES document (id),
    asked_at TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    tried_at TEXT,
    problem TEXT,
    stamped TEXT REFERENCES document (id),
    stamped_at TEXT,
    CHECK ((stamped IS NULL) = (stamped_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX timestamp_pending ON timestamp_request (asked_at) WHERE stamped IS NULL;
CREATE INDEX timestamp_of_stamped ON timestamp_request (stamped) WHERE stamped IS NOT NULL;

-- Files that came back from clients, each with one sentence on it. A scan (wet_ink) is never verified.
CREATE TABLE returned_file (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    deal_id TEXT NOT NULL REFERENCES deal (id),
    document TEXT NOT NULL REFERENCES document (id),
    issued TEXT REFERENCES document (id),
    kind TEXT NOT NULL CHECK (kind IN ('signed', 'wet_ink')),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    words TEXT NOT NULL,
    received_at TEXT NOT NULL
) STRICT;

CREATE INDEX returned_file_of_deal ON returned_file (deal_id, number);

CREATE TRIGGER returned_file_is_never_changed BEFORE UPDATE ON returned_file
BEGIN
    SELECT RAISE(ABORT, 'what came back is never changed');
END;

CREATE TRIGGER returned_file_is_never_deleted BEFORE DELETE ON returned_file
BEGIN
    SELECT RAISE(ABORT, 'what came back is never deleted');
END;

-- Who says that a scan counts as signed, and why.
CREATE TABLE returned_confirmation (
    file TEXT PRIMARY KEY REFERENCES returned_file (id),
    who TEXT NOT NULL CHECK (length(trim(who)) > 0),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0),
    confirmed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER returned_confirmation_is_never_changed BEFORE UPDATE ON returned_confirmation
BEGIN
    SELECT RAISE(ABORT, 'what a person confirmed is never changed');
END;

CREATE TRIGGER returned_confirmation_is_never_deleted BEFORE DELETE ON returned_confirmation
BEGIN
    SELECT RAISE(ABORT, 'what a person confirmed is never deleted');
END;
