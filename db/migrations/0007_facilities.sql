-- The town's own list of facilities: who to reach, which other names mean the same one, what the last list said, and
-- who changed what. A name that rosters use is looked up in facility_of_name, own names and others alike.

-- setting: of the kind, so that the door can seat a walk-in without the list of kinds.
ALTER TABLE facilities ADD COLUMN setting TEXT NOT NULL DEFAULT '';
ALTER TABLE facilities ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE facilities ADD COLUMN phone TEXT NOT NULL DEFAULT '';

-- Other folded names of a facility: after a merge, or before it was renamed.
CREATE TABLE facility_aliases (
  folded TEXT PRIMARY KEY, facility TEXT NOT NULL REFERENCES facilities (id), name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX facility_aliases_of ON facility_aliases (facility);

CREATE VIEW facility_of_name AS
  SELECT folded, id AS facility FROM facilities UNION ALL SELECT folded, facility FROM facility_aliases;

-- Digest of the row that the last list had under a folded name: the same row changes nothing, whatever staff set since.
CREATE TABLE facility_rows (folded TEXT PRIMARY KEY, digest BLOB NOT NULL) STRICT, WITHOUT ROWID;

-- kind: added edited renamed merged
CREATE TABLE facility_changes (
  id TEXT PRIMARY KEY, facility TEXT NOT NULL, kind TEXT NOT NULL, fields TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX facility_changes_of ON facility_changes (facility);

-- Linking goes by the folded name over all events; counting by the link.
CREATE INDEX people_folded_facility ON people (folded_facility) WHERE folded_facility <> '';
CREATE INDEX registrations_facility ON registrations (facility) WHERE facility IS NOT NULL;

-- Guards: a folded name means one facility, and a facility that is meant stays.
CREATE TRIGGER facilities_are_new BEFORE INSERT ON facilities
WHEN EXISTS (SELECT 1 FROM facilities WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM facility_of_name WHERE folded = NEW.folded)
BEGIN SELECT RAISE(ABORT, 'facilities: this id or name exists'); END;
CREATE TRIGGER facilities_have_a_name BEFORE INSERT ON facilities WHEN NEW.name = '' OR NEW.folded = ''
BEGIN SELECT RAISE(ABORT, 'facilities: a facility needs a name'); END;
CREATE TRIGGER facilities_keep_id BEFORE UPDATE OF id ON facilities WHEN NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, 'facilities: the id stays'); END;
CREATE TRIGGER facilities_keep_names_apart BEFORE UPDATE OF name, folded ON facilities
WHEN NEW.name = '' OR NEW.folded = ''
  OR (NEW.folded <> OLD.folded AND EXISTS (SELECT 1 FROM facility_of_name WHERE folded = NEW.folded))
BEGIN SELECT RAISE(ABORT, 'facilities: another one has this name, or it is empty'); END;
CREATE TRIGGER facilities_in_use_stay BEFORE DELETE ON facilities
WHEN EXISTS (SELECT 1 FROM registrations WHERE facility = OLD.id) OR EXISTS (SELECT 1 FROM facility_aliases WHERE facility = OLD.id)
BEGIN SELECT RAISE(ABORT, 'facilities: registrations or other names point to it'); END;

CREATE TRIGGER facility_aliases_are_new BEFORE INSERT ON facility_aliases
WHEN NEW.folded = '' OR EXISTS (SELECT 1 FROM facility_of_name WHERE folded = NEW.folded)
  OR NOT EXISTS (SELECT 1 FROM facilities WHERE id = NEW.facility)
BEGIN SELECT RAISE(ABORT, 'facility_aliases: the name means a facility already, or no facility has this id'); END;
CREATE TRIGGER facility_aliases_keep_name BEFORE UPDATE OF folded ON facility_aliases WHEN NEW.folded <> OLD.folded
BEGIN SELECT RAISE(ABORT, 'facility_aliases: the name stays'); END;
CREATE TRIGGER facility_aliases_point_somewhere BEFORE UPDATE OF facility ON facility_aliases
WHEN NOT EXISTS (SELECT 1 FROM facilities WHERE id = NEW.facility)
BEGIN SELECT RAISE(ABORT, 'facility_aliases: no facility has this id'); END;

CREATE TRIGGER facility_changes_id_is_new BEFORE INSERT ON facility_changes WHEN EXISTS (SELECT 1 FROM facility_changes WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'facility_changes: this id exists; facts are only added'); END;
CREATE TRIGGER facility_changes_no_update BEFORE UPDATE ON facility_changes BEGIN SELECT RAISE(ABORT, 'facility_changes: facts are not changed'); END;
CREATE TRIGGER facility_changes_no_delete BEFORE DELETE ON facility_changes BEGIN SELECT RAISE(ABORT, 'facility_changes: facts are not removed'); END;
