-- Every state a deal ever had. Rows are added and never changed; the deal's own words are canonical JSON.
CREATE TABLE deal_revision (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    deal_id TEXT NOT NULL,
    parents TEXT NOT NULL CHECK (json_valid(parents)),
    body TEXT NOT NULL CHECK (json_valid(body)),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX deal_revision_of_deal ON deal_revision (deal_id, number);

CREATE TRIGGER deal_revision_is_never_changed BEFORE UPDATE ON deal_revision
BEGIN
    SELECT RAISE(ABORT, 'a revision is never changed');
END;

CREATE TRIGGER deal_revision_is_never_deleted BEFORE DELETE ON deal_revision
BEGIN
    SELECT RAISE(ABORT, 'a revision is never deleted');
END;

-- What lists show of each deal's newest revision; can be built again from the revisions.
CREATE TABLE deal (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    client TEXT NOT NULL,
    stage TEXT NOT NULL,
    tier TEXT,
    currency TEXT NOT NULL,
    committed_minor INTEGER,
    estimated_minor INTEGER,
    months INTEGER,
    last_step TEXT,
    head TEXT NOT NULL REFERENCES deal_revision (id),
    version INTEGER NOT NULL CHECK (version > 0),
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

CREATE INDEX deal_by_change ON deal (archived, changed_at);
CREATE INDEX deal_by_client ON deal (archived, client COLLATE NOCASE);
CREATE INDEX deal_by_title ON deal (archived, title COLLATE NOCASE);
CREATE INDEX deal_by_stage ON deal (archived, stage, changed_at);
CREATE INDEX deal_by_tier ON deal (archived, tier, changed_at);
CREATE INDEX deal_by_total ON deal (archived, currency, committed_minor);

CREATE VIRTUAL TABLE deal_words USING fts5 (
    title, client,
    content = 'deal', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3'
);

CREATE TRIGGER deal_words_added AFTER INSERT ON deal
BEGIN
    INSERT INTO deal_words (rowid, title, client) VALUES (new.number, new.title, new.client);
END;

CREATE TRIGGER deal_words_changed AFTER UPDATE OF title, client ON deal
WHEN old.title <> new.title OR old.client <> new.client
BEGIN
    INSERT INTO deal_words (deal_words, rowid, title, client) VALUES ('delete', old.number, old.title, old.client);
    INSERT INTO deal_words (rowid, title, client) VALUES (new.number, new.title, new.client);
END;

CREATE TRIGGER deal_words_removed AFTER DELETE ON deal
BEGIN
    INSERT INTO deal_words (deal_words, rowid, title, client) VALUES ('delete', old.number, old.title, old.client);
END;

-- What was built from a revision. Small documents lie here, large ones in a file named by their hash (content is null).
CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    deal_id TEXT NOT NULL REFERENCES deal (id),
    revision TEXT NOT NULL REFERENCES deal_revision (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    content BLOB,
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX document_of_deal ON document (deal_id, number);

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
