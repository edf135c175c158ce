-- A store that shares events with others through a hub (PostgreSQL): which events, and how far each kiosk's batches were
-- taken. State of this store; it does not travel with a pack.

-- from_hub: it came from the hub, and with it the ticket keys. pushed_*: the last batch of this kiosk that the hub has,
-- and up to which hybrid clock this kiosk's facts are in it; 0 or '': the whole event goes next.
CREATE TABLE hub_events (
  event TEXT PRIMARY KEY REFERENCES events (code), from_hub INTEGER NOT NULL CHECK (from_hub IN (0, 1)),
  pushed_seq INTEGER NOT NULL DEFAULT 0, pushed_id TEXT NOT NULL DEFAULT '', pushed_hlc INTEGER NOT NULL DEFAULT 0,
  exchanged_utc_ms INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX hub_events_twice ON hub_events (from_hub, pushed_seq, pushed_id, pushed_hlc, exchanged_utc_ms);
CREATE TABLE hub_taken (
  event TEXT NOT NULL, origin TEXT NOT NULL, seq INTEGER NOT NULL, batch TEXT NOT NULL, hlc INTEGER NOT NULL,
  PRIMARY KEY (event, origin)) STRICT, WITHOUT ROWID;
CREATE INDEX hub_taken_twice ON hub_taken (seq, batch, hlc);

-- A kiosk that leaves, or is put out, gives back the keys of the events that it got from the hub; no other key goes.
DROP TRIGGER event_subkeys_no_delete;
CREATE TRIGGER event_subkeys_no_delete BEFORE DELETE ON event_subkeys
WHEN NOT EXISTS (SELECT 1 FROM events e JOIN hub_events h ON h.event = e.code WHERE e.tag = OLD.tag AND h.from_hub = 1)
BEGIN SELECT RAISE(ABORT, 'event_subkeys: a key stays'); END;

-- What this kiosk did at an event since it last pushed: hlc grows with every COMMIT of a store.
CREATE INDEX event_changes_by_hlc ON event_changes (event, origin, hlc);
CREATE INDEX registration_changes_by_hlc ON registration_changes (event, origin, hlc);
CREATE INDEX tickets_by_hlc ON tickets (event, origin, hlc);
CREATE INDEX ticket_revocations_by_hlc ON ticket_revocations (event, origin, hlc);
CREATE INDEX annulments_by_hlc ON annulments (event, origin, hlc);
CREATE INDEX overrides_by_hlc ON overrides (event, origin, hlc);
CREATE INDEX releases_by_hlc ON releases (event, origin, hlc);
CREATE INDEX scans_by_hlc ON scans (event, origin, hlc);
CREATE INDEX overrides_of ON overrides (registration);
CREATE INDEX source_rows_of ON source_rows (registration);
CREATE INDEX head_counts_by_hlc ON head_counts (event, origin, hlc);
CREATE INDEX take_outs_by_hlc ON take_outs (event, origin, hlc);
