-- Which report was dealt with as less than misconduct, by a keyed hash of each student whom it was about: it goes with the report.
CREATE TABLE earlier_practice_v1 (
  report       uuid NOT NULL,
  student_hash text NOT NULL,
  institution  text NOT NULL,
  PRIMARY KEY (report, student_hash)
);
CREATE INDEX earlier_practice_v1_student ON earlier_practice_v1 (institution, student_hash);
