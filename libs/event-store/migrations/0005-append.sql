-- One element of each array an event, in the order of their positions; versions are those that the events mean to become.
-- Errors: PR001 not at that version, PR002 id reused, PR003 category not granted; the detail is JSON.
CREATE FUNCTION event_store.append(
  streams text[], versions bigint[], ids uuid[], types text[], schema_versions integer[], institutions text[],
  case_ids text[], key_ids text[], acted_ats text[], occurred_ats text[], actors text[], correlation_ids text[],
  causation_ids text[], request_digests text[], policy_packs text[], policy_versions text[], authorities text[],
  datas bytea[]
) RETURNS TABLE (last_position bigint, repeated boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
-- A connection keeps a plan made while the log was short; these leave it none that reads the whole log. Before
-- PostgreSQL 18 they also make a short plan look dear enough to compile, which takes longer than all the rest.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
DECLARE
  asked    CONSTANT bigint := cardinality(ids);
  head     bigint;
  stored   record;
  refused  record;
BEGIN
  SELECT split_part(n.stream, '-', 1) AS category INTO refused
  FROM unnest(streams) AS n (stream)
  WHERE split_part(n.stream, '-', 1)
    NOT IN (SELECT g.category FROM event_store.callers_grants() g WHERE g.may_append)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'category not granted' USING ERRCODE = 'PR003', DETAIL = to_json(refused);
  END IF;

  -- From here to commit, one append at a time. What follows sees all that was committed before it.
  SELECT c.last INTO head FROM event_store.counter c FOR UPDATE;

  SELECT count(*) AS known, max(e.position) AS position, min(e.id::text) AS id,
    count(*) FILTER (WHERE (e.stream, e.version, e.type, e.request_digest)
      = (n.stream, n.version, n.type, n.request_digest)) AS alike
  INTO stored
  FROM unnest(ids, streams, versions, types, request_digests) AS n (id, stream, version, type, request_digest)
  JOIN event_store.events e ON e.id = n.id;
  IF stored.known > 0 AND stored.alike = asked THEN
    RETURN QUERY SELECT stored.position, true;
    RETURN;
  ELSIF stored.known > 0 THEN
    RAISE EXCEPTION 'id reused' USING ERRCODE = 'PR002', DETAIL = json_build_object('id', stored.id);
  END IF;

  SELECT n.stream, n.version - n.place AS expected, at.version AS actual INTO refused
  FROM (
    SELECT u.*, row_number() OVER (PARTITION BY u.stream ORDER BY u.number) AS place
    FROM unnest(streams, versions) WITH ORDINALITY AS u (stream, version, number)
  ) AS n
  CROSS JOIN LATERAL (
    SELECT coalesce(max(e.version), 0) AS version FROM event_store.events e WHERE e.stream = n.stream
  ) AS at
  WHERE n.version - n.place <> at.version
  ORDER BY n.number
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'wrong version' USING ERRCODE = 'PR001', DETAIL = to_json(refused);
  END IF;

  INSERT INTO event_store.events (
    position, stream, version, id, type, schema_version, institution, case_id, key_id, acted_at, occurred_at,
    recorded_at, actor, correlation_id, causation_id, request_digest, policy_pack, policy_version, authority, data
  )
  SELECT head + n.number, n.stream, n.version, n.id, n.type, n.schema_version, n.institution, n.case_id, n.key_id,
    n.acted_at, n.occurred_at, clock_timestamp(), n.actor, n.correlation_id, n.causation_id, n.request_digest,
    n.policy_pack, n.policy_version, n.authority::text[], n.data
  FROM unnest(
    streams, versions, ids, types, schema_versions, institutions, case_ids, key_ids, acted_ats, occurred_ats, actors,
    correlation_ids, causation_ids, request_digests, policy_packs, policy_versions, authorities, datas
  ) WITH ORDINALITY AS n (
    stream, version, id, type, schema_version, institution, case_id, key_id, acted_at, occurred_at, actor,
    correlation_id, causation_id, request_digest, policy_pack, policy_version, authority, data, number
  )
  ORDER BY n.number;

  UPDATE event_store.counter SET last = head + asked;
  RETURN QUERY SELECT head + asked, false;
END
$$;

REVOKE ALL ON FUNCTION event_store.append FROM PUBLIC;
