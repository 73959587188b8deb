-- The log of what happened in this workspace. Rows are only ever added, each sealed with the row before it.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL CHECK (instr(at, char(10)) = 0),
    actor TEXT NOT NULL CHECK (instr(actor, char(10)) = 0),
    company TEXT NOT NULL CHECK (instr(company, char(10)) = 0),
    action TEXT NOT NULL CHECK (instr(action, char(10)) = 0),
    subject TEXT NOT NULL CHECK (instr(subject, char(10)) = 0),
    details TEXT NOT NULL CHECK (json_valid(details) AND instr(details, char(10)) = 0),
    key TEXT NOT NULL CHECK (length(key) IN (0, 16)),
    previous TEXT NOT NULL CHECK (length(previous) = 64),
    mac TEXT NOT NULL CHECK (length(mac) = 64)
) STRICT;

CREATE INDEX audit_of_subject ON audit (subject, number);

CREATE TRIGGER audit_follows BEFORE INSERT ON audit
WHEN new.number IS NOT 1 + coalesce((SELECT max(number) FROM audit), 0)
    OR new.previous <> coalesce((SELECT mac FROM audit ORDER BY number DESC LIMIT 1), printf('%064d', 0))
BEGIN
    SELECT RAISE(ABORT, 'rows of the log follow one another');
END;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the log is never changed');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the log is never shortened');
END;

-- What the transaction under way has to tell. The triggers below fill it whoever writes; the store seals it into the
-- log before it commits, so a change without its row cannot be stored.
CREATE TABLE audit_due (
    number INTEGER PRIMARY KEY,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL CHECK (json_valid(details))
) STRICT;

INSERT INTO audit_due (action, subject, details) SELECT 'log.begun', '', json_object(
    'chain', lower(hex(randomblob(16))),
    'deals', (SELECT count(*) FROM deal),
    'steps', (SELECT count(*) FROM stage_event),
    'versions', (SELECT count(*) FROM deal_version)
);

CREATE TRIGGER audit_deal_added AFTER INSERT ON deal
BEGIN
    INSERT INTO audit_due (action, subject, details)
        VALUES ('deal.created', new.id, json_object('client', new.client, 'stage', new.stage));
END;

CREATE TRIGGER audit_deal_removed AFTER DELETE ON deal
BEGIN
    INSERT INTO audit_due (action, subject, details)
        VALUES ('deal.removed', old.id, json_object('client', old.client, 'stage', old.stage));
END;

-- Steps tell more of a move; the store leaves this row out where they do.
CREATE TRIGGER audit_deal_moved AFTER UPDATE OF stage ON deal WHEN old.stage <> new.stage
BEGIN
    INSERT INTO audit_due (action, subject, details)
        VALUES ('deal.moved', new.id, json_object('before', old.stage, 'after', new.stage));
END;

CREATE TRIGGER audit_step_taken AFTER INSERT ON stage_event
BEGIN
    INSERT INTO audit_due (action, subject, details) VALUES ('deal.step', new.deal_id, json_object(
        'before', new.before, 'after', new.after, 'who', new.who, 'version', new.version, 'event', new.id
    ));
END;

CREATE TRIGGER audit_deal_put_away AFTER UPDATE OF archived ON deal WHEN old.archived <> new.archived
BEGIN
    INSERT INTO audit_due (action, subject, details)
        VALUES (iif(new.archived, 'deal.archived', 'deal.unarchived'), new.id, '{}');
END;

CREATE TRIGGER audit_deal_priced_with AFTER UPDATE OF catalog ON deal WHEN old.catalog IS NOT new.catalog
BEGIN
    INSERT INTO audit_due (action, subject, details)
        VALUES ('deal.catalog', new.id, json_object('before', old.catalog, 'after', new.catalog));
END;

CREATE TRIGGER audit_deal_linked AFTER INSERT ON deal_link
BEGIN
    INSERT INTO audit_due (action, subject, details) VALUES ('deal.linked', new.deal_id, json_object(
        'kind', new.kind, 'origin', new.origin, 'version', new.version
    ));
END;

CREATE TRIGGER audit_version_issued AFTER INSERT ON deal_version
BEGIN
    INSERT INTO audit_due (action, subject, details) VALUES ('deal.issued', new.deal_id, json_object(
        'offer', new.offer, 'version', new.version, 'sha256', new.sha256, 'catalog', new.catalog,
        'valid_until', new.valid_until
    ));
END;

CREATE TRIGGER audit_catalog_kept AFTER INSERT ON catalog_snapshot
BEGIN
    INSERT INTO audit_due (action, subject, details)
        VALUES ('catalog.kept', '', json_object('sha256', new.sha256));
END;

CREATE TRIGGER audit_document_kept AFTER INSERT ON document
BEGIN
    INSERT INTO audit_due (action, subject, details) VALUES ('document.kept', new.deal_id, json_object(
        'document', new.id, 'kind', new.kind, 'sha256', new.sha256, 'size', new.size
    ));
END;

CREATE TRIGGER audit_document_removed AFTER DELETE ON document
BEGIN
    INSERT INTO audit_due (action, subject, details) VALUES ('document.removed', old.deal_id, json_object(
        'document', old.id, 'kind', old.kind, 'sha256', old.sha256
    ));
