create table inbox_messages (
  id uuid primary key,
  source text not null,
  case_id text not null,
  position bigint not null,
  predecessor uuid,
  arrival bigint generated always as identity,
  received_at timestamptz not null default now(),
  handled_at timestamptz,
  -- Kept only until it is handled.
  event json,
  check ((handled_at is null) = (event is not null))
);
create index inbox_messages_pending on inbox_messages (case_id, arrival) where handled_at is null;

-- A case is parked while one of its rows here has not been redriven.
create table inbox_parkings (
  id bigint generated always as identity primary key,
  case_id text not null,
  source text not null,
  message uuid not null,
  type text not null,
  -- The error's name and code: its message may quote the payload.
  reason text not null,
  attempts integer not null,
  parked_at timestamptz not null default now(),
  redriven_at timestamptz,
  redriven_by text,
  check ((redriven_at is null) = (redriven_by is null))
);
create unique index inbox_parkings_open on inbox_parkings (case_id) where redriven_at is null;
