-- The store: events, facts (only added), state beside them, one counter row an event that all guards look at.
-- Guards are triggers that RAISE(ABORT): CHECK constraints and foreign keys are passed by OR-clauses and PRAGMAs.
-- Tables are WITHOUT ROWID so that INSERT OR REPLACE cannot meet a row by its rowid.
-- Facts carry: id (UUIDv7), origin (kiosk), happened_utc_ms, hlc (hybrid logical clock), done_by.

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The last reading of the hybrid logical clock of this store; one row.
CREATE TABLE hybrid_clock (one INTEGER PRIMARY KEY CHECK (one = 1), hlc INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO hybrid_clock (one, hlc) VALUES (1, 0);

-- Secrets. Backups hold them and are confidential.
CREATE TABLE organiser_keys (
  version INTEGER PRIMARY KEY, key BLOB NOT NULL, made_utc_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE event_subkeys (
  tag INTEGER NOT NULL, version INTEGER NOT NULL, key BLOB NOT NULL, PRIMARY KEY (tag, version)) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  code TEXT PRIMARY KEY,
  tag INTEGER NOT NULL UNIQUE,
  title TEXT NOT NULL,
  venue TEXT NOT NULL,
  timezone TEXT NOT NULL,
  starts_at_utc_ms INTEGER NOT NULL,
  doors_open_at_utc_ms INTEGER NOT NULL,
  ends_at_utc_ms INTEGER,
  deadline_utc_ms INTEGER,
  deadline_date_only INTEGER NOT NULL DEFAULT 0,
  capacity INTEGER CHECK (capacity >= 0),
  tolerance INTEGER NOT NULL DEFAULT 0 CHECK (tolerance >= 0),
  room_limit INTEGER CHECK (room_limit >= 0),
  walk_in TEXT NOT NULL CHECK (walk_in IN ('free-seats', 'none', 'staff')),
  early_minutes INTEGER NOT NULL,
  last_entry_at_utc_ms INTEGER,
  re_entry INTEGER NOT NULL,
  exit_scan INTEGER NOT NULL,
  release_no_shows_at_utc_ms INTEGER,
  promote_until_utc_ms INTEGER,
  post_rule TEXT NOT NULL CHECK (post_rule IN ('arrival', 'postmark')),
  minimum_minutes INTEGER,
  retention_days INTEGER,
  organiser TEXT NOT NULL DEFAULT '',
  secretariat TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  theme TEXT NOT NULL DEFAULT '',
  audience TEXT NOT NULL DEFAULT '',
  noun TEXT NOT NULL DEFAULT '研修会',
  series TEXT NOT NULL DEFAULT '',
  notice TEXT NOT NULL DEFAULT '',
  attendee_search INTEGER NOT NULL DEFAULT 0,
  search_checks_in INTEGER NOT NULL DEFAULT 0,
  show_facility INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- co_organisers, lecturers, channels, professions, form (value = id, label = what is asked).
CREATE TABLE event_lists (
  event TEXT NOT NULL REFERENCES events (code), list TEXT NOT NULL
    CHECK (list IN ('co_organisers', 'lecturers', 'channels', 'professions', 'form')),
  position INTEGER NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (event, list, position)) STRICT, WITHOUT ROWID;

-- The counter row: kept by the triggers below, never by hand. No CHECK here: an outer OR IGNORE would pass it silently.
CREATE TABLE event_counts (
  event TEXT PRIMARY KEY,
  confirmed INTEGER NOT NULL DEFAULT 0, waitlisted INTEGER NOT NULL DEFAULT 0, pending INTEGER NOT NULL DEFAULT 0,
  cancelled INTEGER NOT NULL DEFAULT 0, declined INTEGER NOT NULL DEFAULT 0,
  held INTEGER NOT NULL DEFAULT 0,            -- seats of confirmed participants, not released
  waitlisted_seats INTEGER NOT NULL DEFAULT 0,  -- waitlisted participants
  override_rows INTEGER NOT NULL DEFAULT 0,   -- overrides that give a seat
  admitted INTEGER NOT NULL DEFAULT 0, inside INTEGER NOT NULL DEFAULT 0,
  room_inside INTEGER NOT NULL DEFAULT 0,     -- participants inside
  next_number INTEGER NOT NULL DEFAULT 1,
  writes INTEGER NOT NULL DEFAULT 0           -- one more with every change by a trigger
) STRICT, WITHOUT ROWID;

-- What `held` may not pass; null = no limit. A hub puts this kiosk's grant here: it may be lower than the event's, never higher.
CREATE TABLE seat_limit (event TEXT PRIMARY KEY, seats INTEGER) STRICT, WITHOUT ROWID;

CREATE TABLE profession_counts (
  event TEXT NOT NULL, category TEXT NOT NULL, confirmed INTEGER NOT NULL DEFAULT 0, admitted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (event, category)) STRICT, WITHOUT ROWID;
CREATE TABLE profession_categories (position INTEGER PRIMARY KEY, category TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO profession_categories (position, category) VALUES
  (1, 'doctor'), (2, 'dentist'), (3, 'pharmacist'), (4, 'nurse'), (5, 'rehabilitation'), (6, 'dietitian'),
  (7, 'dental_hygienist'), (8, 'care_manager'), (9, 'social_worker'), (10, 'care_worker'), (11, 'welfare_equipment'),
  (12, 'administration'), (13, 'fire_ambulance'), (14, 'office'), (15, 'other');

CREATE TABLE facilities (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, kind TEXT NOT NULL DEFAULT '',
  municipality TEXT NOT NULL DEFAULT '', contact TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

-- Facts -------------------------------------------------------------------------------------------------------------

CREATE TABLE applications (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (code), channel TEXT NOT NULL, received_utc_ms INTEGER NOT NULL,
  external_id TEXT NOT NULL, source TEXT NOT NULL, notice_given INTEGER NOT NULL, people INTEGER NOT NULL,
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- kind: registered accepted declined cancelled promoted seated_at_door edited substituted substitute judged_anew taken_back
CREATE TABLE registration_changes (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (code), registration TEXT NOT NULL, kind TEXT NOT NULL,
  status TEXT NOT NULL, fields TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX registration_changes_of ON registration_changes (registration, kind);

CREATE TABLE tickets (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (code), registration TEXT NOT NULL, serial INTEGER NOT NULL,
  key_version INTEGER NOT NULL,
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tickets_serial ON tickets (event, serial);
CREATE INDEX tickets_of ON tickets (registration);

CREATE TABLE ticket_revocations (
  id TEXT PRIMARY KEY, event TEXT NOT NULL, ticket TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_revocations_of ON ticket_revocations (ticket);

-- Every read at a door, admitted or refused. ticket: its id, or the text of a genuine one that the roster does not know.
-- A text that is not of our scheme, or forged: keyed hash and length only.
CREATE TABLE scans (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (code), direction TEXT NOT NULL, source TEXT NOT NULL,
  outcome TEXT NOT NULL, ticket TEXT, registration TEXT, check_in TEXT, text_hash BLOB, text_length INTEGER NOT NULL,
  first_at_utc_ms INTEGER, other_event TEXT, waitlist_seated INTEGER NOT NULL DEFAULT 0, recorded_utc_ms INTEGER NOT NULL,
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX scans_of_event ON scans (event, happened_utc_ms, hlc);
CREATE INDEX scans_of_registration ON scans (registration, outcome);

-- method: ticket, by_hand, walk_in, paper
CREATE TABLE check_ins (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (code), registration TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('entry', 'exit')), scan TEXT, method TEXT NOT NULL,
  recorded_utc_ms INTEGER NOT NULL,
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX check_ins_of ON check_ins (registration, happened_utc_ms, hlc, id);

CREATE TABLE annulments (
  id TEXT PRIMARY KEY, event TEXT NOT NULL, check_in TEXT NOT NULL, reason TEXT NOT NULL,
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX annulments_of ON annulments (check_in);

-- over: seat, time, duplicate, late, pending; gives_seat: raises the limit by one, at most tolerance in all
CREATE TABLE overrides (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (code), registration TEXT NOT NULL, over TEXT NOT NULL,
  gives_seat INTEGER NOT NULL, reason TEXT NOT NULL, words TEXT NOT NULL,
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE releases (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (code), registration TEXT NOT NULL,
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX releases_of ON releases (registration);
CREATE INDEX overrides_that_give ON overrides (event) WHERE gives_seat = 1;

-- Up to which release_no_shows_at the seats of an event were released: the work is done once.
CREATE TABLE release_done (event TEXT PRIMARY KEY, due_utc_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- State: today's values beside the facts ------------------------------------------------------------------------------

CREATE TABLE registrations (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (code), number INTEGER NOT NULL,
  application TEXT NOT NULL REFERENCES applications (id), position INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'confirmed', 'waitlisted', 'cancelled', 'declined')),
  role TEXT NOT NULL CHECK (role IN ('participant', 'lecturer', 'facilitator', 'staff', 'guest')),
  channel TEXT NOT NULL, received_utc_ms INTEGER NOT NULL,
  late INTEGER NOT NULL CHECK (late IN (0, 1)), split INTEGER NOT NULL DEFAULT 0,
  seat_released INTEGER NOT NULL DEFAULT 0 CHECK (seat_released IN (0, 1)),
  suspected_of TEXT,                          -- the earlier one of a suspected duplicate pair, until staff decide
  group_name TEXT NOT NULL DEFAULT '',
  category TEXT NOT NULL,                     -- of the profession
  facility TEXT,                              -- in facilities, where the town's list knows it
  substitute_for TEXT, substituted_by TEXT,
  first_entry_utc_ms INTEGER,                 -- of the entries that stand; not null = 出席
  last_exit_utc_ms INTEGER,
  door_wait_hlc INTEGER                       -- waitlisted and scanned at the door: since when (hlc)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX registrations_number ON registrations (event, number);
CREATE INDEX registrations_status ON registrations (event, status, received_utc_ms, number);
CREATE INDEX registrations_application ON registrations (application);
-- Seats that are held, for the recount of small events; never admitted, for the release.
CREATE INDEX registrations_held ON registrations (event, first_entry_utc_ms)
  WHERE status = 'confirmed' AND role = 'participant' AND seat_released = 0;
CREATE INDEX registrations_door_wait ON registrations (event, door_wait_hlc) WHERE door_wait_hlc IS NOT NULL;

-- Personal data lives in these tables only; a purge empties them.
CREATE TABLE people (
  registration TEXT PRIMARY KEY REFERENCES registrations (id) DEFERRABLE INITIALLY DEFERRED, event TEXT NOT NULL,
  name TEXT NOT NULL, furigana TEXT NOT NULL, facility TEXT NOT NULL, profession TEXT NOT NULL,
  email TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL,
  folded_name TEXT NOT NULL, folded_kana TEXT NOT NULL, folded_facility TEXT NOT NULL, folded_email TEXT NOT NULL,
  gojuon TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX people_name ON people (event, folded_name);
CREATE INDEX people_kana ON people (event, folded_kana);
CREATE INDEX people_facility ON people (event, folded_facility);
CREATE TABLE questions (
  application TEXT NOT NULL, position INTEGER NOT NULL, professions TEXT NOT NULL, question TEXT NOT NULL,
  PRIMARY KEY (application, position)) STRICT, WITHOUT ROWID;
CREATE TABLE drafts (
  id TEXT PRIMARY KEY, event TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, field TEXT NOT NULL,
  why TEXT NOT NULL, record TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, done_by TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX drafts_of ON drafts (event, file, line);

-- Which import last saw a registration in which source: rows that vanished are reported.
CREATE TABLE source_rows (
  event TEXT NOT NULL, source TEXT NOT NULL, registration TEXT NOT NULL, external_id TEXT NOT NULL DEFAULT '',
  seen_utc_ms INTEGER NOT NULL, PRIMARY KEY (event, source, registration)) STRICT, WITHOUT ROWID;
CREATE INDEX source_rows_external ON source_rows (event, source, external_id) WHERE external_id <> '';

-- Digests of the rows that imports took, so that the same row changes nothing, whatever staff corrected since.
CREATE TABLE row_digests (
  event TEXT NOT NULL, digest BLOB NOT NULL, registration TEXT NOT NULL, PRIMARY KEY (event, digest, registration)
) STRICT, WITHOUT ROWID;
CREATE INDEX row_digests_of ON row_digests (registration);

CREATE TABLE live_tickets (registration TEXT PRIMARY KEY, ticket TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE presence (
  registration TEXT PRIMARY KEY, event TEXT NOT NULL, check_in TEXT NOT NULL, since_utc_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX presence_of_event ON presence (event);

CREATE TABLE staff (
  name TEXT PRIMARY KEY, role TEXT NOT NULL CHECK (role IN ('desk', 'organiser')), pin_hash TEXT NOT NULL DEFAULT '',
  added_utc_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE pin_lock (
  one INTEGER PRIMARY KEY CHECK (one = 1), failed INTEGER NOT NULL, locks INTEGER NOT NULL, locked_until_utc_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO pin_lock (one, failed, locks, locked_until_utc_ms) VALUES (1, 0, 0, 0);

-- Guards: events, the limit, the counter row ---------------------------------------------------------------------------

CREATE TRIGGER events_code_is_new BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE code = NEW.code OR tag = NEW.tag)
BEGIN SELECT RAISE(ABORT, 'events: this code exists'); END;
CREATE TRIGGER events_room_holds_capacity BEFORE INSERT ON events WHEN NEW.room_limit < NEW.capacity
BEGIN SELECT RAISE(ABORT, 'events: room_limit below capacity'); END;
CREATE TRIGGER events_start_counts AFTER INSERT ON events
BEGIN
  INSERT INTO event_counts (event) VALUES (NEW.code);
  INSERT INTO seat_limit (event, seats) VALUES (NEW.code,
    CASE WHEN NEW.capacity IS NULL THEN NEW.room_limit ELSE min(NEW.capacity, coalesce(NEW.room_limit, NEW.capacity)) END);
  INSERT INTO profession_counts (event, category) SELECT NEW.code, category FROM profession_categories;
END;
CREATE TRIGGER events_keep_code BEFORE UPDATE OF code, tag ON events WHEN NEW.code <> OLD.code OR NEW.tag <> OLD.tag
BEGIN SELECT RAISE(ABORT, 'events: code and tag stay'); END;
CREATE TRIGGER events_capacity_holds BEFORE UPDATE OF capacity, tolerance, room_limit ON events
WHEN (SELECT held > min(NEW.capacity + min(override_rows, NEW.tolerance), coalesce(NEW.room_limit, NEW.capacity + NEW.tolerance))
        OR held > NEW.room_limit OR room_inside > NEW.room_limit
      FROM event_counts WHERE event = NEW.code)
  OR NEW.room_limit < NEW.capacity OR NEW.capacity < 0 OR NEW.tolerance IS NULL OR NEW.tolerance < 0
BEGIN SELECT RAISE(ABORT, 'events: capacity or room below the seats that are held'); END;
CREATE TRIGGER events_move_limit AFTER UPDATE OF capacity, tolerance, room_limit ON events
BEGIN
  UPDATE seat_limit SET seats = (
    SELECT CASE WHEN NEW.capacity IS NULL THEN NEW.room_limit
           ELSE min(NEW.capacity + min(c.override_rows, NEW.tolerance), coalesce(NEW.room_limit, NEW.capacity + NEW.tolerance)) END
    FROM event_counts c WHERE c.event = NEW.code) WHERE event = NEW.code;
END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events: not removed'); END;

CREATE TRIGGER seat_limit_is_new BEFORE INSERT ON seat_limit WHEN EXISTS (SELECT 1 FROM seat_limit WHERE event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'seat_limit: this row exists'); END;
CREATE TRIGGER seat_limit_never_higher BEFORE UPDATE ON seat_limit
WHEN NEW.event <> OLD.event OR (SELECT
    (e.capacity IS NOT NULL AND (NEW.seats IS NULL OR NEW.seats > e.capacity + min(e.tolerance,
       (SELECT count(*) FROM overrides o WHERE o.event = e.code AND o.gives_seat = 1))))
    OR (e.room_limit IS NOT NULL AND (NEW.seats IS NULL OR NEW.seats > e.room_limit))
    FROM events e WHERE e.code = NEW.event)
BEGIN SELECT RAISE(ABORT, 'seat_limit: above capacity, overrides or room'); END;
CREATE TRIGGER seat_limit_no_delete BEFORE DELETE ON seat_limit BEGIN SELECT RAISE(ABORT, 'seat_limit: not removed'); END;

CREATE TRIGGER event_counts_is_new BEFORE INSERT ON event_counts
WHEN EXISTS (SELECT 1 FROM event_counts WHERE event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'event_counts: this row exists'); END;
CREATE TRIGGER event_counts_by_triggers_only BEFORE UPDATE ON event_counts
WHEN NEW.writes IS NOT OLD.writes + 1 OR NEW.event IS NOT OLD.event OR NEW.override_rows IS NULL
  OR NEW.held IS NULL OR abs(NEW.held - OLD.held) > 1 OR NEW.room_inside IS NULL OR abs(NEW.room_inside - OLD.room_inside) > 1
BEGIN SELECT RAISE(ABORT, 'event_counts: kept by the store itself'); END;
-- A counter that was edited by hand would open the limit: where a recount is cheap it must agree with every change.
CREATE TRIGGER event_counts_held_is_true BEFORE UPDATE OF held ON event_counts
WHEN NEW.held IS NOT OLD.held AND (SELECT seats FROM seat_limit WHERE event = NEW.event) <= 2000
  AND NEW.held IS NOT (SELECT count(*) FROM registrations WHERE event = NEW.event
                       AND status = 'confirmed' AND role = 'participant' AND seat_released = 0)
BEGIN SELECT RAISE(ABORT, 'event_counts: held is kept by the store itself'); END;
CREATE TRIGGER event_counts_room_is_true BEFORE UPDATE OF room_inside ON event_counts
WHEN NEW.room_inside IS NOT OLD.room_inside AND (SELECT room_limit FROM events WHERE code = NEW.event) <= 500
  AND NEW.room_inside IS NOT (SELECT count(*) FROM presence p JOIN registrations r ON r.id = p.registration
                              WHERE p.event = NEW.event AND r.role = 'participant')
BEGIN SELECT RAISE(ABORT, 'event_counts: inside is kept by the store itself'); END;
CREATE TRIGGER event_counts_seats BEFORE UPDATE OF held ON event_counts
WHEN NEW.held > OLD.held AND NEW.held > (SELECT seats FROM seat_limit WHERE event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'full: no seat within the limit'); END;
CREATE TRIGGER event_counts_room BEFORE UPDATE OF room_inside ON event_counts
WHEN NEW.room_inside > OLD.room_inside AND NEW.room_inside > (SELECT room_limit FROM events WHERE code = NEW.event)
BEGIN SELECT RAISE(ABORT, 'full: the room holds no more'); END;
CREATE TRIGGER event_counts_no_delete BEFORE DELETE ON event_counts BEGIN SELECT RAISE(ABORT, 'event_counts: not removed'); END;

CREATE TRIGGER overrides_raise_limit AFTER INSERT ON overrides WHEN NEW.gives_seat = 1
BEGIN
  UPDATE event_counts SET override_rows = override_rows + 1, writes = writes + 1 WHERE event = NEW.event;
  UPDATE seat_limit SET seats = (
    SELECT CASE WHEN e.capacity IS NULL THEN e.room_limit
           ELSE min(e.capacity + min(c.override_rows, e.tolerance), coalesce(e.room_limit, e.capacity + e.tolerance)) END
    FROM events e JOIN event_counts c ON c.event = e.code WHERE e.code = NEW.event) WHERE event = NEW.event;
END;

-- Guards: registrations --------------------------------------------------------------------------------------------------

CREATE TRIGGER registrations_id_is_new BEFORE INSERT ON registrations
WHEN EXISTS (SELECT 1 FROM registrations WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM registrations WHERE event = NEW.event AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'registrations: this id or number exists'); END;
CREATE TRIGGER registrations_words BEFORE INSERT ON registrations
WHEN NEW.status NOT IN ('pending', 'confirmed', 'waitlisted', 'cancelled', 'declined')
  OR NEW.role NOT IN ('participant', 'lecturer', 'facilitator', 'staff', 'guest')
  OR NEW.late NOT IN (0, 1) OR NEW.seat_released <> 0 OR NEW.first_entry_utc_ms IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM event_counts WHERE event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'registrations: a value is out of range'); END;
CREATE TRIGGER registrations_late_is_said BEFORE INSERT ON registrations
WHEN NEW.late = 0 AND NEW.received_utc_ms > (SELECT deadline_utc_ms FROM events WHERE code = NEW.event)
  AND NOT (NEW.channel = 'walk-in' AND EXISTS (SELECT 1 FROM check_ins WHERE registration = NEW.id))
  AND NOT (NEW.substitute_for IS NOT NULL
           AND EXISTS (SELECT 1 FROM registrations WHERE id = NEW.substitute_for AND substituted_by = NEW.id))
BEGIN SELECT RAISE(ABORT, 'late: received after the deadline'); END;
CREATE TRIGGER registrations_late_needs_acceptance BEFORE INSERT ON registrations
WHEN NEW.late = 1 AND NEW.status = 'confirmed'
  AND NOT EXISTS (SELECT 1 FROM registration_changes WHERE registration = NEW.id AND kind = 'accepted')
BEGIN SELECT RAISE(ABORT, 'late: nobody accepted this registration'); END;
CREATE TRIGGER registrations_late_needs_acceptance_later BEFORE UPDATE ON registrations
WHEN NEW.late = 1 AND NEW.status = 'confirmed' AND OLD.status <> 'confirmed'
  AND NOT EXISTS (SELECT 1 FROM registration_changes WHERE registration = NEW.id AND kind = 'accepted')
BEGIN SELECT RAISE(ABORT, 'late: nobody accepted this registration'); END;
CREATE TRIGGER registrations_late_stays BEFORE UPDATE OF late ON registrations
WHEN NEW.late <> OLD.late AND NOT (OLD.status = 'pending' AND (NEW.late = 1 OR NEW.received_utc_ms <=
     coalesce((SELECT deadline_utc_ms FROM events WHERE code = NEW.event), NEW.received_utc_ms)))
BEGIN SELECT RAISE(ABORT, 'late: only a moved deadline judges anew'); END;
CREATE TRIGGER registrations_keep BEFORE UPDATE ON registrations
WHEN NEW.id <> OLD.id OR NEW.event <> OLD.event OR NEW.number <> OLD.number OR NEW.application <> OLD.application
  OR NEW.received_utc_ms <> OLD.received_utc_ms OR NEW.channel <> OLD.channel
  OR NEW.substitute_for IS NOT OLD.substitute_for
  OR NEW.status NOT IN ('pending', 'confirmed', 'waitlisted', 'cancelled', 'declined')
  OR NEW.role NOT IN ('participant', 'lecturer', 'facilitator', 'staff', 'guest')
  OR NEW.late NOT IN (0, 1) OR NEW.seat_released NOT IN (0, 1)
BEGIN SELECT RAISE(ABORT, 'registrations: this value stays as it is'); END;
CREATE TRIGGER registrations_release_has_its_row BEFORE UPDATE OF seat_released ON registrations
WHEN NEW.seat_released = 1 AND OLD.seat_released = 0 AND NEW.substituted_by IS NULL
  AND NOT EXISTS (SELECT 1 FROM releases WHERE registration = NEW.id)
BEGIN SELECT RAISE(ABORT, 'registrations: a seat is released by a release or a substitute'); END;
CREATE TRIGGER registrations_inside_keeps_seat BEFORE UPDATE OF status, seat_released ON registrations
WHEN (NEW.status <> 'confirmed' OR (NEW.seat_released = 1 AND OLD.seat_released = 0))
  AND EXISTS (SELECT 1 FROM presence WHERE registration = NEW.id)
BEGIN SELECT RAISE(ABORT, 'registrations: this person is inside'); END;
CREATE TRIGGER registrations_no_delete BEFORE DELETE ON registrations BEGIN SELECT RAISE(ABORT, 'registrations: not removed'); END;

CREATE TRIGGER registrations_count_new AFTER INSERT ON registrations
BEGIN
  UPDATE event_counts SET
    confirmed = confirmed + (NEW.status = 'confirmed'), waitlisted = waitlisted + (NEW.status = 'waitlisted'),
    pending = pending + (NEW.status = 'pending'), cancelled = cancelled + (NEW.status = 'cancelled'),
    declined = declined + (NEW.status = 'declined'),
    held = held + (NEW.status = 'confirmed' AND NEW.role = 'participant'),
    waitlisted_seats = waitlisted_seats + (NEW.status = 'waitlisted' AND NEW.role = 'participant'),
    next_number = max(next_number, NEW.number + 1), writes = writes + 1
  WHERE event = NEW.event;
  UPDATE profession_counts SET confirmed = confirmed + 1
  WHERE event = NEW.event AND category = NEW.category AND NEW.status = 'confirmed' AND NEW.role = 'participant';
END;
CREATE TRIGGER registrations_count_change AFTER UPDATE OF status, role, seat_released, category, first_entry_utc_ms ON registrations
BEGIN
  UPDATE event_counts SET
    confirmed = confirmed + (NEW.status = 'confirmed') - (OLD.status = 'confirmed'),
    waitlisted = waitlisted + (NEW.status = 'waitlisted') - (OLD.status = 'waitlisted'),
    pending = pending + (NEW.status = 'pending') - (OLD.status = 'pending'),
    cancelled = cancelled + (NEW.status = 'cancelled') - (OLD.status = 'cancelled'),
    declined = declined + (NEW.status = 'declined') - (OLD.status = 'declined'),
    held = held + (NEW.status = 'confirmed' AND NEW.role = 'participant' AND NEW.seat_released = 0)
                - (OLD.status = 'confirmed' AND OLD.role = 'participant' AND OLD.seat_released = 0),
    waitlisted_seats = waitlisted_seats + (NEW.status = 'waitlisted' AND NEW.role = 'participant')
                                        - (OLD.status = 'waitlisted' AND OLD.role = 'participant'),
    admitted = admitted + (NEW.first_entry_utc_ms IS NOT NULL) - (OLD.first_entry_utc_ms IS NOT NULL),
    room_inside = room_inside + ((NEW.role = 'participant') - (OLD.role = 'participant'))
                                * EXISTS (SELECT 1 FROM presence WHERE registration = NEW.id),
    writes = writes + 1
  WHERE event = NEW.event;
  UPDATE profession_counts SET
    confirmed = confirmed - (OLD.status = 'confirmed' AND OLD.role = 'participant'),
    admitted = admitted - (OLD.first_entry_utc_ms IS NOT NULL AND OLD.role = 'participant')
  WHERE event = OLD.event AND category = OLD.category;
  UPDATE profession_counts SET
    confirmed = confirmed + (NEW.status = 'confirmed' AND NEW.role = 'participant'),
    admitted = admitted + (NEW.first_entry_utc_ms IS NOT NULL AND NEW.role = 'participant')
  WHERE event = NEW.event AND category = NEW.category;
END;

-- Guards: one live presence, by a check-in of a person who may be inside ------------------------------------------------

CREATE TRIGGER presence_is_one BEFORE INSERT ON presence WHEN EXISTS (SELECT 1 FROM presence WHERE registration = NEW.registration)
BEGIN SELECT RAISE(ABORT, 'presence: this person is inside already'); END;
CREATE TRIGGER presence_has_its_entry BEFORE INSERT ON presence
WHEN NOT EXISTS (SELECT 1 FROM check_ins WHERE id = NEW.check_in AND registration = NEW.registration
                 AND event = NEW.event AND direction = 'entry')
  OR EXISTS (SELECT 1 FROM annulments WHERE check_in = NEW.check_in)
BEGIN SELECT RAISE(ABORT, 'presence: no entry stands for it'); END;
CREATE TRIGGER presence_has_its_seat BEFORE INSERT ON presence
WHEN NOT EXISTS (SELECT 1 FROM registrations WHERE id = NEW.registration AND event = NEW.event AND status = 'confirmed'
                 AND (role <> 'participant' OR seat_released = 0))
BEGIN SELECT RAISE(ABORT, 'presence: no confirmed seat'); END;
CREATE TRIGGER presence_no_update BEFORE UPDATE ON presence BEGIN SELECT RAISE(ABORT, 'presence: ends and begins, is not changed'); END;
CREATE TRIGGER presence_ends_by_fact BEFORE DELETE ON presence
WHEN NOT EXISTS (SELECT 1 FROM annulments WHERE check_in = OLD.check_in)
  AND NOT EXISTS (SELECT 1 FROM check_ins c WHERE c.registration = OLD.registration AND c.direction = 'exit'
                  AND c.happened_utc_ms >= OLD.since_utc_ms
                  AND NOT EXISTS (SELECT 1 FROM annulments a WHERE a.check_in = c.id))
BEGIN SELECT RAISE(ABORT, 'presence: ends by an exit or an annulment'); END;
CREATE TRIGGER presence_counts_in AFTER INSERT ON presence
BEGIN
  UPDATE event_counts SET inside = inside + 1,
    room_inside = room_inside + EXISTS (SELECT 1 FROM registrations WHERE id = NEW.registration AND role = 'participant'),
    writes = writes + 1
  WHERE event = NEW.event;
END;
CREATE TRIGGER presence_counts_out AFTER DELETE ON presence
BEGIN
  UPDATE event_counts SET inside = inside - 1,
    room_inside = room_inside - EXISTS (SELECT 1 FROM registrations WHERE id = OLD.registration AND role = 'participant'),
    writes = writes + 1
  WHERE event = OLD.event;
END;

-- Facts are only ever added -----------------------------------------------------------------------------------------

CREATE TRIGGER applications_id_is_new BEFORE INSERT ON applications WHEN EXISTS (SELECT 1 FROM applications WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'applications: this id exists; facts are only added'); END;
CREATE TRIGGER applications_no_update BEFORE UPDATE ON applications BEGIN SELECT RAISE(ABORT, 'applications: facts are not changed'); END;
CREATE TRIGGER applications_no_delete BEFORE DELETE ON applications BEGIN SELECT RAISE(ABORT, 'applications: facts are not removed'); END;

CREATE TRIGGER registration_changes_id_is_new BEFORE INSERT ON registration_changes WHEN EXISTS (SELECT 1 FROM registration_changes WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'registration_changes: this id exists; facts are only added'); END;
CREATE TRIGGER registration_changes_no_update BEFORE UPDATE ON registration_changes BEGIN SELECT RAISE(ABORT, 'registration_changes: facts are not changed'); END;
CREATE TRIGGER registration_changes_no_delete BEFORE DELETE ON registration_changes BEGIN SELECT RAISE(ABORT, 'registration_changes: facts are not removed'); END;

CREATE TRIGGER tickets_id_is_new BEFORE INSERT ON tickets WHEN EXISTS (SELECT 1 FROM tickets WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM tickets WHERE event = NEW.event AND serial = NEW.serial)
BEGIN SELECT RAISE(ABORT, 'tickets: this id exists; facts are only added'); END;
CREATE TRIGGER tickets_no_update BEFORE UPDATE ON tickets BEGIN SELECT RAISE(ABORT, 'tickets: facts are not changed'); END;
CREATE TRIGGER tickets_no_delete BEFORE DELETE ON tickets BEGIN SELECT RAISE(ABORT, 'tickets: facts are not removed'); END;

CREATE TRIGGER ticket_revocations_id_is_new BEFORE INSERT ON ticket_revocations WHEN EXISTS (SELECT 1 FROM ticket_revocations WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ticket_revocations: this id exists; facts are only added'); END;
CREATE TRIGGER ticket_revocations_no_update BEFORE UPDATE ON ticket_revocations BEGIN SELECT RAISE(ABORT, 'ticket_revocations: facts are not changed'); END;
CREATE TRIGGER ticket_revocations_no_delete BEFORE DELETE ON ticket_revocations BEGIN SELECT RAISE(ABORT, 'ticket_revocations: facts are not removed'); END;

CREATE TRIGGER scans_id_is_new BEFORE INSERT ON scans WHEN EXISTS (SELECT 1 FROM scans WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'scans: this id exists; facts are only added'); END;
CREATE TRIGGER scans_no_update BEFORE UPDATE ON scans BEGIN SELECT RAISE(ABORT, 'scans: facts are not changed'); END;
CREATE TRIGGER scans_no_delete BEFORE DELETE ON scans BEGIN SELECT RAISE(ABORT, 'scans: facts are not removed'); END;

CREATE TRIGGER check_ins_id_is_new BEFORE INSERT ON check_ins WHEN EXISTS (SELECT 1 FROM check_ins WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'check_ins: this id exists; facts are only added'); END;
CREATE TRIGGER check_ins_no_update BEFORE UPDATE ON check_ins BEGIN SELECT RAISE(ABORT, 'check_ins: facts are not changed'); END;
CREATE TRIGGER check_ins_no_delete BEFORE DELETE ON check_ins BEGIN SELECT RAISE(ABORT, 'check_ins: facts are not removed'); END;

CREATE TRIGGER annulments_id_is_new BEFORE INSERT ON annulments WHEN EXISTS (SELECT 1 FROM annulments WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'annulments: this id exists; facts are only added'); END;
CREATE TRIGGER annulments_no_update BEFORE UPDATE ON annulments BEGIN SELECT RAISE(ABORT, 'annulments: facts are not changed'); END;
CREATE TRIGGER annulments_no_delete BEFORE DELETE ON annulments BEGIN SELECT RAISE(ABORT, 'annulments: facts are not removed'); END;

CREATE TRIGGER overrides_id_is_new BEFORE INSERT ON overrides WHEN EXISTS (SELECT 1 FROM overrides WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'overrides: this id exists; facts are only added'); END;
CREATE TRIGGER overrides_no_update BEFORE UPDATE ON overrides BEGIN SELECT RAISE(ABORT, 'overrides: facts are not changed'); END;
CREATE TRIGGER overrides_no_delete BEFORE DELETE ON overrides BEGIN SELECT RAISE(ABORT, 'overrides: facts are not removed'); END;

CREATE TRIGGER releases_id_is_new BEFORE INSERT ON releases WHEN EXISTS (SELECT 1 FROM releases WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'releases: this id exists; facts are only added'); END;
CREATE TRIGGER releases_no_update BEFORE UPDATE ON releases BEGIN SELECT RAISE(ABORT, 'releases: facts are not changed'); END;
CREATE TRIGGER releases_no_delete BEFORE DELETE ON releases BEGIN SELECT RAISE(ABORT, 'releases: facts are not removed'); END;
