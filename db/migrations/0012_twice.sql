-- Every value stands twice: in its table and in an index, so that PRAGMA integrity_check compares the two and a byte that
-- the disk changed in a name is found like one in a key. Indexes hold for every writer, also for a person with the
-- sqlite3 shell; a checksum of whole pages would not. Left out: counters (recounted), movements kept in registrations
-- (recounted), the log (a chain of hashes), live tickets (asked of the tickets).
-- The first column grows with time where there is one: new entries go to the end.

-- A name tag is printed when somebody is checked in.
ALTER TABLE events ADD COLUMN print_name_tags INTEGER NOT NULL DEFAULT 0;

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
  happened_utc_ms, event, channel, received_utc_ms, external_id, source, notice_given, people, origin, hlc, done_by);
CREATE INDEX registration_changes_twice ON registration_changes (
  happened_utc_ms, event, status, fields, reason, origin, hlc, done_by);
CREATE INDEX tickets_twice ON tickets (happened_utc_ms, key_version, origin, hlc, done_by);
CREATE INDEX ticket_revocations_twice ON ticket_revocations (happened_utc_ms, event, reason, origin, hlc, done_by);
CREATE INDEX scans_twice ON scans (
  recorded_utc_ms, direction, source, ticket, check_in, text_hash, text_length, first_at_utc_ms, other_event,
  waitlist_seated, origin, done_by);
CREATE INDEX check_ins_twice ON check_ins (recorded_utc_ms, event, direction, scan, method, origin, done_by);
CREATE INDEX annulments_twice ON annulments (happened_utc_ms, event, reason, origin, hlc, done_by);
CREATE INDEX overrides_twice ON overrides (
  happened_utc_ms, event, registration, over, gives_seat, reason, words, origin, hlc, done_by);
CREATE INDEX releases_twice ON releases (happened_utc_ms, event, origin, hlc, done_by);
CREATE INDEX release_done_twice ON release_done (due_utc_ms);
CREATE INDEX registrations_twice ON registrations (
  id, position, role, channel, late, split, seat_released, suspected_of, group_name, category, facility, substitute_for,
  substituted_by);
CREATE INDEX people_twice ON people (
  registration, name, furigana, facility, profession, email, phone, note, folded_email, gojuon);
CREATE INDEX questions_twice ON questions (professions, question);
CREATE INDEX drafts_twice ON drafts (happened_utc_ms, field, why, record, done_by);
CREATE INDEX source_rows_twice ON source_rows (seen_utc_ms, external_id);
CREATE INDEX presence_twice ON presence (since_utc_ms, check_in);
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
