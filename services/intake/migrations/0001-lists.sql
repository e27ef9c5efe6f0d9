-- The last number given out in each series: IMI-2026, IMI-R-2026.
CREATE TABLE reference_numbers (
  institution text NOT NULL,
  series      text NOT NULL,
  last        integer NOT NULL,
  PRIMARY KEY (institution, series)
);

CREATE TABLE reports_v1 (
  id             uuid PRIMARY KEY,
  institution    text NOT NULL,
  reference      text NOT NULL,
  received_at    text NOT NULL,
  reporter_kind  text NOT NULL,
  missing        text[] NOT NULL,
  acknowledged   boolean NOT NULL,
  scope          text NOT NULL,
  classification text,
  cases          integer NOT NULL,
  version        integer NOT NULL
);
CREATE UNIQUE INDEX reports_v1_newest ON reports_v1 (institution, received_at DESC, id DESC);

CREATE TABLE cases_v1 (
  id                 uuid PRIMARY KEY,
  institution        text NOT NULL,
  reference          text NOT NULL,
  report             uuid NOT NULL,
  subject_kind       text NOT NULL,
  subject_id         text NOT NULL,
  offences           text[] NOT NULL,
  classification     text NOT NULL,
  policy_pack        text NOT NULL,
  policy_version     text NOT NULL,
  opened_at          text NOT NULL,
  report_received_at text NOT NULL
);
CREATE UNIQUE INDEX cases_v1_newest ON cases_v1 (institution, opened_at DESC, id DESC);
