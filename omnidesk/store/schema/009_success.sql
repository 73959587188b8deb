-- Success after signature: what was measured and which reviews were held, only ever added; a correction is a later row.
CREATE TABLE success_entry (
    number INTEGER PRIMARY KEY,
    deal_id TEXT NOT NULL REFERENCES deal (id),
    item TEXT NOT NULL CHECK (item <> ''),
    date TEXT NOT NULL CHECK (length(date) = 10),
    value TEXT NOT NULL,
    note TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE INDEX success_entry_of_deal ON success_entry (deal_id, number);

CREATE TRIGGER success_entry_is_never_changed BEFORE UPDATE ON success_entry
BEGIN
    SELECT RAISE(ABORT, 'what was measured is never changed');
END;

CREATE TRIGGER success_entry_is_never_deleted BEFORE DELETE ON success_entry
BEGIN
    SELECT RAISE(ABORT, 'what was measured is never deleted');
END;

CREATE TRIGGER audit_success_entered AFTER INSERT ON success_entry
BEGIN
    INSERT INTO audit_due (action, subject, details) VALUES ('success.entered', new.deal_id, json_object(
        'item', new.item, 'date', new.date, 'who', new.who
    ));
END;

-- When each signed deal's next measurement or review is due, and when its term ends; made anew from the deal and its
-- entries, so that the desk need not read deals.
CREATE TABLE success_due (
    deal_id TEXT NOT NULL REFERENCES deal (id),
    item TEXT NOT NULL,
    name TEXT NOT NULL,
    due TEXT NOT NULL,
    PRIMARY KEY (deal_id, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX success_due_by_day ON success_due (item = 'renewal', due);
