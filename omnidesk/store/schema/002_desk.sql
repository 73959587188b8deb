-- What the desk adds up: the month in which a deal begins, since when it is in its stage, until when its offer holds, what it gives away.
ALTER TABLE deal ADD COLUMN starts TEXT;
ALTER TABLE deal ADD COLUMN stage_since TEXT NOT NULL DEFAULT '';
ALTER TABLE deal ADD COLUMN valid_until TEXT;
ALTER TABLE deal ADD COLUMN list_minor INTEGER;
ALTER TABLE deal ADD COLUMN discount_minor INTEGER;

UPDATE deal SET stage_since = substr(changed_at, 1, 10), starts = (
    SELECT substr(body ->> '$.terms.effective_date', 1, 7) FROM deal_revision WHERE deal_revision.id = deal.head
);

CREATE INDEX deal_by_sums ON deal (
    archived, currency, stage, tier, starts, committed_minor, estimated_minor, list_minor, discount_minor
);
CREATE INDEX deal_by_stage_and_tier ON deal (archived, stage, tier, changed_at);
CREATE INDEX deal_by_waiting ON deal (archived, stage, stage_since);
CREATE INDEX deal_by_validity ON deal (valid_until) WHERE archived = 0 AND stage = 'issued';

-- The dated milestones of each deal's newest revision.
CREATE TABLE deal_milestone (
    deal INTEGER NOT NULL REFERENCES deal (number) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    date TEXT NOT NULL,
    name TEXT NOT NULL,
    amount_minor INTEGER NOT NULL,
    PRIMARY KEY (deal, place)
) STRICT, WITHOUT ROWID;

CREATE INDEX deal_milestone_by_date ON deal_milestone (date);

-- How many deals there are of each kind, kept by the triggers below, so that a list need not count them.
CREATE TABLE deal_tally (
    archived INTEGER NOT NULL,
    stage TEXT NOT NULL,
    tier TEXT NOT NULL,
    deals INTEGER NOT NULL,
    PRIMARY KEY (archived, stage, tier)
) STRICT, WITHOUT ROWID;

INSERT INTO deal_tally SELECT archived, stage, coalesce(tier, ''), count(*) FROM deal GROUP BY 1, 2, 3;

CREATE TRIGGER deal_tally_added AFTER INSERT ON deal
BEGIN
    INSERT INTO deal_tally VALUES (new.archived, new.stage, coalesce(new.tier, ''), 1)
        ON CONFLICT DO UPDATE SET deals = deals + 1;
END;

CREATE TRIGGER deal_tally_changed AFTER UPDATE OF archived, stage, tier ON deal
WHEN old.archived <> new.archived OR old.stage <> new.stage OR old.tier IS NOT new.tier
BEGIN
    UPDATE deal_tally SET deals = deals - 1
        WHERE archived = old.archived AND stage = old.stage AND tier = coalesce(old.tier, '');
    INSERT INTO deal_tally VALUES (new.archived, new.stage, coalesce(new.tier, ''), 1)
        ON CONFLICT DO UPDATE SET deals = deals + 1;
END;

CREATE TRIGGER deal_tally_removed AFTER DELETE ON deal
BEGIN
    UPDATE deal_tally SET deals = deals - 1
        WHERE archived = old.archived AND stage = old.stage AND tier = coalesce(old.tier, '');
END;
