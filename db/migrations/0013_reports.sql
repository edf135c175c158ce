-- What reports need of people whose names were erased, and the order of a search while it is typed.

-- Who was there: keyed hashes of the folded name with the e-mail and with the facility. Two that share one were the same
-- person. Once no event of the store holds a name any more they are made anew at random and the key is gone.
CREATE TABLE person_marks (registration TEXT NOT NULL, mark BLOB NOT NULL, PRIMARY KEY (registration, mark)) STRICT, WITHOUT ROWID;
CREATE INDEX person_marks_mark ON person_marks (mark);
CREATE TABLE mark_key (one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL) STRICT, WITHOUT ROWID;
-- The kind of the facility, where the town's list does not tell it.
CREATE TABLE kept_kinds (registration TEXT PRIMARY KEY, kind TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TRIGGER person_marks_of_the_purged BEFORE INSERT ON person_marks
WHEN NOT EXISTS (SELECT 1 FROM registrations r JOIN purges g ON g.event = r.event WHERE r.id = NEW.registration)
BEGIN SELECT RAISE(ABORT, 'person_marks: only of a purged event'); END;
CREATE TRIGGER kept_kinds_of_the_purged BEFORE INSERT ON kept_kinds
WHEN NOT EXISTS (SELECT 1 FROM registrations r JOIN purges g ON g.event = r.event WHERE r.id = NEW.registration)
BEGIN SELECT RAISE(ABORT, 'kept_kinds: only of a purged event'); END;

-- A few kana mean thousands of people; their first page is sorted without looking at anything but this index.
DROP INDEX people_kana;
CREATE INDEX people_kana ON people (event, folded_kana, gojuon);

-- People counted without names: public lectures, booths. A wrong count is taken back by a negative one.
CREATE TABLE head_counts (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (code), category TEXT NOT NULL, people INTEGER NOT NULL,
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX head_counts_of ON head_counts (event, category, people);
CREATE TRIGGER head_counts_id_is_new BEFORE INSERT ON head_counts WHEN EXISTS (SELECT 1 FROM head_counts WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'head_counts: this id exists; facts are only added'); END;
CREATE TRIGGER head_counts_of_an_event BEFORE INSERT ON head_counts
WHEN NOT EXISTS (SELECT 1 FROM events WHERE code = NEW.event) OR NEW.category = '' OR NEW.people = 0
BEGIN SELECT RAISE(ABORT, 'head_counts: an event, a category and how many are needed'); END;
CREATE TRIGGER head_counts_no_update BEFORE UPDATE ON head_counts BEGIN SELECT RAISE(ABORT, 'head_counts: facts are not changed'); END;
CREATE TRIGGER head_counts_no_delete BEFORE DELETE ON head_counts BEGIN SELECT RAISE(ABORT, 'head_counts: facts are not removed'); END;

-- Values stand twice (0012_twice.sql).
CREATE INDEX mark_key_twice ON mark_key (key);
CREATE INDEX kept_kinds_twice ON kept_kinds (kind);
CREATE INDEX head_counts_twice ON head_counts (happened_utc_ms, origin, hlc, done_by);
