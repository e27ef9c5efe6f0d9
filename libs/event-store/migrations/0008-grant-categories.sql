-- Makes the role where it is missing, and its rights exactly these. Roles belong to the cluster: another database may make it too.
CREATE FUNCTION event_store.grant_categories(service_role text, appends text[], reads text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- Two GRANTs at once on one object fail with "tuple concurrently updated".
  PERFORM pg_advisory_xact_lock(hashtext('event_store.grant_categories'));
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

  EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA event_store FROM %I', service_role);
  EXECUTE format('GRANT USAGE ON SCHEMA event_store TO %I', service_role);
  EXECUTE format('GRANT SELECT ON event_store.events, event_store.envelopes, event_store.counter TO %I', service_role);
  EXECUTE format('GRANT EXECUTE ON FUNCTION event_store.append, event_store.callers_grants TO %I', service_role);

  DELETE FROM event_store.category_grants g WHERE g.role = service_role AND g.category <> ALL (appends || reads);
  INSERT INTO event_store.category_grants (role, category, may_append, may_read)
  SELECT service_role, c, c = ANY (appends), c = ANY (reads)
  FROM (SELECT DISTINCT unnest(appends || reads)) AS wanted (c)
  ON CONFLICT (role, category) DO UPDATE SET may_append = excluded.may_append, may_read = excluded.may_read;
END
$$;

REVOKE ALL ON FUNCTION event_store.grant_categories FROM PUBLIC;
