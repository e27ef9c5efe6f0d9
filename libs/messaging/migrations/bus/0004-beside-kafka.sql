-- Where the messages are at a Kafka broker: what is there, for whoever waits for it, and what is asked for again.
create table published (
  source text not null,
  id uuid not null,
  case_id text not null,
  -- Of the private event in the log.
  position bigint not null,
  primary key (source, id)
);
create index published_by_position on published (source, position);
create index published_by_case on published (source, case_id, position);

-- The offset after the last message that the broker acknowledged: one that has fewer has lost some.
create table partition_ends (
  source text not null,
  partition integer not null,
  next bigint not null,
  primary key (source, partition)
);

-- A consumer saw a gap in a case, or has missed what is gone from the topic: then no case is named, and all is told again.
create table asked_again (
  source text not null,
  case_id text not null default '',
  asked_at timestamptz not null default now(),
  primary key (source, case_id)
);

-- From which generation of a source a consumer hears a partition: another is heard from its beginning.
create table hearings (
  consumer text not null,
  source text not null,
  partition integer not null,
  generation uuid not null,
  primary key (consumer, source, partition)
);

alter table published enable row level security;
create policy read_all on published for select using (true);
create policy insert_own on published for insert with check (source = any (array(select callers_services())));
create policy delete_own on published for delete using (source = any (array(select callers_services())));

alter table partition_ends enable row level security;
create policy read_all on partition_ends for select using (true);
create policy insert_own on partition_ends for insert with check (source = any (array(select callers_services())));
create policy update_own on partition_ends for update using (source = any (array(select callers_services())));
create policy delete_own on partition_ends for delete using (source = any (array(select callers_services())));

-- Whoever hears may ask; whoever was asked strikes it out.
alter table asked_again enable row level security;
create policy read_all on asked_again for select using (true);
create policy insert_any on asked_again for insert with check (true);
create policy delete_own on asked_again for delete using (source = any (array(select callers_services())));

alter table hearings enable row level security;
create policy read_all on hearings for select using (true);
create policy insert_own on hearings for insert with check (consumer = any (array(select callers_services())));
create policy update_own on hearings for update using (consumer = any (array(select callers_services())));

create or replace function forget(forgotten text) returns bigint language plpgsql security definer
set search_path from current
as $$
declare
  caller name := case current_setting('role') when 'none' then session_user else current_setting('role')::name end;
  own text[] := array(select s.service from speakers s join pg_roles r on r.rolname = s.role where pg_has_role(caller, r.oid, 'MEMBER'));
  removed bigint;
begin
  delete from published p where p.case_id = forgotten and p.source = any (own);
  delete from asked_again a where a.case_id = forgotten and a.source = any (own);
  delete from messages m where m.case_id = forgotten and m.source = any (own);
  get diagnostics removed = row_count;
  return removed;
end
$$;
