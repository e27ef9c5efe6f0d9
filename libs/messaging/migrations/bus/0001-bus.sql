-- Disposable: rebuilt by the relays from the log. Names are unqualified: the migrator sets the search path.
create table sources (
  source text primary key,
  -- The last offset allotted. Its row lock is held until commit, so offsets become visible in order.
  head bigint not null default 0,
  -- The log position up to which the source's relay has published all that is public.
  relayed bigint not null default 0
);

create table messages (
  source text not null references sources,
  "offset" bigint not null,
  id uuid not null,
  case_id text not null,
  -- Of the private event in the log.
  position bigint not null,
  event json not null,
  primary key (source, "offset"),
  unique (source, id)
);
create index messages_by_case on messages (source, case_id, "offset");
create index messages_by_position on messages (source, position);

create table consumers (
  consumer text not null,
  source text not null,
  handled bigint not null,
  primary key (consumer, source)
);
