-- Courses that institutions' learning systems are told of, and what became of telling them. No fold: what was tried stands here alone.
CREATE TABLE courses_v1 (
  position    bigint PRIMARY KEY,
  -- Of the event: by it the learning system names the course.
  id          uuid NOT NULL UNIQUE,
  institution text NOT NULL,
  case_id     uuid NOT NULL,
  number      integer NOT NULL,
  due_on      date NOT NULL,
  ends_at     timestamptz NOT NULL,
  given_at    timestamptz NOT NULL,
  told        boolean NOT NULL DEFAULT false,
  -- Another decision holds, and the course is not told of any more.
  void        boolean NOT NULL DEFAULT false,
  attempts    integer NOT NULL DEFAULT 0,
  next_try    timestamptz NOT NULL DEFAULT now(),
  error       text,
  expired     boolean NOT NULL DEFAULT false,
  UNIQUE (case_id, number)
);
CREATE INDEX courses_v1_waiting ON courses_v1 (next_try) WHERE NOT told AND NOT void;
CREATE INDEX courses_v1_running ON courses_v1 (ends_at) WHERE NOT expired;

-- Cases of students with a penalty: at which register was last looked up when boards met.
CREATE TABLE penalised_v1 (
  case_id     uuid PRIMARY KEY,
  institution text NOT NULL,
  register    text
);
