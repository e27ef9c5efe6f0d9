-- What is personal in a row is sealed under the key of its report or case, and found by a keyed hash. The rows are built anew.
DROP TABLE reports_v1;
DROP TABLE cases_v1;

CREATE TABLE reports_v2 (
  id             uuid PRIMARY KEY,
  institution    text NOT NULL,
  reference      text NOT NULL,
  received_at    text NOT NULL,
  -- Sealed; null once the report's key is destroyed.
  reporter_kind  text,
  missing        text[] NOT NULL,
  acknowledged   boolean NOT NULL,
  scope          text NOT NULL,
  classification text,
  cases          integer NOT NULL,
  version        integer NOT NULL
);
CREATE UNIQUE INDEX reports_v2_newest ON reports_v2 (institution, received_at DESC, id DESC);

CREATE TABLE cases_v2 (
  id                 uuid PRIMARY KEY,
  institution        text NOT NULL,
  reference          text NOT NULL,
  report             uuid NOT NULL,
  subject_kind       text NOT NULL,
  -- Sealed, and its keyed hash; both null once the case's key is destroyed.
  subject_id         text,
  subject_hash       text,
  offences           text[] NOT NULL,
  classification     text NOT NULL,
  policy_pack        text NOT NULL,
  policy_version     text NOT NULL,
  opened_at          text NOT NULL,
  report_received_at text NOT NULL
);
CREATE UNIQUE INDEX cases_v2_newest ON cases_v2 (institution, opened_at DESC, id DESC);
