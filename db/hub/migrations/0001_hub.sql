-- The hub: what kiosks of an organiser share. Made as the role uketsuke_owner, which nobody can log in as; kiosks have
-- roles of their own, members of uketsuke_kiosk, and see the rows of their organiser by row-level security.
-- Tables that grow are partitioned by a hash of the event: a thousand events a year need no new partition each (a kiosk
-- could not make one: it owns nothing), and a distributed PostgreSQL shards by the same column.

CREATE TABLE uketsuke.organisers (code text PRIMARY KEY CHECK (code ~ '^[A-Z0-9-]{1,24}$'));

-- Roles that may do one thing: let a kiosk of their organiser in or put one out.
CREATE TABLE uketsuke.joiners (role text PRIMARY KEY, organiser text NOT NULL REFERENCES uketsuke.organisers);

-- state: member; revoked: was put out and does not know it yet; left.
CREATE TABLE uketsuke.kiosks (
  id text PRIMARY KEY, role text NOT NULL UNIQUE, organiser text NOT NULL REFERENCES uketsuke.organisers,
  name text NOT NULL, practice boolean NOT NULL, state text NOT NULL CHECK (state IN ('member', 'revoked', 'left')),
  joined_at timestamptz NOT NULL DEFAULT now(), seen_at timestamptz, clock_off_ms bigint NOT NULL DEFAULT 0);

CREATE TABLE uketsuke.events (
  organiser text NOT NULL, event text NOT NULL, tag bigint NOT NULL, practice boolean NOT NULL,
  shared_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (event, organiser)) PARTITION BY HASH (event);
CREATE TABLE uketsuke.event_keys (
  organiser text NOT NULL, event text NOT NULL, version bigint NOT NULL, key bytea NOT NULL CHECK (length(key) = 32),
  PRIMARY KEY (event, organiser, version)) PARTITION BY HASH (event);

-- What a kiosk did at an event, in its order: rows as `event pack` writes them. previous: id of the batch before it.
CREATE TABLE uketsuke.batches (
  organiser text NOT NULL, event text NOT NULL, origin text NOT NULL, seq bigint NOT NULL CHECK (seq > 0),
  id text NOT NULL, previous text NOT NULL, hlc bigint NOT NULL, bytes bytea NOT NULL,
  pushed_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (event, organiser, origin, seq)) PARTITION BY HASH (event);
-- Where each kiosk's batches of an event end.
CREATE TABLE uketsuke.heads (
  organiser text NOT NULL, event text NOT NULL, origin text NOT NULL, seq bigint NOT NULL, id text NOT NULL,
  PRIMARY KEY (event, organiser, origin)) PARTITION BY HASH (event);
