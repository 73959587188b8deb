-- What the desk adds up: the month in which a deal begins, since when it is in its stage, until when its offer holds, what it gives away.
ALTER TABLE deal ADD COLUMN starts TEXT;
ALTER TABLE deal ADD COLUMN stage_since TEXT NOT NULL DEFAULT '';
ALTER TABLE deal ADD COLUMN valid_until TEXT;
ALTER TABLE deal ADD COLUMN list_minor INTEGER;
ALTER TABLE deal ADD COLUMN discount_minor INTEGER;

UPDATE deal SET stage_since = substr(changed_at, 1, 10), starts = (
    SELECT substr(body ->> '$.terms.effective_date', 1, 7) FROM deal_revision WHERE deal_revision.id = deal.head
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

-- What the deals of each kind come to, kept likewise, in the currency's minor units. Each sum is in two parts: billions
-- and the rest, so that no sum of amounts that a deal can hold leaves 64 bits.
CREATE TABLE deal_sum (
    archived INTEGER NOT NULL,
    currency TEXT NOT NULL,
    stage TEXT NOT NULL,
    tier TEXT NOT NULL,
    starts TEXT NOT NULL,
    deals INTEGER NOT NULL,
    unpriced INTEGER NOT NULL,
    committed_billions INTEGER NOT NULL,
    committed_rest INTEGER NOT NULL,
    estimated_billions INTEGER NOT NULL,
    estimated_rest INTEGER NOT NULL,
    list_billions INTEGER NOT NULL,
    list_rest INTEGER NOT NULL,
    discount_billions INTEGER NOT NULL,
    discount_rest INTEGER NOT NULL,
    PRIMARY KEY (archived, currency, stage, tier, starts)
) STRICT, WITHOUT ROWID;

INSERT INTO deal_sum SELECT
    archived, currency, stage, coalesce(tier, ''), coalesce(starts, ''), count(*), count(*) - count(committed_minor),
    sum(coalesce(committed_minor, 0) / 1000000000), sum(coalesce(committed_minor, 0) % 1000000000),
    sum(coalesce(estimated_minor, 0) / 1000000000), sum(coalesce(estimated_minor, 0) % 1000000000),
    sum(coalesce(list_minor, 0) / 1000000000), sum(coalesce(list_minor, 0) % 1000000000),
    sum(coalesce(discount_minor, 0) / 1000000000), sum(coalesce(discount_minor, 0) % 1000000000)
    FROM deal GROUP BY 1, 2, 3, 4, 5;

CREATE TRIGGER deal_sum_added AFTER INSERT ON deal
BEGIN
    INSERT INTO deal_sum VALUES (
        new.archived, new.currency, new.stage, coalesce(new.tier, ''), coalesce(new.starts, ''),
        1, new.committed_minor IS NULL,
        coalesce(new.committed_minor, 0) / 1000000000, coalesce(new.committed_minor, 0) % 1000000000,
        coalesce(new.estimated_minor, 0) / 1000000000, coalesce(new.estimated_minor, 0) % 1000000000,
        coalesce(new.list_minor, 0) / 1000000000, coalesce(new.list_minor, 0) % 1000000000,
        coalesce(new.discount_minor, 0) / 1000000000, coalesce(new.discount_minor, 0) % 1000000000
    ) ON CONFLICT DO UPDATE SET
            deals = deals + 1, unpriced = unpriced + excluded.unpriced,
            committed_billions = committed_billions + excluded.committed_billions, committed_rest = committed_rest + excluded.committed_rest,
            estimated_billions = estimated_billions + excluded.estimated_billions, estimated_rest = estimated_rest + excluded.estimated_rest,
            list_billions = list_billions + excluded.list_billions, list_rest = list_rest + excluded.list_rest,
            discount_billions = discount_billions + excluded.discount_billions, discount_rest = discount_rest + excluded.discount_rest;
END;

CREATE TRIGGER deal_sum_changed
AFTER UPDATE OF archived, currency, stage, tier, starts, committed_minor, estimated_minor, list_minor, discount_minor
ON deal
BEGIN
    UPDATE deal_sum SET
        deals = deals - 1, unpriced = unpriced - (old.committed_minor IS NULL),
        committed_billions = committed_billions - coalesce(old.committed_minor, 0) / 1000000000,
        committed_rest = committed_rest - coalesce(old.committed_minor, 0) % 1000000000,
        estimated_billions = estimated_billions - coalesce(old.estimated_minor, 0) / 1000000000,
        estimated_rest = estimated_rest - coalesce(old.estimated_minor, 0) % 1000000000,
        list_billions = list_billions - coalesce(old.list_minor, 0) / 1000000000,
        list_rest = list_rest - coalesce(old.list_minor, 0) % 1000000000,
        discount_billions = discount_billions - coalesce(old.discount_minor, 0) / 1000000000,
        discount_rest = discount_rest - coalesce(old.discount_minor, 0) % 1000000000
        WHERE archived = old.archived AND currency = old.currency AND stage = old.stage
            AND tier = coalesce(old.tier, '') AND starts = coalesce(old.starts, '');
    INSERT INTO deal_sum VALUES (
        new.archived, new.currency, new.stage, coalesce(new.tier, ''), coalesce(new.starts, ''),
        1, new.committed_minor IS NULL,
        coalesce(new.committed_minor, 0) / 1000000000, coalesce(new.committed_minor, 0) % 1000000000,
        coalesce(new.estimated_minor, 0) / 1000000000, coalesce(new.estimated_minor, 0) % 1000000000,
        coalesce(new.list_minor, 0) / 1000000000, coalesce(new.list_minor, 0) % 1000000000,
        coalesce(new.discount_minor, 0) / 1000000000, coalesce(new.discount_minor, 0) % 1000000000
    ) ON CONFLICT DO UPDATE SET
            deals = deals + 1, unpriced = unpriced + excluded.unpriced,
            committed_billions = committed_billions + excluded.committed_billions, committed_rest = committed_rest + excluded.committed_rest,
            estimated_billions = estimated_billions + excluded.estimated_billions, estimated_rest = estimated_rest + excluded.estimated_rest,
            list_billions = list_billions + excluded.list_billions, list_rest = list_rest + excluded.list_rest,
            discount_billions = discount_billions + excluded.discount_billions, discount_rest = discount_rest + excluded.discount_rest;
END;

CREATE TRIGGER deal_sum_removed AFTER DELETE ON deal
BEGIN
    UPDATE deal_sum SET
        deals = deals - 1, unpriced = unpriced - (old.committed_minor IS NULL),
        committed_billions = committed_billions - coalesce(old.committed_minor, 0) / 1000000000,
        committed_rest = committed_rest - coalesce(old.committed_minor, 0) % 1000000000,
        estimated_billions = estimated_billions - coalesce(old.estimated_minor, 0) / 1000000000,
        estimated_rest = estimated_rest - coalesce(old.estimated_minor, 0) % 1000000000,
        list_billions = list_billions - coalesce(old.list_minor, 0) / 1000000000,
        list_rest = list_rest - coalesce(old.list_minor, 0) % 1000000000,
        discount_billions = discount_billions - coalesce(old.discount_minor, 0) / 1000000000,
        discount_rest = discount_rest - coalesce(old.discount_minor, 0) % 1000000000
        WHERE archived = old.archived AND currency = old.currency AND stage = old.stage
            AND tier = coalesce(old.tier, '') AND starts = coalesce(old.starts, '');
END;
