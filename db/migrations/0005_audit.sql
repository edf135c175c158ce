-- Who did what when: one chain a kiosk, each row with the hash of the one before. Rows hold ids, never names; the name of
-- who did it stands in audit_actors. Attendees' own scans are not in it: each is a fact of its own already, and the door
-- does not pay for a second one.

CREATE TABLE audit_actors (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT, WITHOUT ROWID;

-- action: a word for what was done; subject: the id of the registration or other thing, fact: of the row that says more.
-- hash: BLAKE2b of `previous` and every value before it (db/audit.cpp).
CREATE TABLE audit_log (
  kiosk TEXT NOT NULL, seq INTEGER NOT NULL, happened_utc_ms INTEGER NOT NULL, actor INTEGER NOT NULL,
  action TEXT NOT NULL, event TEXT NOT NULL, subject TEXT NOT NULL, fact TEXT NOT NULL,
  previous BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (kiosk, seq)) STRICT, WITHOUT ROWID;
CREATE INDEX audit_log_of_event ON audit_log (event, happened_utc_ms);

-- Where each chain ends: rows cut off its end are missed.
CREATE TABLE audit_heads (kiosk TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash BLOB NOT NULL) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_log_follows BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE kiosk = NEW.kiosk AND seq = NEW.seq)
  OR NEW.seq <> 1 + coalesce((SELECT seq FROM audit_heads WHERE kiosk = NEW.kiosk), 0)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM audit_heads WHERE kiosk = NEW.kiosk), zeroblob(32))
  OR length(NEW.hash) <> 32
BEGIN SELECT RAISE(ABORT, 'audit_log: a row follows the last one'); END;
CREATE TRIGGER audit_log_moves_head AFTER INSERT ON audit_log
BEGIN
  INSERT INTO audit_heads (kiosk, seq, hash) SELECT NEW.kiosk, 0, NEW.previous
    WHERE NOT EXISTS (SELECT 1 FROM audit_heads WHERE kiosk = NEW.kiosk);
  UPDATE audit_heads SET seq = NEW.seq, hash = NEW.hash WHERE kiosk = NEW.kiosk;
END;
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log: rows are not changed'); END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log: rows are not removed'); END;

CREATE TRIGGER audit_heads_are_new BEFORE INSERT ON audit_heads
WHEN EXISTS (SELECT 1 FROM audit_heads WHERE kiosk = NEW.kiosk) OR NEW.seq <> 0
BEGIN SELECT RAISE(ABORT, 'audit_heads: kept by the log itself'); END;
CREATE TRIGGER audit_heads_move_on BEFORE UPDATE ON audit_heads
WHEN NEW.kiosk <> OLD.kiosk OR NEW.seq <> OLD.seq + 1
  OR NEW.hash IS NOT (SELECT hash FROM audit_log WHERE kiosk = NEW.kiosk AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'audit_heads: kept by the log itself'); END;
CREATE TRIGGER audit_heads_no_delete BEFORE DELETE ON audit_heads BEGIN SELECT RAISE(ABORT, 'audit_heads: not removed'); END;
CREATE TRIGGER audit_actors_are_new BEFORE INSERT ON audit_actors
WHEN EXISTS (SELECT 1 FROM audit_actors WHERE id = NEW.id OR name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'audit_actors: this one exists'); END;
CREATE TRIGGER audit_actors_no_update BEFORE UPDATE ON audit_actors BEGIN SELECT RAISE(ABORT, 'audit_actors: not changed'); END;
CREATE TRIGGER audit_actors_no_delete BEFORE DELETE ON audit_actors BEGIN SELECT RAISE(ABORT, 'audit_actors: not removed'); END;
