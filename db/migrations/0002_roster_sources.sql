-- Where an event's roster is pulled from, and how old what was pulled is. State, one row an event; no names.

CREATE TABLE roster_sources (
  event TEXT PRIMARY KEY REFERENCES events (code), source TEXT NOT NULL, etag TEXT NOT NULL,
  rows INTEGER NOT NULL, last_sync_utc_ms INTEGER NOT NULL, last_error TEXT NOT NULL,
  last_try_utc_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER roster_sources_values BEFORE INSERT ON roster_sources
WHEN NEW.source = '' OR NEW.rows < 0 OR NEW.last_try_utc_ms < NEW.last_sync_utc_ms
  OR NOT EXISTS (SELECT 1 FROM events WHERE code = NEW.event)
BEGIN SELECT RAISE(ABORT, 'roster_sources: a value is out of range'); END;
CREATE TRIGGER roster_sources_update BEFORE UPDATE ON roster_sources
WHEN NEW.event <> OLD.event OR NEW.source = '' OR NEW.rows < 0 OR NEW.last_try_utc_ms < NEW.last_sync_utc_ms
BEGIN SELECT RAISE(ABORT, 'roster_sources: a value is out of range'); END;
