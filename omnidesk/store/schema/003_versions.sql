-- What was issued, and what happened to it since. None of these rows is ever changed or deleted.

-- The catalogs that versions were priced with: compressed canonical JSON under the hash of that JSON.
CREATE TABLE catalog_snapshot (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    content BLOB NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER catalog_snapshot_is_never_changed BEFORE UPDATE ON catalog_snapshot
BEGIN
    SELECT RAISE(ABORT, 'a catalog snapshot is never changed');
END;

CREATE TRIGGER catalog_snapshot_is_never_deleted BEFORE DELETE ON catalog_snapshot
BEGIN
    SELECT RAISE(ABORT, 'a catalog snapshot is never deleted');
END;

-- The number that a deal took when it was first issued: the next of its prefix and year, without a gap.
CREATE TABLE offer_number (
    deal_id TEXT PRIMARY KEY REFERENCES deal (id),
    text TEXT NOT NULL UNIQUE,
    prefix TEXT NOT NULL,
    year INTEGER NOT NULL,
    place INTEGER NOT NULL CHECK (place > 0),
    taken_at TEXT NOT NULL,
    UNIQUE (prefix, year, place)
) STRICT;

CREATE TRIGGER offer_number_leaves_no_gap BEFORE INSERT ON offer_number
WHEN new.place <> 1 + coalesce((SELECT max(place) FROM offer_number WHERE prefix = new.prefix AND year = new.year), 0)
BEGIN
    SELECT RAISE(ABORT, 'numbers follow one another');
END;

CREATE TRIGGER offer_number_is_never_changed BEFORE UPDATE ON offer_number
BEGIN
    SELECT RAISE(ABORT, 'a number is never changed');
END;

CREATE TRIGGER offer_number_is_never_deleted BEFORE DELETE ON offer_number
BEGIN
    SELECT RAISE(ABORT, 'a number is never deleted');
END;

-- Each version that was issued: everything that it says, as canonical JSON under one hash.
CREATE TABLE deal_version (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    deal_id TEXT NOT NULL REFERENCES offer_number (deal_id),
    offer TEXT NOT NULL REFERENCES offer_number (text),
    version INTEGER NOT NULL CHECK (version > 0),
    revision TEXT NOT NULL REFERENCES deal_revision (id),
    catalog TEXT NOT NULL REFERENCES catalog_snapshot (sha256),
    body TEXT NOT NULL CHECK (json_valid(body)),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    issued_at TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    UNIQUE (deal_id, version)
) STRICT;

CREATE TRIGGER deal_version_leaves_no_gap BEFORE INSERT ON deal_version
WHEN new.version <> 1 + (SELECT count(*) FROM deal_version WHERE deal_id = new.deal_id)
BEGIN
    SELECT RAISE(ABORT, 'versions follow one another');
END;

CREATE TRIGGER deal_version_is_never_changed BEFORE UPDATE ON deal_version
BEGIN
    SELECT RAISE(ABORT, 'an issued version is never changed');
END;

CREATE TRIGGER deal_version_is_never_deleted BEFORE DELETE ON deal_version
BEGIN
    SELECT RAISE(ABORT, 'an issued version is never deleted');
END;

-- The documents with which a version went out. A document that is one of them is never changed either.
CREATE TABLE version_document (
    version TEXT NOT NULL REFERENCES deal_version (id),
    document TEXT NOT NULL UNIQUE REFERENCES document (id),
    PRIMARY KEY (version, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_by_hash ON document (sha256);
CREATE INDEX document_by_size ON document (size);

CREATE TRIGGER version_document_is_never_changed BEFORE UPDATE ON version_document
BEGIN
    SELECT RAISE(ABORT, 'the documents of a version are never changed');
END;

CREATE TRIGGER version_document_is_never_deleted BEFORE DELETE ON version_document
BEGIN
    SELECT RAISE(ABORT, 'the documents of a version are never deleted');
END;

CREATE TRIGGER issued_document_is_never_changed BEFORE UPDATE ON document
WHEN EXISTS (SELECT 1 FROM version_document WHERE document = old.id)
BEGIN
    SELECT RAISE(ABORT, 'an issued document is never changed');
END;

CREATE TRIGGER issued_document_is_never_deleted BEFORE DELETE ON document
WHEN EXISTS (SELECT 1 FROM version_document WHERE document = old.id)
BEGIN
    SELECT RAISE(ABORT, 'an issued document is never deleted');
END;

-- Every step of a deal from stage to stage; version is the one it is about, evidence what it rests on.
CREATE TABLE stage_event (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    deal_id TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    reason TEXT NOT NULL,
    version INTEGER,
    evidence TEXT CHECK (evidence IS NULL OR json_valid(evidence))
) STRICT;

CREATE INDEX stage_event_of_deal ON stage_event (deal_id, number);

CREATE TRIGGER stage_event_is_never_changed BEFORE UPDATE ON stage_event
BEGIN
    SELECT RAISE(ABORT, 'what happened is never changed');
END;

CREATE TRIGGER stage_event_is_never_deleted BEFORE DELETE ON stage_event
BEGIN
    SELECT RAISE(ABORT, 'what happened is never deleted');
END;

-- A deal that renews or amends another, and which version of that one it follows.
CREATE TABLE deal_link (
    deal_id TEXT PRIMARY KEY REFERENCES deal (id),
    origin TEXT NOT NULL REFERENCES deal (id),
    kind TEXT NOT NULL CHECK (kind IN ('renewal', 'amendment')),
    version INTEGER,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX deal_link_by_origin ON deal_link (origin);

CREATE TRIGGER deal_link_is_never_changed BEFORE UPDATE ON deal_link
BEGIN
    SELECT RAISE(ABORT, 'what a deal follows is never changed');
END;

CREATE TRIGGER deal_link_is_never_deleted BEFORE DELETE ON deal_link
BEGIN
    SELECT RAISE(ABORT, 'what a deal follows is never deleted');
END;

-- What lists show of it: number and version, and the catalog that prices a deal which was issued (null: the present one).
ALTER TABLE deal ADD COLUMN offer TEXT;
ALTER TABLE deal ADD COLUMN offer_version INTEGER;
ALTER TABLE deal ADD COLUMN catalog TEXT REFERENCES catalog_snapshot (sha256);

CREATE UNIQUE INDEX deal_by_offer ON deal (offer) WHERE offer IS NOT NULL;

-- The search finds a deal by its number as well.
DROP TRIGGER deal_words_added;
DROP TRIGGER deal_words_changed;
DROP TRIGGER deal_words_removed;
DROP TABLE deal_words;

CREATE VIRTUAL TABLE deal_words USING fts5 (
    title, client, offer,
    content = 'deal', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3'
);

INSERT INTO deal_words (deal_words) VALUES ('rebuild');

CREATE TRIGGER deal_words_added AFTER INSERT ON deal
BEGIN
    INSERT INTO deal_words (rowid, title, client, offer) VALUES (new.number, new.title, new.client, new.offer);
END;

CREATE TRIGGER deal_words_changed AFTER UPDATE OF title, client, offer ON deal
WHEN old.title <> new.title OR old.client <> new.client OR old.offer IS NOT new.offer
BEGIN
    INSERT INTO deal_words (deal_words, rowid, title, client, offer)
        VALUES ('delete', old.number, old.title, old.client, old.offer);
    INSERT INTO deal_words (rowid, title, client, offer) VALUES (new.number, new.title, new.client, new.offer);
END;

CREATE TRIGGER deal_words_removed AFTER DELETE ON deal
BEGIN
    INSERT INTO deal_words (deal_words, rowid, title, client, offer)
        VALUES ('delete', old.number, old.title, old.client, old.offer);
END;
