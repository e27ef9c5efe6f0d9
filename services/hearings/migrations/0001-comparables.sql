-- Which penalties were decided for which offences: codes alone, and nobody.
CREATE TABLE comparables_v1 (
  id          uuid PRIMARY KEY,
  institution text NOT NULL,
  offences    text[] NOT NULL,
  category    text NOT NULL,
  tariff      text NOT NULL,
  codes       text[] NOT NULL,
  -- There was an offence before it.
  repeated    boolean NOT NULL
);
CREATE INDEX comparables_v1_of_institution ON comparables_v1 (institution);
