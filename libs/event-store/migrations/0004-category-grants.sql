CREATE TABLE event_store.category_grants (
  role        text NOT NULL,
  category    text COLLATE "C" NOT NULL,
  may_append  boolean NOT NULL,
  may_read    boolean NOT NULL,
  PRIMARY KEY (role, category)
);

-- Inside SECURITY DEFINER current_user is the owner; what the connection has SET ROLE to stays in this setting.
CREATE FUNCTION event_store.caller() RETURNS name LANGUAGE sql STABLE
RETURN CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role')::name END;

-- The grants of the caller's role, and of every role that it is a member of. In PL/pgSQL, which keeps its plan.
CREATE FUNCTION event_store.callers_grants() RETURNS SETOF event_store.category_grants LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  who CONSTANT name := event_store.caller();
BEGIN
  RETURN QUERY
  SELECT g.* FROM event_store.category_grants g WHERE pg_has_role(who, to_regrole(quote_ident(g.role)), 'MEMBER');
END
$$;

REVOKE ALL ON FUNCTION event_store.caller(), event_store.callers_grants() FROM PUBLIC;
