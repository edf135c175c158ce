-- A pending one is not confirmed past the deadline that stands now, whatever its row says of being late: a deadline that
-- was moved by hand judges nobody. Accepted and judged anew are facts.
CREATE TRIGGER registrations_deadline_needs_acceptance BEFORE UPDATE OF status ON registrations
WHEN NEW.status = 'confirmed' AND OLD.status = 'pending' AND NEW.late = 0
  AND NEW.received_utc_ms > (SELECT deadline_utc_ms FROM events WHERE code = NEW.event)
  AND NOT EXISTS (SELECT 1 FROM registration_changes WHERE registration = NEW.id AND kind IN ('accepted', 'judged_anew'))
BEGIN SELECT RAISE(ABORT, 'late: nobody accepted this registration'); END;
