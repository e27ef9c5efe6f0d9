-- Makes the role where it is missing, and its rights exactly these. Roles belong to the cluster: another database may make it too.
CREATE FUNCTION vault.grant_scopes(service_role text, seals text[], opens text[], destroys text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- Two GRANTs at once on one object fail with "tuple concurrently updated".
  PERFORM pg_advisory_xact_lock(hashtext('vault.grant_scopes'));
  IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = service_role) THEN
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', service_role);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END IF;
  -- A login that is no superuser can SET ROLE only to what it is a member of.
  IF NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = session_user) THEN
    BEGIN
      EXECUTE format('GRANT %I TO %I', service_role, session_user);
    EXCEPTION WHEN insufficient_privilege THEN
      IF NOT pg_has_role(session_user, service_role, 'MEMBER') THEN RAISE; END IF;
    END;
  END IF;

  -- The tables are seen by the functions alone, which ask who calls.
  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA vault FROM %I', service_role);
  EXECUTE format('GRANT USAGE ON SCHEMA vault TO %I', service_role);
  EXECUTE format(
    'GRANT EXECUTE ON FUNCTION vault.ask, vault.provision, vault.add_key, vault.destroy, vault.hold, '
    'vault.tombstones_after TO %I', service_role);

  DELETE FROM vault.grants g WHERE g.role = service_role AND g.kind <> ALL (seals || opens || destroys);
  INSERT INTO vault.grants (role, kind, may_seal, may_open, may_destroy)
  SELECT service_role, k, k = ANY (seals), k = ANY (opens), k = ANY (destroys)
  FROM (SELECT DISTINCT unnest(seals || opens || destroys)) AS wanted (k)
  ON CONFLICT (role, kind) DO UPDATE
  SET may_seal = excluded.may_seal, may_open = excluded.may_open, may_destroy = excluded.may_destroy;
END
$$;

REVOKE ALL ON FUNCTION vault.grant_scopes FROM PUBLIC;
