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

-- Both import the same file before they meet: a row is the same registration at either of them, by an id that its digest
-- and this salt give. The salt travels with the event and goes with its names: then no id can be tried out.
CREATE TABLE import_salts (event TEXT PRIMARY KEY, salt BLOB NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO import_salts (event, salt) SELECT code, randomblob(16) FROM events
WHERE code NOT IN (SELECT event FROM purges);
CREATE TRIGGER import_salts_of_an_event AFTER INSERT ON events
BEGIN INSERT INTO import_salts (event, salt) VALUES (NEW.code, randomblob(16)); END;

-- Registered twice so: number, receipt and lateness are those of one of both beginnings.
DROP TRIGGER registrations_keep;
CREATE TRIGGER registrations_keep BEFORE UPDATE ON registrations
WHEN NEW.id <> OLD.id OR NEW.event <> OLD.event OR NEW.application <> OLD.application
  OR (NEW.number <> OLD.number AND (
      (NOT EXISTS (SELECT 1 FROM registration_changes WHERE registration = NEW.id AND kind = 'renumbered')
       AND 2 > (SELECT count(*) FROM registration_changes WHERE registration = NEW.id AND kind = 'registered'))
      OR EXISTS (SELECT 1 FROM registrations WHERE event = NEW.event AND number = NEW.number)))
  OR (NEW.received_utc_ms <> OLD.received_utc_ms
      AND 2 > (SELECT count(*) FROM registration_changes WHERE registration = NEW.id AND kind = 'registered'))
  OR NEW.channel <> OLD.channel
  OR (NEW.substitute_for IS NOT OLD.substitute_for AND (NEW.substitute_for IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM registration_changes WHERE registration = NEW.id AND kind = 'not_substitute')))
  OR NEW.status NOT IN ('pending', 'confirmed', 'waitlisted', 'cancelled', 'declined')
  OR NEW.role NOT IN ('participant', 'lecturer', 'facilitator', 'staff', 'guest')
  OR NEW.late NOT IN (0, 1) OR NEW.seat_released NOT IN (0, 1)
BEGIN SELECT RAISE(ABORT, 'registrations: this value stays as it is'); END;
DROP TRIGGER registrations_late_stays;
CREATE TRIGGER registrations_late_stays BEFORE UPDATE OF late ON registrations
WHEN NEW.late <> OLD.late AND NOT (OLD.status = 'pending' AND (NEW.late = 1 OR NEW.received_utc_ms <=
     coalesce((SELECT deadline_utc_ms FROM events WHERE code = NEW.event), NEW.received_utc_ms)))
  AND NOT EXISTS (SELECT 1 FROM registration_changes WHERE registration = NEW.id AND kind = 'judged_anew')
  AND 2 > (SELECT count(*) FROM registration_changes WHERE registration = NEW.id AND kind = 'registered')
BEGIN SELECT RAISE(ABORT, 'late: only a moved deadline judges anew'); END;

-- Values stand twice (0012_twice.sql).
CREATE INDEX import_salts_twice ON import_salts (salt);
CREATE INDEX group_pin_changes_twice ON group_pin_changes (happened_utc_ms, origin, done_by);
