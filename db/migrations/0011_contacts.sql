-- Whom a form names to be written to (事業所連絡担当者), and by which mapping a roster source is read. State.
-- Each value stands in an index too, so that PRAGMA integrity_check compares the two.

CREATE TABLE application_contacts (
  application TEXT PRIMARY KEY REFERENCES applications (id), event TEXT NOT NULL, person TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX application_contacts_of ON application_contacts (event, person);
CREATE TRIGGER application_contacts_values BEFORE INSERT ON application_contacts
WHEN NEW.person = '' OR NOT EXISTS (SELECT 1 FROM applications WHERE id = NEW.application AND event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'application_contacts: a value is out of range'); END;
CREATE TRIGGER application_contacts_update BEFORE UPDATE ON application_contacts
WHEN NEW.application <> OLD.application OR NEW.event <> OLD.event OR NEW.person = ''
BEGIN SELECT RAISE(ABORT, 'application_contacts: a value is out of range'); END;
CREATE TRIGGER application_contacts_stay_purged BEFORE INSERT ON application_contacts
WHEN EXISTS (SELECT 1 FROM purges WHERE event = NEW.event)
BEGIN SELECT RAISE(ABORT, 'purged: the personal data of this event was erased; no name is taken any more'); END;

ALTER TABLE roster_sources ADD COLUMN mapping TEXT NOT NULL DEFAULT '';
CREATE INDEX roster_sources_mapping ON roster_sources (mapping);
