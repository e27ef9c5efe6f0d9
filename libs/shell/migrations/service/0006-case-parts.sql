-- Who has which part in a case, by what this service recorded: for services that run elsewhere.
CREATE TABLE case_parts_v1 (
  stream  text NOT NULL,
  case_id text NOT NULL,
  part    text NOT NULL,
  person  text NOT NULL,
  PRIMARY KEY (stream, part, person)
);

CREATE INDEX case_parts_v1_by_case ON case_parts_v1 (case_id, person);
