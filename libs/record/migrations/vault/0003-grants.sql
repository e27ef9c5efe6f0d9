CREATE TABLE vault.grants (
  role          text NOT NULL,
  kind          text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z]+$'),
  may_seal      boolean NOT NULL,
  may_open      boolean NOT NULL,
  may_destroy   boolean NOT NULL,
  PRIMARY KEY (role, kind)
);

-- How long a process may use a key since it last heard that the scope is alive; a destruction waits that long. To shorten
-- it, stop every process first.
CREATE TABLE vault.lease (
  single  boolean PRIMARY KEY DEFAULT true CHECK (single),
  ms      integer NOT NULL CHECK (ms > 0)
);
INSERT INTO vault.lease (ms) VALUES (2000);

-- Inside SECURITY DEFINER current_user is the owner; what the connection has SET ROLE to stays in this setting.
CREATE FUNCTION vault.caller() RETURNS name LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$ SELECT CASE current_setting('role') WHEN 'none' THEN session_user ELSE current_setting('role')::name END $$;

-- What the caller's role may do, and every role that it is a member of; one row a kind of scope.
CREATE FUNCTION vault.rights() RETURNS TABLE (kind text, seals boolean, opens boolean, destroys boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT g.kind, bool_or(g.may_seal), bool_or(g.may_open), bool_or(g.may_destroy)
  FROM vault.grants g
  JOIN pg_roles r ON r.rolname = g.role
  WHERE pg_has_role(vault.caller(), r.oid, 'MEMBER')
  GROUP BY g.kind
$$;

REVOKE ALL ON FUNCTION vault.refuse_change(), vault.caller(), vault.rights() FROM PUBLIC;
