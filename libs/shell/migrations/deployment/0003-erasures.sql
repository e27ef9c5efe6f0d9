-- What each service had of a scope whose key was destroyed, in numbers: for the certificate of its destruction.
CREATE TABLE erasures (
  scope          text NOT NULL,
  service        text NOT NULL,
  -- Of the log, where they stay as they were sealed; and what they can be told again by.
  streams        text[] NOT NULL,
  events         integer NOT NULL,
  first_position bigint,
  last_position  bigint,
  digest         text NOT NULL,
  -- Gone from the service's own tables.
  view_rows      integer NOT NULL,
  messages       integer NOT NULL,
  letters        integer NOT NULL,
  erased_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (scope, service)
);
ALTER TABLE erasures ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON erasures FOR SELECT USING (true);
