-- The cases of each centre, by the receipt of the report.
CREATE TABLE centre_cases_v1 (
  id                 uuid PRIMARY KEY,
  institution        text NOT NULL,
  centre             text NOT NULL,
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
CREATE INDEX centre_cases_v1_of_centre ON centre_cases_v1 (institution, centre, received_at, id);
