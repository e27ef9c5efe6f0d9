create table inbox_settled (
  source text primary key,
  -- The log position up to which all that the source published is handled, or kept with a parked case.
  position bigint not null
);
