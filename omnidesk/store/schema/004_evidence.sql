-- What is kept of every act of signing with a client, and of leaving without one. The raw points of a drawn mark lie here and nowhere else.
CREATE TABLE signing_evidence (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    deal_id TEXT NOT NULL REFERENCES deal (id),
    act TEXT NOT NULL CHECK (act IN ('signed', 'left')),
    document_before TEXT NOT NULL CHECK (length(document_before) = 64),
    document_after TEXT CHECK (length(document_after) = 64),
    body TEXT NOT NULL CHECK (json_valid(body)),
    mark TEXT CHECK (mark IS NULL OR json_valid(mark)),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    created_at TEXT NOT NULL,
    CHECK ((act = 'signed') = (document_after IS NOT NULL))
) STRICT;

CREATE INDEX signing_evidence_of_deal ON signing_evidence (deal_id, number);

CREATE TRIGGER signing_evidence_is_never_changed BEFORE UPDATE ON signing_evidence
BEGIN
    SELECT RAISE(ABORT, 'evidence is never changed');
END;

CREATE TRIGGER signing_evidence_is_never_deleted BEFORE DELETE ON signing_evidence
BEGIN
    SELECT RAISE(ABORT, 'evidence is never deleted');
END;
