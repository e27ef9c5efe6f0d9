-- The tombstone takes the keys' place. Answers what the scope held. @internal
CREATE FUNCTION vault.bury(buried text, at text, by text, why text) RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  released text[];
BEGIN
  INSERT INTO vault.scopes (scope) VALUES (buried) ON CONFLICT DO NOTHING;
  PERFORM FROM vault.scopes s WHERE s.scope = buried AND s.alive FOR UPDATE;
  IF NOT FOUND THEN RETURN '{}'; END IF;
  WITH gone AS (DELETE FROM vault.holds h WHERE h.holder = buried RETURNING h.held)
  SELECT coalesce(array_agg(g.held ORDER BY g.held), '{}') INTO released FROM gone g;
  DELETE FROM vault.holds h WHERE h.held = buried;
  DELETE FROM vault.keys k WHERE k.scope = buried;
  UPDATE vault.scopes s SET alive = false WHERE s.scope = buried;
  INSERT INTO vault.tombstones (number, scope, at, by, why)
  SELECT coalesce(max(t.number), 0) + 1, buried, bury.at, bury.by, bury.why FROM vault.tombstones t;
  PERFORM pg_notify('vault', buried);
  RETURN released;
END
$$;

-- One destruction at a time: tombstones are numbered without holes, and nothing is waited for in a circle.
CREATE FUNCTION vault.begin_destruction() RETURNS void LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
  SELECT pg_advisory_xact_lock(hashtext('vault.destruction'));
  SELECT set_config('synchronous_commit', 'on', true);
$$;

-- And with it what it held and nobody else holds. Answers the lease to be waited out. Errors: PV001 not granted, PV002 others
-- hold it; the detail is the scope.
CREATE FUNCTION vault.destroy(doomed text, at text, by text, why text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  waiting  text[] := ARRAY[doomed];
  next     text;
BEGIN
  IF NOT EXISTS (SELECT FROM vault.rights() r WHERE r.kind = split_part(doomed, ':', 1) AND r.destroys) THEN
    RAISE EXCEPTION 'not granted' USING ERRCODE = 'PV001', DETAIL = doomed;
  END IF;
  PERFORM vault.begin_destruction();
  WHILE cardinality(waiting) > 0 LOOP
    next := waiting[1];
    waiting := waiting[2:];
    -- Whoever is about to hold it has done so, or will find it gone.
    PERFORM FROM vault.scopes s WHERE s.scope = next FOR UPDATE;
    IF NOT EXISTS (SELECT FROM vault.holds h WHERE h.held = next) THEN
      waiting := waiting || vault.bury(next, at, by, why);
    ELSIF next = doomed THEN
      RAISE EXCEPTION 'held' USING ERRCODE = 'PV002', DETAIL = doomed;
    END IF;
  END LOOP;
  RETURN (SELECT l.ms FROM vault.lease l);
END
$$;

-- For a restored backup: exactly these, whatever it says of who holds them. Answers how many were alive.
CREATE FUNCTION vault.erase_again(scopes text[], ats text[], bys text[], whys text[]) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  already  CONSTANT bigint := (SELECT count(*) FROM vault.tombstones);
BEGIN
  PERFORM vault.begin_destruction();
  FOR nth IN 1 .. cardinality(scopes) LOOP
    PERFORM vault.bury(scopes[nth], ats[nth], bys[nth], whys[nth]);
  END LOOP;
  RETURN (SELECT count(*) FROM vault.tombstones) - already;
END
$$;

-- Answers the one of the two that is destroyed, or null. The holder first, as a destruction does. Error: PV001.
CREATE FUNCTION vault.hold(kept text, keeper text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  one text;
BEGIN
  IF NOT EXISTS (SELECT FROM vault.rights() r WHERE r.kind = split_part(keeper, ':', 1) AND r.seals) THEN
    RAISE EXCEPTION 'not granted' USING ERRCODE = 'PV001', DETAIL = keeper;
  END IF;
  IF NOT EXISTS (SELECT FROM vault.rights() r WHERE r.kind = split_part(kept, ':', 1) AND (r.seals OR r.opens)) THEN
    RAISE EXCEPTION 'not granted' USING ERRCODE = 'PV001', DETAIL = kept;
  END IF;
  FOREACH one IN ARRAY ARRAY[keeper, kept] LOOP
    INSERT INTO vault.scopes (scope) VALUES (one) ON CONFLICT DO NOTHING;
    PERFORM FROM vault.scopes s WHERE s.scope = one AND s.alive FOR KEY SHARE;
    IF NOT FOUND THEN RETURN one; END IF;
  END LOOP;
  INSERT INTO vault.holds (held, holder) VALUES (kept, keeper) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;

-- For those who may destroy something: what was destroyed after a number, in order.
CREATE FUNCTION vault.tombstones_after(after bigint, most integer)
RETURNS TABLE (number bigint, scope text, at text, by text, why text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM vault.rights() r WHERE r.destroys) THEN
    RAISE EXCEPTION 'not granted' USING ERRCODE = 'PV001', DETAIL = 'tombstones';
  END IF;
  RETURN QUERY
  SELECT t.number, t.scope, t.at, t.by, t.why FROM vault.tombstones t WHERE t.number > after ORDER BY t.number LIMIT most;
END
$$;

REVOKE ALL ON FUNCTION vault.bury, vault.begin_destruction, vault.destroy, vault.erase_again, vault.hold,
  vault.tombstones_after FROM PUBLIC;
