-- 持出し: every list that left the store, by what, format and size; no names. Facts: only ever added.

CREATE TABLE take_outs (
  id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (code), what TEXT NOT NULL, format TEXT NOT NULL,
  rows INTEGER NOT NULL,
  origin TEXT NOT NULL, happened_utc_ms INTEGER NOT NULL, hlc INTEGER NOT NULL, done_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX take_outs_of ON take_outs (event, happened_utc_ms, hlc);

CREATE TRIGGER take_outs_id_is_new BEFORE INSERT ON take_outs WHEN EXISTS (SELECT 1 FROM take_outs WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'take_outs: this id exists; facts are only added'); END;
CREATE TRIGGER take_outs_values BEFORE INSERT ON take_outs
WHEN NEW.what = '' OR NEW.format = '' OR NEW.rows < 0 OR NOT EXISTS (SELECT 1 FROM events WHERE code = NEW.event)
BEGIN SELECT RAISE(ABORT, 'take_outs: a value is out of range'); END;
CREATE TRIGGER take_outs_no_update BEFORE UPDATE ON take_outs BEGIN SELECT RAISE(ABORT, 'take_outs: facts are not changed'); END;
CREATE TRIGGER take_outs_no_delete BEFORE DELETE ON take_outs BEGIN SELECT RAISE(ABORT, 'take_outs: facts are not removed'); END;
