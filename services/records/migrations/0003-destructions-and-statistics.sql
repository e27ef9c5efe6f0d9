-- The records that were destroyed, or are being: the list of their certificates.
CREATE TABLE destructions_v1 (
  -- Of the case that was.
  id               uuid PRIMARY KEY,
  institution      text NOT NULL,
  reference        text,
  marked_by        text NOT NULL,
  clauses          text[] NOT NULL,
  begun_at         text NOT NULL,
  key_destroyed_at text,
  completed_at     text
);
CREATE UNIQUE INDEX destructions_v1_newest ON destructions_v1 (institution, begun_at DESC, id DESC);

-- What statistics count: a row for each case whose record is kept.
CREATE TABLE counted_cases_v1 (
  case_id            uuid PRIMARY KEY,
  institution        text NOT NULL,
  -- Month of the report's receipt, where the policy is: 2026-03.
  month              text NOT NULL,
  category           text NOT NULL,
  level              text NOT NULL,
  faculty            text NOT NULL,
  outcome            text NOT NULL,
  -- Calendar days from the report to the decision; null while there is none.
  days               integer,
  -- Clauses that the institution did not keep, as often as it did not: on time limits, and others.
  late               text[] NOT NULL,
  otherwise          text[] NOT NULL
);
CREATE INDEX counted_cases_v1_of_institution ON counted_cases_v1 (institution, month);

-- What stays of the cases whose records were destroyed: rows that nothing leads to, and that lead to nothing. No fold that can be
-- thrown away: what they were folded from cannot be opened any more.
CREATE TABLE counted_anonymously (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  institution text NOT NULL,
  month       text NOT NULL,
  category    text NOT NULL,
  level       text NOT NULL,
  faculty     text NOT NULL,
  outcome     text NOT NULL,
  days        integer,
  late        text[] NOT NULL,
  otherwise   text[] NOT NULL
);
CREATE INDEX counted_anonymously_of_institution ON counted_anonymously (institution, month);
