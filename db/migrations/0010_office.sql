-- What the office settles beside the roster: what became of a draft, which columns a list has, who keeps a seat. State.

-- A settled draft stays until a purge, so that the same row that comes again is not held again.
ALTER TABLE drafts ADD COLUMN settled TEXT NOT NULL DEFAULT '' CHECK (settled IN ('', 'taken', 'dropped'));
CREATE INDEX drafts_open ON drafts (event, settled, happened_utc_ms);

-- The columns of a list as an organiser chose them, in their order; no row: the list's own.
CREATE TABLE list_columns (
  organiser TEXT NOT NULL, list TEXT NOT NULL, position INTEGER NOT NULL CHECK (position > 0), name TEXT NOT NULL CHECK (name <> ''),
  PRIMARY KEY (organiser, list, position)) STRICT, WITHOUT ROWID;
CREATE INDEX list_columns_twice ON list_columns (name);

-- Whose table stays when tables are planned or settled anew: a facilitator, somebody who was promised a place.
CREATE TABLE group_pins (registration TEXT PRIMARY KEY, event TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX group_pins_of ON group_pins (event);
CREATE TRIGGER group_pins_values BEFORE INSERT ON group_pins
WHEN NOT EXISTS (SELECT 1 FROM registrations WHERE id = NEW.registration AND event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'group_pins: no such registration'); END;
