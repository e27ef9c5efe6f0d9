-- In one round trip. Not waited for on the disk: a bus that has lost its end is told it again by the relay, whose checkpoint is
-- written after it, and what a consumer did about a message is written after it, too.
create function tell(teller text, ids uuid[], cases text[], positions bigint[], events json[]) returns void language plpgsql as $$
declare
  last bigint;
  stored bigint;
begin
  perform set_config('synchronous_commit', 'off', true);
  -- The row's lock is held to the end: no reader sees a later offset first.
  insert into bus.sources as known (source) values (teller)
  on conflict (source) do update set head = known.head returning head into last;
  insert into bus.messages (source, "offset", id, case_id, position, event)
  select teller, last + row_number() over (order by told.n), told.id, told.case_id, told.position, told.event
    from unnest(ids, cases, positions, events) with ordinality as told (id, case_id, position, event, n)
   where not exists (select from bus.messages known where known.source = teller and known.id = told.id);
  get diagnostics stored = row_count;
  if stored > 0 then
    update bus.sources set head = last + stored where source = teller;
    perform pg_notify('bus_published', teller);
  end if;
end
$$;
