-- What came in and cannot be read: of which case it is nobody knows, so it is kept as it is, by its place at the broker.
create table inbox_unreadable (
  id bigint generated always as identity primary key,
  topic text not null,
  partition integer not null,
  "offset" bigint not null,
  key bytea,
  value bytea,
  headers json not null,
  reason text not null,
  received_at timestamptz not null default now(),
  given_up_at timestamptz,
  given_up_by text,
  given_up_reason text,
  check ((given_up_at is null) = (given_up_by is null) and (given_up_at is null) = (given_up_reason is null)),
  unique (topic, partition, "offset")
);
