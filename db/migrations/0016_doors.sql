-- What staff call each kiosk: the door it stands at. Says nothing of a person. The later naming of a kiosk counts.
CREATE TABLE doors (kiosk TEXT PRIMARY KEY, name TEXT NOT NULL, named_utc_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX doors_twice ON doors (name, named_utc_ms);
