-- Grants keep services out; this keeps out the owner's own slips.
CREATE FUNCTION event_store.refuse_change() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'insufficient_privilege'; END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_store.events
FOR EACH STATEMENT EXECUTE FUNCTION event_store.refuse_change();
