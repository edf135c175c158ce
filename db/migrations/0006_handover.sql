-- Hand-over: what a purge may empty and which backups it reaches, changes of an event's values as facts, a reception
-- number that two stores gave is given anew to one. Guards on facts let exactly these pass.

-- Whose personal data this store erased. A state of this store, not of the event: it does not travel with a pack.
CREATE TABLE purges (
  id TEXT PRIMARY KEY, event TEXT NOT NULL UNIQUE REFERENCES events (code),
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER purges_id_is_new BEFORE INSERT ON purges
WHEN EXISTS (SELECT 1 FROM purges WHERE id = NEW.id OR event = NEW.event) OR NOT EXISTS (SELECT 1 FROM events WHERE code = NEW.event)
BEGIN SELECT RAISE(ABORT, 'purges: this id exists; facts are only added'); END;
CREATE TRIGGER purges_no_update BEFORE UPDATE ON purges BEGIN SELECT RAISE(ABORT, 'purges: facts are not changed'); END;
CREATE TRIGGER purges_no_delete BEFORE DELETE ON purges BEGIN SELECT RAISE(ABORT, 'purges: facts are not removed'); END;

-- Files that `backup` wrote: absolute paths.
CREATE TABLE known_backups (file TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- What was set: fields apart by commas, no values.
CREATE TABLE event_changes (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (code), kind TEXT NOT NULL, fields TEXT NOT NULL,
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_changes_of ON event_changes (event, hlc);
CREATE TRIGGER event_changes_id_is_new BEFORE INSERT ON event_changes WHEN EXISTS (SELECT 1 FROM event_changes WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'event_changes: this id exists; facts are only added'); END;
CREATE TRIGGER event_changes_no_update BEFORE UPDATE ON event_changes BEGIN SELECT RAISE(ABORT, 'event_changes: facts are not changed'); END;
CREATE TRIGGER event_changes_no_delete BEFORE DELETE ON event_changes BEGIN SELECT RAISE(ABORT, 'event_changes: facts are not removed'); END;

-- A key stays as it was made, also against INSERT OR REPLACE; old versions stay for the tickets that were written with them.
CREATE TRIGGER organiser_keys_are_new BEFORE INSERT ON organiser_keys
WHEN EXISTS (SELECT 1 FROM organiser_keys WHERE version >= NEW.version) OR length(NEW.key) <> 32
BEGIN SELECT RAISE(ABORT, 'organiser_keys: a new key has a new version'); END;
CREATE TRIGGER organiser_keys_no_update BEFORE UPDATE ON organiser_keys BEGIN SELECT RAISE(ABORT, 'organiser_keys: a key stays'); END;
CREATE TRIGGER organiser_keys_no_delete BEFORE DELETE ON organiser_keys BEGIN SELECT RAISE(ABORT, 'organiser_keys: a key stays'); END;
CREATE TRIGGER event_subkeys_are_new BEFORE INSERT ON event_subkeys
WHEN EXISTS (SELECT 1 FROM event_subkeys WHERE tag = NEW.tag AND version = NEW.version) OR length(NEW.key) <> 32
BEGIN SELECT RAISE(ABORT, 'event_subkeys: a key stays'); END;
CREATE TRIGGER event_subkeys_no_update BEFORE UPDATE ON event_subkeys BEGIN SELECT RAISE(ABORT, 'event_subkeys: a key stays'); END;
CREATE TRIGGER event_subkeys_no_delete BEFORE DELETE ON event_subkeys BEGIN SELECT RAISE(ABORT, 'event_subkeys: a key stays'); END;

-- What a purge emptied does not come back: not by an import, a sync or a pack.
CREATE TRIGGER people_stay_purged BEFORE INSERT ON people WHEN EXISTS (SELECT 1 FROM purges WHERE event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'purged: the personal data of this event was erased; no name is taken any more'); END;
CREATE TRIGGER drafts_stay_purged BEFORE INSERT ON drafts WHEN EXISTS (SELECT 1 FROM purges WHERE event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'purged: the personal data of this event was erased; no name is taken any more'); END;

-- Of a purged event a fact's own words may be emptied, nothing else, and never filled.
DROP TRIGGER applications_no_update;
CREATE TRIGGER applications_no_update BEFORE UPDATE ON applications
WHEN NOT (EXISTS (SELECT 1 FROM purges WHERE event = OLD.event) AND
  NEW.id IS OLD.id AND NEW.event IS OLD.event AND NEW.channel IS OLD.channel AND
    NEW.received_utc_ms IS OLD.received_utc_ms AND NEW.external_id IN ('', OLD.external_id) AND
    NEW.source IN ('', OLD.source) AND NEW.notice_given IS OLD.notice_given AND NEW.people IS OLD.people AND
    NEW.origin IS OLD.origin AND NEW.happened_utc_ms IS OLD.happened_utc_ms AND NEW.hlc IS OLD.hlc AND
    NEW.done_by IS OLD.done_by)
BEGIN SELECT RAISE(ABORT, 'applications: facts are not changed'); END;
DROP TRIGGER registration_changes_no_update;
CREATE TRIGGER registration_changes_no_update BEFORE UPDATE ON registration_changes
WHEN NOT (EXISTS (SELECT 1 FROM purges WHERE event = OLD.event) AND
  NEW.id IS OLD.id AND NEW.event IS OLD.event AND NEW.registration IS OLD.registration AND NEW.kind IS OLD.kind AND
    NEW.status IS OLD.status AND NEW.fields IN ('', OLD.fields) AND NEW.reason IN ('', OLD.reason) AND
    NEW.origin IS OLD.origin AND NEW.happened_utc_ms IS OLD.happened_utc_ms AND NEW.hlc IS OLD.hlc AND
    NEW.done_by IS OLD.done_by)
BEGIN SELECT RAISE(ABORT, 'registration_changes: facts are not changed'); END;
DROP TRIGGER ticket_revocations_no_update;
CREATE TRIGGER ticket_revocations_no_update BEFORE UPDATE ON ticket_revocations
WHEN NOT (EXISTS (SELECT 1 FROM purges WHERE event = OLD.event) AND
  NEW.id IS OLD.id AND NEW.event IS OLD.event AND NEW.ticket IS OLD.ticket AND NEW.reason IN ('', OLD.reason) AND
    NEW.origin IS OLD.origin AND NEW.happened_utc_ms IS OLD.happened_utc_ms AND NEW.hlc IS OLD.hlc AND
    NEW.done_by IS OLD.done_by)
BEGIN SELECT RAISE(ABORT, 'ticket_revocations: facts are not changed'); END;
DROP TRIGGER annulments_no_update;
CREATE TRIGGER annulments_no_update BEFORE UPDATE ON annulments
WHEN NOT (EXISTS (SELECT 1 FROM purges WHERE event = OLD.event) AND
  NEW.id IS OLD.id AND NEW.event IS OLD.event AND NEW.check_in IS OLD.check_in AND
    NEW.reason IN ('', OLD.reason) AND NEW.origin IS OLD.origin AND NEW.happened_utc_ms IS OLD.happened_utc_ms AND
    NEW.hlc IS OLD.hlc AND NEW.done_by IS OLD.done_by)
BEGIN SELECT RAISE(ABORT, 'annulments: facts are not changed'); END;
DROP TRIGGER overrides_no_update;
CREATE TRIGGER overrides_no_update BEFORE UPDATE ON overrides
WHEN NOT (EXISTS (SELECT 1 FROM purges WHERE event = OLD.event) AND
  NEW.id IS OLD.id AND NEW.event IS OLD.event AND NEW.registration IS OLD.registration AND NEW.over IS OLD.over AND
    NEW.gives_seat IS OLD.gives_seat AND NEW.reason IS OLD.reason AND NEW.words IN ('', OLD.words) AND
    NEW.origin IS OLD.origin AND NEW.happened_utc_ms IS OLD.happened_utc_ms AND NEW.hlc IS OLD.hlc AND
    NEW.done_by IS OLD.done_by)
BEGIN SELECT RAISE(ABORT, 'overrides: facts are not changed'); END;

-- A number may change where the fact says so: two stores gave the same one.
DROP TRIGGER registrations_keep;
CREATE TRIGGER registrations_keep BEFORE UPDATE ON registrations
WHEN NEW.id <> OLD.id OR NEW.event <> OLD.event OR NEW.application <> OLD.application
  OR (NEW.number <> OLD.number AND (
      NOT EXISTS (SELECT 1 FROM registration_changes WHERE registration = NEW.id AND kind = 'renumbered')
      OR EXISTS (SELECT 1 FROM registrations WHERE event = NEW.event AND number = NEW.number)))
  OR NEW.received_utc_ms <> OLD.received_utc_ms OR NEW.channel <> OLD.channel
  OR NEW.substitute_for IS NOT OLD.substitute_for
  OR NEW.status NOT IN ('pending', 'confirmed', 'waitlisted', 'cancelled', 'declined')
  OR NEW.role NOT IN ('participant', 'lecturer', 'facilitator', 'staff', 'guest')
  OR NEW.late NOT IN (0, 1) OR NEW.seat_released NOT IN (0, 1)
BEGIN SELECT RAISE(ABORT, 'registrations: this value stays as it is'); END;
CREATE TRIGGER registrations_number_counts AFTER UPDATE OF number ON registrations WHEN NEW.number <> OLD.number
BEGIN
  UPDATE event_counts SET next_number = max(next_number, NEW.number + 1), writes = writes + 1 WHERE event = NEW.event;
END;
