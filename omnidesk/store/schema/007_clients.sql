-- The address book: clients as the next deal begins with them. Deals keep their client as it was.
CREATE TABLE client (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    contact TEXT NOT NULL,
    domain TEXT NOT NULL,
    country TEXT,
    body TEXT NOT NULL CHECK (json_valid(body)),
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT;

CREATE INDEX client_by_name ON client (name COLLATE NOCASE, number);

CREATE VIRTUAL TABLE client_words USING fts5 (
    name, contact, domain,
    content = 'client', content_rowid = 'number',
    tokenize = 'unicode61 remove_diacritics 2',
    prefix = '1 2 3'
);

CREATE TRIGGER client_words_added AFTER INSERT ON client
BEGIN
    INSERT INTO client_words (rowid, name, contact, domain) VALUES (new.number, new.name, new.contact, new.domain);
END;

CREATE TRIGGER client_words_changed AFTER UPDATE OF name, contact, domain ON client
BEGIN
    INSERT INTO client_words (client_words, rowid, name, contact, domain)
        VALUES ('delete', old.number, old.name, old.contact, old.domain);
    INSERT INTO client_words (rowid, name, contact, domain) VALUES (new.number, new.name, new.contact, new.domain);
END;

CREATE TRIGGER client_words_removed AFTER DELETE ON client
BEGIN
    INSERT INTO client_words (client_words, rowid, name, contact, domain)
        VALUES ('delete', old.number, old.name, old.contact, old.domain);
END;

-- Every change of the address book belongs to one act (an import, a merge, taking one of them back) and is kept with
-- what was there before, so that the act can be taken back. "undone" names the act that was taken back.
CREATE TABLE client_act (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    told TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    undone TEXT UNIQUE REFERENCES client_act (id)
) STRICT;

CREATE TABLE client_change (
    number INTEGER PRIMARY KEY,
    act TEXT NOT NULL REFERENCES client_act (id),
    client_id TEXT NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    after TEXT CHECK (after IS NULL OR json_valid(after))
) STRICT;

CREATE INDEX client_change_of_act ON client_change (act, number);

CREATE TRIGGER client_change_is_never_changed BEFORE UPDATE ON client_change
BEGIN
    SELECT RAISE(ABORT, 'a kept change is never changed');
END;

CREATE TRIGGER client_change_is_never_deleted BEFORE DELETE ON client_change
BEGIN
    SELECT RAISE(ABORT, 'a kept change is never deleted');
END;

-- The rows of other programs' tables that deals were made from, so that a row that comes again makes no second deal.
CREATE TABLE deal_origin (
    key TEXT PRIMARY KEY,
    deal_id TEXT NOT NULL REFERENCES deal (id),
    act TEXT NOT NULL REFERENCES client_act (id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_clients_changed AFTER INSERT ON client_act
BEGIN
    INSERT INTO audit_due (action, subject, details)
        VALUES ('clients.' || new.kind, new.id, json_object('told', new.told, 'who', new.who));
END;
