-- The log. acted_at and occurred_at are RFC 3339 text, so that an envelope comes back to the letter; recorded_at is ours.
CREATE TABLE event_store.events (
  position        bigint PRIMARY KEY,
  stream          text COLLATE "C" NOT NULL CHECK (stream ~ '^[^-]+-.'),
  version         bigint NOT NULL CHECK (version > 0),
  id              uuid NOT NULL UNIQUE,
  category        text COLLATE "C" NOT NULL GENERATED ALWAYS AS (split_part(stream, '-', 1)) STORED,
  type            text NOT NULL,
  schema_version  integer NOT NULL CHECK (schema_version > 0),
  institution     text NOT NULL,
  case_id         text,
  key_id          text NOT NULL,
  acted_at        text NOT NULL,
  occurred_at     text NOT NULL,
  recorded_at     timestamptz NOT NULL,
  actor           text NOT NULL,
  correlation_id  text NOT NULL,
  causation_id    text,
  request_digest  text NOT NULL,
  policy_pack     text NOT NULL,
  policy_version  text NOT NULL,
  authority       text[] NOT NULL,
  data            bytea NOT NULL,
  UNIQUE (stream, version)
);

CREATE INDEX events_by_category ON event_store.events (category, position);
CREATE INDEX events_by_case ON event_store.events (case_id, position) WHERE case_id IS NOT NULL;
