CREATE TABLE event_store.category_grants (
  role        text NOT NULL,
  category    text COLLATE "C" NOT NULL,
  may_append  boolean NOT NULL,
  may_read    boolean NOT NULL,
  PRIMARY KEY (role, category)
);

-- Inside SECURITY DEFINER current_user is the owner; what the connection has SET ROLE to stays in this setting.
CREATE FUNCTION event_store.caller() RETURNS name LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role')::name END $$;

-- The grants of the caller's role, and of every role that it is a member of.
CREATE FUNCTION event_store.callers_grants() RETURNS SETOF event_store.category_grants LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT g.*
  FROM event_store.category_grants g
  JOIN pg_roles r ON r.rolname = g.role
  WHERE pg_has_role(event_store.caller(), r.oid, 'MEMBER')
$$;

REVOKE ALL ON FUNCTION event_store.caller(), event_store.callers_grants() FROM PUBLIC;
