-- Statistics are of whole years: of a shorter time nothing is known here, so that none can be subtracted from another.
ALTER TABLE counted_cases_v1 RENAME COLUMN month TO year;
UPDATE counted_cases_v1 SET year = left(year, 4);

-- Of what was destroyed no more than about how many days it took: the middle of a week, and from half a year on no more than that.
ALTER TABLE counted_anonymously RENAME COLUMN month TO year;
UPDATE counted_anonymously SET year = left(year, 4), days = least(days / 7, 26) * 7 + 3;
