-- Numbers that are out with clients although the deals that bear them are not here, such as after going back to a
-- safety copy: the last of each prefix and year. The next number follows it, and none is given out twice.
CREATE TABLE number_out (
    prefix TEXT NOT NULL,
    year INTEGER NOT NULL,
    place INTEGER NOT NULL CHECK (place > 0),
    noted_at TEXT NOT NULL,
    PRIMARY KEY (prefix, year, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER number_out_is_never_changed BEFORE UPDATE ON number_out
BEGIN
    SELECT RAISE(ABORT, 'a number that is out is never changed');
END;

CREATE TRIGGER number_out_is_never_deleted BEFORE DELETE ON number_out
BEGIN
    SELECT RAISE(ABORT, 'a number that is out is never deleted');
END;

DROP TRIGGER offer_number_leaves_no_gap;

CREATE TRIGGER offer_number_leaves_no_gap BEFORE INSERT ON offer_number
WHEN new.place <> 1 + max(
    coalesce((SELECT max(place) FROM offer_number WHERE prefix = new.prefix AND year = new.year), 0),
    coalesce((SELECT max(place) FROM number_out WHERE prefix = new.prefix AND year = new.year), 0)
)
BEGIN
    SELECT RAISE(ABORT, 'numbers follow one another');
END;
