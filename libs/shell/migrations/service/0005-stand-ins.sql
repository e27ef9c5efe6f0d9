-- Who stands in for the holder of an office, on which case: from what acts delegated and steps designated.
CREATE TABLE stand_ins_v1 (
  event       uuid PRIMARY KEY,
  stream      text NOT NULL,
  institution text NOT NULL,
  case_id     text NOT NULL,
  person      text NOT NULL,
  office      text NOT NULL,
  by_whom     text NOT NULL,
  starts_at   timestamptz NOT NULL,
  -- From then on no longer; null: until somebody else does.
  ends_at     timestamptz
);

CREATE INDEX stand_ins_v1_by_person ON stand_ins_v1 (institution, person);
CREATE INDEX stand_ins_v1_by_case ON stand_ins_v1 (case_id);
CREATE INDEX stand_ins_v1_by_stream ON stand_ins_v1 (stream);
