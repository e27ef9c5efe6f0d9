-- In the schema of each service: how far each projection has come, and what waits for somebody.
CREATE TABLE projection_checkpoints (
  projection text PRIMARY KEY,
  position   bigint NOT NULL
);

CREATE TABLE waiting_v1 (
  stream      text NOT NULL,
  act         text NOT NULL,
  institution text NOT NULL,
  case_id     text,
  reference   text,
  title       text NOT NULL,
  offices     text[] NOT NULL,
  people      text[] NOT NULL,
  clauses     text[] NOT NULL,
  due_at      text,
  explained   text,
  since       text NOT NULL,
  about       text,
  route       text,
  PRIMARY KEY (stream, act)
);

CREATE INDEX waiting_v1_by_institution ON waiting_v1 (institution);

-- Streams that a projection could not digest, and from which version on: left out until they can be.
CREATE TABLE projection_parked (
  projection text NOT NULL,
  stream     text NOT NULL,
  version    integer NOT NULL,
  PRIMARY KEY (projection, stream)
);
