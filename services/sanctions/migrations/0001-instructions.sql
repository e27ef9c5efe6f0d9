-- What institutions' student systems are to do, in the order of the log.
CREATE TABLE instructions_v1 (
  position    bigint PRIMARY KEY,
  id          uuid NOT NULL UNIQUE,
  institution text NOT NULL,
  case_id     uuid NOT NULL,
  number      integer NOT NULL,
  UNIQUE (case_id, number)
);
CREATE UNIQUE INDEX instructions_v1_of_institution ON instructions_v1 (institution, position);
