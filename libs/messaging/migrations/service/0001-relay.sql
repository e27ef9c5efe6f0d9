create table relay_checkpoints (
  service text primary key,
  -- The log position up to which everything is published.
  position bigint not null
);

-- The last public event of this service for each case: the predecessor of the next.
create table relay_heads (
  service text not null,
  case_id text not null,
  head uuid not null,
  primary key (service, case_id)
);
