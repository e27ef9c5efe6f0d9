-- What a process needs to know of scopes, one row a scope and key that is newer than the `known` number; a scope without one
-- has a row without key. Nothing is told of a scope to a role that may neither seal nor open there.
CREATE FUNCTION vault.ask(asked text[], known integer[]) RETURNS TABLE (
  nth integer, alive boolean, seals boolean, opens boolean, lease_ms integer, number integer, wrapped bytea, master text
)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
-- A connection keeps a plan made while there were few scopes; these leave it none that reads them all.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
BEGIN
  -- A standby may not have heard of a destruction yet.
  IF pg_is_in_recovery() THEN
    RAISE EXCEPTION 'keys are asked of the primary' USING ERRCODE = 'read_only_sql_transaction';
  END IF;
  RETURN QUERY
  SELECT a.nth::integer, s.alive, coalesce(r.seals, false), coalesce(r.opens, false), l.ms, k.number, k.wrapped, k.master
  FROM unnest(asked, known) WITH ORDINALITY AS a (scope, known, nth)
  CROSS JOIN vault.lease l
  LEFT JOIN vault.rights() r ON r.kind = split_part(a.scope, ':', 1)
  LEFT JOIN vault.scopes s ON s.scope = a.scope AND (r.seals OR r.opens)
  LEFT JOIN vault.keys k ON k.scope = s.scope AND k.number > a.known AND r.opens
  ORDER BY a.nth, k.number;
END
$$;

-- Makes each scope's own key unless it is there or the scope is destroyed, and answers as `ask`. Of two at once one wins, and
-- both are told of its key.
CREATE FUNCTION vault.provision(asked text[], wrappeds bytea[], masters text[]) RETURNS TABLE (
  nth integer, alive boolean, seals boolean, opens boolean, lease_ms integer, number integer, wrapped bytea, master text
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
DECLARE
  living text[];
BEGIN
  -- In order, so that two batches cannot wait for each other.
  INSERT INTO vault.scopes (scope)
  SELECT DISTINCT a.scope
  FROM unnest(asked) AS a (scope)
  JOIN vault.rights() r ON r.kind = split_part(a.scope, ':', 1) AND r.seals AND r.opens
  ORDER BY a.scope
  ON CONFLICT DO NOTHING;

  -- Waits for a destruction under way.
  SELECT array_agg(locked.scope) INTO living FROM (
    SELECT s.scope
    FROM vault.scopes s
    JOIN vault.rights() r ON r.kind = s.kind AND r.seals AND r.opens
    WHERE s.scope = ANY (asked) AND s.alive
    ORDER BY s.scope
    FOR KEY SHARE OF s
  ) AS locked;

  INSERT INTO vault.keys (scope, number, wrapped, master)
  SELECT DISTINCT ON (a.scope) a.scope, 1, a.wrapped, a.master
  FROM unnest(asked, wrappeds, masters) AS a (scope, wrapped, master)
  WHERE a.scope = ANY (living)
  ORDER BY a.scope
  ON CONFLICT DO NOTHING;

  RETURN QUERY SELECT * FROM vault.ask(asked, array_fill(0, ARRAY[cardinality(asked)]));
END
$$;

-- A further key of a scope, for one who may seal and not open. `number` is null where the scope is destroyed.
CREATE FUNCTION vault.add_key(asked text, wrapped bytea, master text, OUT number integer, OUT lease_ms integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM vault.rights() r WHERE r.kind = split_part(asked, ':', 1) AND r.seals) THEN
    RAISE EXCEPTION 'not granted' USING ERRCODE = 'PV001', DETAIL = asked;
  END IF;
  INSERT INTO vault.scopes (scope) VALUES (asked) ON CONFLICT DO NOTHING;
  SELECT l.ms INTO lease_ms FROM vault.lease l;
  PERFORM FROM vault.scopes s WHERE s.scope = asked AND s.alive FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT coalesce(max(k.number), 1) + 1 INTO number FROM vault.keys k WHERE k.scope = asked;
  INSERT INTO vault.keys (scope, number, wrapped, master) VALUES (asked, number, wrapped, master);
END
$$;

REVOKE ALL ON FUNCTION vault.ask, vault.provision, vault.add_key FROM PUBLIC;
