-- Whom it must not reach is kept as a keyed hash: it says of nobody that there is a case about them.
DROP TABLE waiting_v1;

CREATE TABLE waiting_v2 (
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
  about_hash  text,
  route       text,
  PRIMARY KEY (stream, act)
);

CREATE INDEX waiting_v2_by_institution ON waiting_v2 (institution);

-- The scopes whose personal columns have gone from the views of this service.
CREATE TABLE erased (
  scope     text PRIMARY KEY,
  erased_at timestamptz NOT NULL DEFAULT now()
);
