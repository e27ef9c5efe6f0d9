-- What was said of a case whose key was destroyed is of no use to anybody, and still says in clear whose case it was. A
-- source takes out what it said itself. The role is that of the session: in here, current_user is the owner.
create function forget(forgotten text) returns bigint language plpgsql security definer
set search_path from current
as $$
declare
  caller name := case current_setting('role') when 'none' then session_user else current_setting('role')::name end;
  removed bigint;
begin
  delete from messages m where m.case_id = forgotten and m.source in (
    select s.service from speakers s join pg_roles r on r.rolname = s.role where pg_has_role(caller, r.oid, 'MEMBER'));
  get diagnostics removed = row_count;
  return removed;
end
$$;
revoke execute on function forget(text) from public;
