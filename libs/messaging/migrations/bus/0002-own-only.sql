-- A lost and refilled bus numbers anew: an offset counts only with the generation that it was reached in.
alter table sources add generation uuid not null default gen_random_uuid();
alter table consumers add generation uuid;
update consumers set generation = sources.generation from sources where sources.source = consumers.source;
delete from consumers where generation is null;
alter table consumers alter generation set not null;

-- Who publishes as what, and consumes as what.
create table speakers (
  role text not null,
  service text not null,
  primary key (role, service)
);

-- The services of the caller's role, and of every role that it is a member of.
create function callers_services() returns setof text language sql stable
begin atomic
  select s.service from speakers s join pg_roles r on r.rolname = s.role where pg_has_role(r.oid, 'MEMBER');
end;

-- The sub-select is evaluated once a query, not once a row.
alter table sources enable row level security;
create policy read_all on sources for select using (true);
create policy insert_own on sources for insert with check (source = any (array(select callers_services())));
create policy update_own on sources for update using (source = any (array(select callers_services())));

alter table messages enable row level security;
create policy read_all on messages for select using (true);
create policy insert_own on messages for insert with check (source = any (array(select callers_services())));

alter table consumers enable row level security;
create policy read_all on consumers for select using (true);
create policy insert_own on consumers for insert with check (consumer = any (array(select callers_services())));
create policy update_own on consumers for update using (consumer = any (array(select callers_services())));
