-- The entries of every regulator's feed, in the order of the log.
CREATE TABLE feed_v1 (
  position    bigint NOT NULL,
  regulator   text NOT NULL,
  id          uuid NOT NULL,
  institution text NOT NULL,
  case_id     uuid NOT NULL,
  entry       integer NOT NULL,
  PRIMARY KEY (position, regulator)
);
CREATE UNIQUE INDEX feed_v1_of_regulator ON feed_v1 (institution, regulator, position);
CREATE UNIQUE INDEX feed_v1_by_id ON feed_v1 (institution, regulator, id);
