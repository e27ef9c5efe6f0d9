-- A course that another decision has taken the place of: the learning system is told, where it may have been told of the course.
ALTER TABLE courses_v1 ADD COLUMN withdrawn boolean NOT NULL DEFAULT false, ADD COLUMN tried boolean NOT NULL DEFAULT false;
UPDATE courses_v1 SET tried = true WHERE told OR attempts > 0;
