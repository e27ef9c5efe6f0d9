-- The log. `envelope` is a JSON array in the order of src/postgres/envelope.ts; event_store.envelopes names its fields.
CREATE TABLE event_store.events (
  position     bigint PRIMARY KEY,
  recorded_at  timestamptz NOT NULL,
  version      bigint NOT NULL CHECK (version > 0),
  id           uuid NOT NULL UNIQUE,
  stream       text COLLATE "C" NOT NULL,
  category     text COLLATE "C" NOT NULL,
  type         text NOT NULL,
  envelope     json NOT NULL CHECK (json_array_length(envelope) = 13),
  data         bytea NOT NULL,
  UNIQUE (stream, version),
  CHECK (category <> '' AND category = split_part(stream, '-', 1) AND length(stream) > length(category) + 1)
);

-- Ciphertext does not shrink: to try takes longer than to store it.
ALTER TABLE event_store.events ALTER COLUMN data SET STORAGE EXTERNAL;

-- A plan made from what the log was ten times ago reads all of it.
ALTER TABLE event_store.events SET (autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

CREATE INDEX events_by_category ON event_store.events (category, position);

-- For people: times as they were written, ids of people and scopes; no data.
CREATE VIEW event_store.envelopes WITH (security_invoker = true) AS
SELECT position, recorded_at, stream, version, id, type,
  (envelope ->> 0)::integer AS schema_version,
  envelope ->> 1 AS institution,
  envelope ->> 2 AS case_id,
  envelope ->> 3 AS key_id,
  envelope ->> 4 AS acted_at,
  envelope ->> 5 AS occurred_at,
  envelope ->> 6 AS actor,
  envelope ->> 7 AS correlation_id,
  envelope ->> 8 AS causation_id,
  envelope ->> 9 AS request_digest,
  envelope ->> 10 AS policy_pack,
  envelope ->> 11 AS policy_version,
  envelope -> 12 AS authority
FROM event_store.events;
