-- What two stores did without knowing of each other, once they meet: one ticket may be in two rosters, a substitute may
-- come in nobody's seat, a deadline that was moved at one store judged what the other had decided.

-- A ticket that no roster knew is a walk-in's from then on. The roster that issued it to somebody comes later: both rows
-- are facts. No other serial is given twice.
DROP INDEX tickets_serial;
CREATE INDEX tickets_serial ON tickets (event, serial);
DROP TRIGGER tickets_id_is_new;
CREATE TRIGGER tickets_id_is_new BEFORE INSERT ON tickets WHEN EXISTS (SELECT 1 FROM tickets WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM tickets t WHERE t.event = NEW.event AND t.serial = NEW.serial
             AND (t.registration = NEW.registration OR NOT EXISTS (
               SELECT 1 FROM check_ins c WHERE c.registration IN (t.registration, NEW.registration) AND c.method = 'walk_in')))
BEGIN SELECT RAISE(ABORT, 'tickets: this id exists; facts are only added'); END;

-- Both stores sent a substitute for one person, or that person came after all: where the fact says so, a substitute is
-- one no more.
DROP TRIGGER registrations_keep;
CREATE TRIGGER registrations_keep BEFORE UPDATE ON registrations
WHEN NEW.id <> OLD.id OR NEW.event <> OLD.event OR NEW.application <> OLD.application
  OR (NEW.number <> OLD.number AND (
      NOT EXISTS (SELECT 1 FROM registration_changes WHERE registration = NEW.id AND kind = 'renumbered')
      OR EXISTS (SELECT 1 FROM registrations WHERE event = NEW.event AND number = NEW.number)))
  OR NEW.received_utc_ms <> OLD.received_utc_ms OR NEW.channel <> OLD.channel
  OR (NEW.substitute_for IS NOT OLD.substitute_for AND (NEW.substitute_for IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM registration_changes WHERE registration = NEW.id AND kind = 'not_substitute')))
  OR NEW.status NOT IN ('pending', 'confirmed', 'waitlisted', 'cancelled', 'declined')
  OR NEW.role NOT IN ('participant', 'lecturer', 'facilitator', 'staff', 'guest')
  OR NEW.late NOT IN (0, 1) OR NEW.seat_released NOT IN (0, 1)
BEGIN SELECT RAISE(ABORT, 'registrations: this value stays as it is'); END;

-- Judged anew at one store while the other one accepted: the fact of it lets the value follow.
DROP TRIGGER registrations_late_stays;
CREATE TRIGGER registrations_late_stays BEFORE UPDATE OF late ON registrations
WHEN NEW.late <> OLD.late AND NOT (OLD.status = 'pending' AND (NEW.late = 1 OR NEW.received_utc_ms <=
     coalesce((SELECT deadline_utc_ms FROM events WHERE code = NEW.event), NEW.received_utc_ms)))
  AND NOT EXISTS (SELECT 1 FROM registration_changes WHERE registration = NEW.id AND kind = 'judged_anew')
BEGIN SELECT RAISE(ABORT, 'late: only a moved deadline judges anew'); END;

-- A substitute waits in the original's place.
CREATE INDEX registrations_substitutes ON registrations (event, status) WHERE substitute_for IS NOT NULL;
