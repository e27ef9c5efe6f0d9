-- Open cases that a body considers: by which register its subject's history was told last.
CREATE TABLE considered_v1 (
  case_id     uuid PRIMARY KEY,
  institution text NOT NULL,
  register    text
);