DO $$
DECLARE name text;
BEGIN
  FOR part IN 0..15 LOOP
    FOR name IN SELECT unnest(ARRAY['events', 'event_keys', 'batches', 'heads']) LOOP
      EXECUTE format('CREATE TABLE uketsuke.%I PARTITION OF uketsuke.%I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                     name || '_' || part, name, part);
    END LOOP;
  END LOOP;
END $$;

-- Whose rows: by the role that logged in, whatever function runs. Nothing for one that was put out.
CREATE FUNCTION uketsuke.my_organiser() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = uketsuke, pg_temp
AS $$ SELECT organiser FROM kiosks WHERE role = session_user AND state = 'member' $$;
CREATE FUNCTION uketsuke.my_kiosk() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = uketsuke, pg_temp
AS $$ SELECT id FROM kiosks WHERE role = session_user AND state = 'member' $$;
CREATE FUNCTION uketsuke.my_state() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = uketsuke, pg_temp
AS $$ SELECT state FROM kiosks WHERE role = session_user $$;

ALTER TABLE uketsuke.organisers ENABLE ROW LEVEL SECURITY;
ALTER TABLE uketsuke.joiners ENABLE ROW LEVEL SECURITY;
ALTER TABLE uketsuke.kiosks ENABLE ROW LEVEL SECURITY;
ALTER TABLE uketsuke.events ENABLE ROW LEVEL SECURITY;
ALTER TABLE uketsuke.event_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE uketsuke.batches ENABLE ROW LEVEL SECURITY;
ALTER TABLE uketsuke.heads ENABLE ROW LEVEL SECURITY;

CREATE POLICY kiosks_seen ON uketsuke.kiosks FOR SELECT USING (organiser = (SELECT uketsuke.my_organiser()));
CREATE POLICY events_seen ON uketsuke.events FOR SELECT USING (organiser = (SELECT uketsuke.my_organiser()));
CREATE POLICY events_shared ON uketsuke.events FOR INSERT WITH CHECK (organiser = (SELECT uketsuke.my_organiser()));
CREATE POLICY keys_seen ON uketsuke.event_keys FOR SELECT USING (organiser = (SELECT uketsuke.my_organiser()));
CREATE POLICY keys_shared ON uketsuke.event_keys FOR INSERT WITH CHECK (organiser = (SELECT uketsuke.my_organiser()));
CREATE POLICY batches_seen ON uketsuke.batches FOR SELECT USING (organiser = (SELECT uketsuke.my_organiser()));
CREATE POLICY batches_own ON uketsuke.batches FOR INSERT
  WITH CHECK (organiser = (SELECT uketsuke.my_organiser()) AND origin = (SELECT uketsuke.my_kiosk()));
CREATE POLICY heads_seen ON uketsuke.heads FOR SELECT USING (organiser = (SELECT uketsuke.my_organiser()));

-- Batches are only ever added, each after the one before it.
CREATE FUNCTION uketsuke.batch_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = uketsuke, pg_temp
AS $$
DECLARE head record;
BEGIN
  SELECT seq, id INTO head FROM heads
    WHERE event = NEW.event AND organiser = NEW.organiser AND origin = NEW.origin FOR UPDATE;
  IF NEW.seq <> coalesce(head.seq, 0) + 1 OR NEW.previous <> coalesce(head.id, '') THEN
    RAISE EXCEPTION 'batches: this one does not follow the last one';
  END IF;
  INSERT INTO heads (organiser, event, origin, seq, id) VALUES (NEW.organiser, NEW.event, NEW.origin, NEW.seq, NEW.id)
    ON CONFLICT (event, organiser, origin) DO UPDATE SET seq = excluded.seq, id = excluded.id;
  PERFORM pg_notify('uketsuke_' || NEW.organiser, NEW.event);
  RETURN NEW;
END $$;
CREATE TRIGGER batch_follows BEFORE INSERT ON uketsuke.batches FOR EACH ROW EXECUTE FUNCTION uketsuke.batch_follows();

-- For a joiner: the kiosk's own role, with the verifier that it made of its own password; empty: by certificate alone.
CREATE FUNCTION uketsuke.join_kiosk(kiosk text, kiosk_name text, is_practice boolean, verifier text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = uketsuke, pg_temp
AS $$
DECLARE
  whose text;
  known record;
  own_role text := 'uketsuke_' || replace(kiosk, '-', '');
BEGIN
  SELECT organiser INTO whose FROM joiners WHERE role = session_user;
  IF whose IS NULL THEN RAISE EXCEPTION 'join: this role lets nobody in'; END IF;
  IF kiosk !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN RAISE EXCEPTION 'join: no id of a kiosk'; END IF;
  IF verifier !~ '^(SCRAM-SHA-256\$.*)?$' THEN RAISE EXCEPTION 'join: only SCRAM-SHA-256'; END IF;
  SELECT * INTO known FROM kiosks WHERE id = kiosk FOR UPDATE;
  IF FOUND AND known.organiser <> whose THEN RAISE EXCEPTION 'join: this kiosk is of another organiser'; END IF;
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = own_role) THEN
    IF known IS NULL THEN RAISE EXCEPTION 'join: another hub of this server knows this kiosk: leave that one first'; END IF;
  ELSE
    EXECUTE format('CREATE ROLE %I', own_role);
  END IF;
  EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L', own_role, nullif(verifier, ''));
  EXECUTE format('GRANT uketsuke_kiosk TO %I', own_role);
  INSERT INTO kiosks (id, role, organiser, name, practice, state)
    VALUES (kiosk, own_role, whose, kiosk_name, is_practice, 'member')
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, practice = excluded.practice, state = 'member', joined_at = now();
  RETURN own_role;
END $$;

-- For a joiner: a kiosk that was stolen or lent. It sees nothing from now on, and is told at its next try.
CREATE FUNCTION uketsuke.revoke_kiosk(kiosk text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = uketsuke, pg_temp
AS $$
BEGIN
  UPDATE kiosks SET state = 'revoked' WHERE id = kiosk AND state = 'member'
    AND organiser = (SELECT organiser FROM joiners WHERE role = session_user);
  RETURN FOUND;
END $$;

-- For a kiosk: its role can do nothing any more.
CREATE FUNCTION uketsuke.leave() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = uketsuke, pg_temp
AS $$
BEGIN
  UPDATE kiosks SET state = 'left' WHERE role = session_user;
  EXECUTE format('REVOKE uketsuke_kiosk FROM %I', session_user);
  EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', session_user);
END $$;

-- For a kiosk: seen now. @return by how many milliseconds its clock is ahead of the hub's
CREATE FUNCTION uketsuke.tell_clock(kiosk_utc_ms bigint) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = uketsuke, pg_temp
AS $$
DECLARE off bigint := kiosk_utc_ms - (extract(epoch FROM clock_timestamp()) * 1000)::bigint;
BEGIN
  UPDATE kiosks SET seen_at = now(), clock_off_ms = off WHERE role = session_user AND state = 'member';
  RETURN off;
END $$;

-- For a kiosk: the hub keeps nothing of an event any more, once its personal data has to go.
CREATE FUNCTION uketsuke.forget_event(forgotten text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = uketsuke, pg_temp
AS $$
DECLARE whose text := my_organiser();
BEGIN
  DELETE FROM batches WHERE event = forgotten AND organiser = whose;
  DELETE FROM heads WHERE event = forgotten AND organiser = whose;
  DELETE FROM event_keys WHERE event = forgotten AND organiser = whose;
  DELETE FROM events WHERE event = forgotten AND organiser = whose;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA uketsuke FROM PUBLIC;
GRANT USAGE ON SCHEMA uketsuke TO uketsuke_kiosk, uketsuke_joiner;
GRANT SELECT ON uketsuke.schema_version TO uketsuke_kiosk, uketsuke_joiner;
GRANT SELECT ON uketsuke.kiosks, uketsuke.events, uketsuke.event_keys, uketsuke.batches, uketsuke.heads TO uketsuke_kiosk;
GRANT INSERT ON uketsuke.events, uketsuke.event_keys, uketsuke.batches TO uketsuke_kiosk;
GRANT EXECUTE ON FUNCTION uketsuke.my_organiser(), uketsuke.my_kiosk(), uketsuke.my_state(), uketsuke.leave(),
  uketsuke.tell_clock(bigint), uketsuke.forget_event(text) TO uketsuke_kiosk;
GRANT EXECUTE ON FUNCTION uketsuke.join_kiosk(text, text, boolean, text), uketsuke.revoke_kiosk(text) TO uketsuke_joiner;
