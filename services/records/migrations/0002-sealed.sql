-- A centre is found by a keyed hash. The rows are built anew.
DROP TABLE centre_cases_v1;

CREATE TABLE centre_cases_v2 (
  id                 uuid PRIMARY KEY,
  institution        text NOT NULL,
  centre_hash        text NOT NULL,
  reference          text NOT NULL,
  subject_kind       text NOT NULL,
  offences           text[] NOT NULL,
  classification     text NOT NULL,
  products           text[] NOT NULL,
  received_at        text NOT NULL,
  report_lag_in_days integer,
  started_late       boolean,
  outcome            text NOT NULL,
  open_actions       integer NOT NULL,
  closed_at          text
);
CREATE INDEX centre_cases_v2_of_centre ON centre_cases_v2 (institution, centre_hash, received_at, id);

-- The cases whose records were marked for destruction: what is still to be done, and nothing once it is done.
CREATE TABLE disposals_v1 (
  case_id   uuid PRIMARY KEY,
  marked_by text NOT NULL,
  marked_at text NOT NULL,
  clauses   text[] NOT NULL
);
