-- Many appends in one statement. One element of each array an event, in the order of their positions; `appends` numbers the
-- append that each belongs to, and `versions` are those that the events mean to become. An append goes in whole or not at
-- all, whatever becomes of the others. `refused` is null, or tells those that did not go in: which, and why. An id that is
-- stored elsewhere breaks a unique index, and the whole statement with it.
CREATE FUNCTION event_store.append(
  appends integer[], streams text[], versions bigint[], ids text[], types text[], envelopes text[], datas bytea[]
) RETURNS TABLE (head bigint, refused json)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
-- A connection keeps a plan made while the log was short; these leave it none that reads the whole log. Before
-- PostgreSQL 18 they also make a short plan look dear enough to compile, which takes longer than all the rest.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  who     CONSTANT name := event_store.caller();
  granted CONSTANT text[] := ARRAY(
    SELECT g.category FROM event_store.category_grants g
    WHERE g.may_append AND pg_has_role(who, to_regrole(quote_ident(g.role)), 'MEMBER'));
  denied  integer[];
  wrong   integer[];
  out     integer[];
  places  bigint[];
  stored  bigint;
BEGIN
  -- An event of no append would pass every check that an append can fail.
  IF cardinality(appends) <> cardinality(streams) OR array_position(appends, NULL) IS NOT NULL THEN
    RAISE EXCEPTION 'every event belongs to an append' USING ERRCODE = 'null_value_not_allowed';
  END IF;

  -- From here to commit, one statement at a time. What follows sees all that was committed before it.
  UPDATE event_store.counter c SET last = c.last + cardinality(appends)
  RETURNING c.last - cardinality(appends) INTO head;

  -- An event follows the one before it, or else the head of its stream.
  SELECT array_agg(n.append) FILTER (WHERE n.category <> ALL (granted)),
    array_agg(n.append) FILTER (WHERE n.version - 1 IS DISTINCT FROM CASE WHEN n.follows THEN n.before ELSE coalesce(
      (SELECT e.version FROM event_store.events e WHERE e.stream = n.stream ORDER BY e.version DESC LIMIT 1), 0) END)
  INTO denied, wrong
  FROM (
    SELECT u.*, split_part(u.stream, '-', 1) AS category, lag(u.version) OVER told AS before,
      (u.append, u.stream) = (lag(u.append) OVER told, lag(u.stream) OVER told) AS follows
    FROM unnest(appends, streams, versions) WITH ORDINALITY AS u (append, stream, version, number)
    WINDOW told AS (ORDER BY u.number)
  ) AS n;

  out := denied || wrong;
  IF out IS NOT NULL THEN
    places := ARRAY(
      SELECT CASE WHEN u.append <> ALL (out) THEN count(*) FILTER (WHERE u.append <> ALL (out)) OVER (ORDER BY u.number) END
      FROM unnest(appends) WITH ORDINALITY AS u (append, number) ORDER BY u.number);
  END IF;

  INSERT INTO event_store.events (position, recorded_at, version, id, stream, category, type, envelope, data)
  SELECT head + coalesce(places[n.number], n.number), clock_timestamp(), n.version, n.id::uuid, n.stream,
    split_part(n.stream, '-', 1), n.type, n.envelope::json, n.data
  FROM unnest(streams, versions, ids, types, envelopes, datas)
    WITH ORDINALITY AS n (stream, version, id, type, envelope, data, number)
  WHERE places IS NULL OR places[n.number] IS NOT NULL;
  GET DIAGNOSTICS stored = ROW_COUNT;

  IF stored < cardinality(appends) THEN
    UPDATE event_store.counter SET last = head + stored;
    refused := event_store.why_refused(appends, streams, versions, ids, types, envelopes, granted, denied, wrong);
    -- Whoever is not told of is taken to be stored.
    IF json_array_length(refused) IS DISTINCT FROM (SELECT count(DISTINCT o.append) FROM unnest(out) AS o (append)) THEN
      RAISE EXCEPTION 'an append was left out for no reason that can be told' USING ERRCODE = 'internal_error';
    END IF;
  END IF;
  RETURN NEXT;
END
$$;

-- For each append that did not go in, the first thing that is wrong with it; or, with its position, that it is stored already.
CREATE FUNCTION event_store.why_refused(
  appends integer[], streams text[], versions bigint[], ids text[], types text[], envelopes text[],
  granted text[], denied integer[], wrong integer[]
) RETURNS json LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
  WITH asked AS (
    SELECT n.*, row_number() OVER (PARTITION BY n.append, n.stream ORDER BY n.number) AS place
    FROM unnest(appends, streams, versions, ids, types, envelopes)
      WITH ORDINALITY AS n (append, stream, version, id, type, envelope, number)
  ), stored_already AS (
    SELECT a.append, max(e.position) AS position, min(e.id::text) AS id, count(*) = count(e.id) FILTER (
      WHERE (e.stream, e.version, e.type, e.envelope ->> 9) = (a.stream, a.version, a.type, a.envelope::json ->> 9)
    ) AS alike
    FROM asked a LEFT JOIN event_store.events e ON e.id = a.id::uuid
    WHERE a.append = ANY (wrong) AND a.append = ANY (denied) IS NOT TRUE
    GROUP BY a.append
    HAVING count(e.id) > 0
  ), elsewhere AS (
    SELECT DISTINCT ON (a.append) a.append, a.stream, a.version - a.place AS expected, at.version AS actual
    FROM asked a
    CROSS JOIN LATERAL (
      SELECT coalesce(max(e.version), 0) AS version FROM event_store.events e WHERE e.stream = a.stream
    ) AS at
    WHERE a.append = ANY (wrong) AND a.append = ANY (denied) IS NOT TRUE
      AND a.append NOT IN (SELECT s.append FROM stored_already s)
    ORDER BY a.append, a.version - a.place IS NOT DISTINCT FROM at.version, a.number
  )
  SELECT json_agg(found.why) FROM (
    SELECT json_build_object('append', a.append, 'category', min(split_part(a.stream, '-', 1))) AS why
    FROM asked a
    WHERE a.append = ANY (denied) AND split_part(a.stream, '-', 1) <> ALL (granted)
    GROUP BY a.append
    UNION ALL
    SELECT CASE WHEN s.alike THEN json_build_object('append', s.append, 'position', s.position::text)
      ELSE json_build_object('append', s.append, 'id', s.id) END
    FROM stored_already s
    UNION ALL
    SELECT json_build_object('append', e.append, 'stream', e.stream, 'expected', e.expected, 'actual', e.actual)
    FROM elsewhere e
  ) AS found
$$;

REVOKE ALL ON FUNCTION event_store.append, event_store.why_refused FROM PUBLIC;
