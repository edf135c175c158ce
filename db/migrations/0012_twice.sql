-- Every value stands twice: in its table and in an index, so that PRAGMA integrity_check compares the two and a byte that
-- the disk changed in a name is found like one in a key. Indexes hold for every writer, also for a person with the
-- sqlite3 shell; a checksum of whole pages would not. Left out: counters (recounted), movements kept in registrations
-- (recounted), the log (a chain of hashes), live tickets (asked of the tickets).
-- Each index is one more page that every check-in writes: where a table has an index over all rows anyway, the other
-- values stand behind its columns; else NAME_twice has them. The first column of that grows with time where there is
-- one: new entries go to the end.

-- A name tag is printed when somebody is checked in.
ALTER TABLE events ADD COLUMN print_name_tags INTEGER NOT NULL DEFAULT 0;

DROP INDEX registration_changes_of;
CREATE INDEX registration_changes_of ON registration_changes (
  registration, kind, event, status, fields, reason, origin, happened_utc_ms, hlc, done_by);
DROP INDEX tickets_of;
CREATE INDEX tickets_of ON tickets (registration, key_version, origin, happened_utc_ms, hlc, done_by);
DROP INDEX ticket_revocations_of;
CREATE INDEX ticket_revocations_of ON ticket_revocations (ticket, event, reason, origin, happened_utc_ms, hlc, done_by);
DROP INDEX scans_of_event;
CREATE INDEX scans_of_event ON scans (
  event, happened_utc_ms, hlc, direction, source, ticket, check_in, text_hash, text_length, first_at_utc_ms,
  other_event, waitlist_seated, recorded_utc_ms, origin, done_by);
DROP INDEX check_ins_of;
CREATE INDEX check_ins_of ON check_ins (
  registration, happened_utc_ms, hlc, id, event, direction, scan, method, recorded_utc_ms, origin, done_by);
DROP INDEX annulments_of;
CREATE INDEX annulments_of ON annulments (check_in, event, reason, origin, happened_utc_ms, hlc, done_by);
DROP INDEX releases_of;
CREATE INDEX releases_of ON releases (registration, event, origin, happened_utc_ms, hlc, done_by);
DROP INDEX registrations_application;
CREATE INDEX registrations_application ON registrations (
  application, position, role, channel, late, split, seat_released, suspected_of, group_name, category, facility,
  substitute_for, substituted_by);
DROP INDEX source_rows_external;
CREATE INDEX source_rows_external ON source_rows (event, source, external_id, seen_utc_ms);
DROP INDEX presence_of_event;
CREATE INDEX presence_of_event ON presence (event, since_utc_ms, check_in);
-- All that a search looks through, without the rest of a row.
DROP INDEX people_name;
CREATE INDEX people_name ON people (event, folded_name, folded_kana, folded_facility, facility);
-- One index for a facility's people at an event and over all.
DROP INDEX people_folded_facility;
DROP INDEX people_facility;
CREATE INDEX people_facility ON people (folded_facility, event);

CREATE INDEX settings_twice ON settings (value);
CREATE INDEX hybrid_clock_twice ON hybrid_clock (hlc);
CREATE INDEX organiser_keys_twice ON organiser_keys (made_utc_ms, key);
CREATE INDEX event_subkeys_twice ON event_subkeys (key);
CREATE INDEX events_twice ON events (
  title, venue, timezone, starts_at_utc_ms, doors_open_at_utc_ms, ends_at_utc_ms, deadline_utc_ms, deadline_date_only,
  capacity, tolerance, room_limit, walk_in, early_minutes, last_entry_at_utc_ms, re_entry, exit_scan,
  release_no_shows_at_utc_ms, promote_until_utc_ms, post_rule, minimum_minutes, retention_days, organiser, secretariat,
  contact, theme, audience, noun, series, notice, attendee_search, search_checks_in, show_facility,
  print_name_tags);
CREATE INDEX event_lists_twice ON event_lists (value, label);
CREATE INDEX seat_limit_twice ON seat_limit (seats);
CREATE INDEX profession_categories_twice ON profession_categories (category);
CREATE INDEX facilities_twice ON facilities (name, kind, municipality, contact, setting, email, phone);
CREATE INDEX applications_twice ON applications (
  event, origin, hlc, happened_utc_ms, channel, received_utc_ms, external_id, source, notice_given, people, done_by);
CREATE INDEX overrides_twice ON overrides (
  happened_utc_ms, event, registration, over, gives_seat, reason, words, origin, hlc, done_by);
CREATE INDEX release_done_twice ON release_done (due_utc_ms);
CREATE INDEX people_twice ON people (
  registration, name, furigana, profession, email, phone, note, folded_email, gojuon);
CREATE INDEX questions_twice ON questions (professions, question);
CREATE INDEX drafts_twice ON drafts (happened_utc_ms, field, why, record, done_by);
CREATE INDEX staff_twice ON staff (role, pin_hash, added_utc_ms);
CREATE INDEX pin_lock_twice ON pin_lock (failed, locks, locked_until_utc_ms);
CREATE INDEX roster_sources_twice ON roster_sources (
  source, etag, rows, last_sync_utc_ms, last_error, last_try_utc_ms);
CREATE INDEX take_outs_twice ON take_outs (what, format, rows, origin, done_by);
CREATE INDEX purges_twice ON purges (happened_utc_ms, origin, hlc, done_by);
CREATE INDEX known_backups_twice ON known_backups (file);
CREATE INDEX event_changes_twice ON event_changes (happened_utc_ms, kind, fields, origin, done_by);
CREATE INDEX facility_aliases_twice ON facility_aliases (name);
CREATE INDEX facility_rows_twice ON facility_rows (digest);
CREATE INDEX facility_changes_twice ON facility_changes (happened_utc_ms, kind, fields, origin, hlc, done_by);