END;

CREATE TRIGGER audit_document_stamped AFTER UPDATE OF stamped ON timestamp_request
WHEN old.stamped IS NOT new.stamped
BEGIN
    INSERT INTO audit_due (action, subject, details)
        SELECT 'document.timestamped', deal_id, json_object('document', new.document, 'stamped', new.stamped)
        FROM document WHERE id = new.document;
END;

CREATE TRIGGER audit_signed AFTER INSERT ON signing_evidence
BEGIN
    INSERT INTO audit_due (action, subject, details)
        VALUES (iif(new.act = 'signed', 'document.signed', 'document.left_unsigned'), new.deal_id, json_object(
            'before', new.document_before, 'after', new.document_after, 'evidence', new.sha256
        ));
END;

CREATE TRIGGER audit_file_returned AFTER INSERT ON returned_file
BEGIN
    INSERT INTO audit_due (action, subject, details) VALUES ('file.returned', new.deal_id, json_object(
        'kind', new.kind, 'sha256', new.sha256, 'document', new.document, 'issued', new.issued
    ));
END;

CREATE TRIGGER audit_file_confirmed AFTER INSERT ON returned_confirmation
BEGIN
    INSERT INTO audit_due (action, subject, details)
        SELECT 'file.confirmed', deal_id, json_object('who', new.who, 'sha256', sha256)
        FROM returned_file WHERE id = new.file;
END;

-- Approvals travel in the deal's own words; whoever saves others than the revision before is told of here.
CREATE TRIGGER audit_approvals AFTER INSERT ON deal_revision
WHEN coalesce(json_extract(new.body, '$.approvals'), '[]') <> coalesce((
    SELECT json_extract(body, '$.approvals') FROM deal_revision WHERE id = json_extract(new.parents, '$[0]')
), '[]')
BEGIN
    INSERT INTO audit_due (action, subject, details) VALUES ('deal.approvals', new.deal_id, json_object(
        'revision', new.id,
        'approvals', (
            SELECT json_group_array(json_object(
                'rule', value ->> 'rule', 'who', value ->> 'who', 'when', value ->> 'when',
                'deal_hash', value ->> 'deal_hash', 'signed', iif(coalesce(value ->> 'token', '') = '', 0, 1)
            )) FROM json_each(new.body, '$.approvals')
        )
    ));
END;

CREATE TRIGGER audit_setting_put AFTER INSERT ON setting WHEN new.key NOT LIKE 'audit.%'
BEGIN
    INSERT INTO audit_due (action, subject, details)
        VALUES ('setting.changed', '', json_object('key', new.key));
END;

CREATE TRIGGER audit_setting_forgotten AFTER DELETE ON setting WHEN old.key NOT LIKE 'audit.%'
BEGIN
    INSERT INTO audit_due (action, subject, details)
        VALUES ('setting.changed', '', json_object('key', old.key));
END;

-- What was asked of approvers, and what they answered: a token counts once, for the request that it answers.
CREATE TABLE approval_request (
    id TEXT PRIMARY KEY CHECK (length(id) = 22),
    deal_id TEXT NOT NULL REFERENCES deal (id),
    rule TEXT NOT NULL,
    deal_hash TEXT NOT NULL CHECK (length(deal_hash) = 64),
    asked_by TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT, WITHOUT ROWID;

CREATE INDEX approval_request_of_deal ON approval_request (deal_id, asked_at);

CREATE TRIGGER approval_request_is_never_changed BEFORE UPDATE ON approval_request
BEGIN
    SELECT RAISE(ABORT, 'what was asked is never changed');
END;

CREATE TRIGGER approval_request_is_never_deleted BEFORE DELETE ON approval_request
BEGIN
    SELECT RAISE(ABORT, 'what was asked is never deleted');
END;

CREATE TABLE approval_answer (
    request TEXT PRIMARY KEY REFERENCES approval_request (id),
    decision TEXT NOT NULL CHECK (decision IN ('approved', 'declined')),
    approver TEXT NOT NULL,
    fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
    token TEXT NOT NULL,
    received_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER approval_answer_is_never_changed BEFORE UPDATE ON approval_answer
BEGIN
    SELECT RAISE(ABORT, 'an answer is never changed');
END;

CREATE TRIGGER approval_answer_is_never_deleted BEFORE DELETE ON approval_answer
BEGIN
    SELECT RAISE(ABORT, 'an answer is never deleted');
END;

CREATE TRIGGER audit_approval_asked AFTER INSERT ON approval_request
BEGIN
    INSERT INTO audit_due (action, subject, details) VALUES ('approval.asked', new.deal_id, json_object(
        'request', new.id, 'rule', new.rule, 'deal_hash', new.deal_hash, 'asked_by', new.asked_by
    ));
END;

CREATE TRIGGER audit_approval_answered AFTER INSERT ON approval_answer
BEGIN
    INSERT INTO audit_due (action, subject, details)
        SELECT 'approval.' || new.decision, deal_id, json_object(
            'request', new.request, 'approver', new.approver, 'fingerprint', new.fingerprint
        ) FROM approval_request WHERE id = new.request;
END;
