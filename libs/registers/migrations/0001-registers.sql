-- What institutions' systems uploaded, never changed: the latest snapshot of an institution is in force.
create table snapshots (
  number bigint generated always as identity primary key,
  institution text not null,
  -- sha256 over the canonical content.
  digest text not null,
  content json not null,
  received_at timestamptz not null default now(),
  -- The machine client or person that uploaded it.
  received_from text not null
);
create index snapshots_latest on snapshots (institution, number desc);
