-- The same guards with less work. SQLite makes a table of its own in memory for `IN` with more than two values, and for an
-- INSERT … SELECT into a table with triggers: in a trigger that is one for every row it judges.

DROP TRIGGER registrations_words;
CREATE TRIGGER registrations_words BEFORE INSERT ON registrations
WHEN NOT (NEW.status = 'confirmed' OR NEW.status = 'waitlisted' OR NEW.status = 'pending' OR NEW.status = 'cancelled'
          OR NEW.status = 'declined')
  OR NOT (NEW.role = 'participant' OR NEW.role = 'lecturer' OR NEW.role = 'facilitator' OR NEW.role = 'staff'
          OR NEW.role = 'guest')
  OR NEW.late NOT IN (0, 1) OR NEW.seat_released <> 0 OR NEW.first_entry_utc_ms IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM event_counts WHERE event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'registrations: a value is out of range'); END;

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
  OR NOT (NEW.status = 'confirmed' OR NEW.status = 'waitlisted' OR NEW.status = 'pending' OR NEW.status = 'cancelled'
          OR NEW.status = 'declined')
  OR NOT (NEW.role = 'participant' OR NEW.role = 'lecturer' OR NEW.role = 'facilitator' OR NEW.role = 'staff'
          OR NEW.role = 'guest')
  OR NEW.late NOT IN (0, 1) OR NEW.seat_released NOT IN (0, 1)
BEGIN SELECT RAISE(ABORT, 'registrations: this value stays as it is'); END;

-- The head of a chain is there before its first row, which must follow it as every row follows the one before.
DROP TRIGGER audit_log_moves_head;
CREATE TRIGGER audit_log_has_a_head BEFORE INSERT ON audit_log
WHEN NOT EXISTS (SELECT 1 FROM audit_heads WHERE kiosk = NEW.kiosk)
BEGIN INSERT INTO audit_heads (kiosk, seq, hash) VALUES (NEW.kiosk, 0, zeroblob(32)); END;
CREATE TRIGGER audit_log_moves_head AFTER INSERT ON audit_log
BEGIN UPDATE audit_heads SET seq = NEW.seq, hash = NEW.hash WHERE kiosk = NEW.kiosk; END;
