-- What two PCs do to one event apart from each other and must come to the same of once they meet.

-- Who was pinned to a table and who was let go: group_pins is what the last word on each comes to.
CREATE TABLE group_pin_changes (
  id TEXT PRIMARY KEY, event TEXT NOT NULL, registration TEXT NOT NULL, pinned INTEGER NOT NULL, origin TEXT NOT NULL,
  happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX group_pin_changes_of ON group_pin_changes (event, registration, hlc, id, pinned);
CREATE TRIGGER group_pin_changes_id_is_new BEFORE INSERT ON group_pin_changes
WHEN EXISTS (SELECT 1 FROM group_pin_changes WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'group_pin_changes: this id exists; facts are only added'); END;
CREATE TRIGGER group_pin_changes_values BEFORE INSERT ON group_pin_changes
WHEN NEW.pinned NOT IN (0, 1) OR NOT EXISTS (SELECT 1 FROM events WHERE code = NEW.event)
BEGIN SELECT RAISE(ABORT, 'group_pin_changes: a value is out of range'); END;
CREATE TRIGGER group_pin_changes_no_update BEFORE UPDATE ON group_pin_changes
BEGIN SELECT RAISE(ABORT, 'group_pin_changes: facts are not changed'); END;
CREATE TRIGGER group_pin_changes_no_delete BEFORE DELETE ON group_pin_changes
BEGIN SELECT RAISE(ABORT, 'group_pin_changes: facts are not removed'); END;

-- Values stand twice (0012_twice.sql).
CREATE INDEX group_pin_changes_twice ON group_pin_changes (happened_utc_ms, origin, done_by);
