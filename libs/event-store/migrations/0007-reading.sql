-- The sub-select is evaluated once a query, not once a row.
ALTER TABLE event_store.events ENABLE ROW LEVEL SECURITY;

CREATE POLICY read_own_categories ON event_store.events FOR SELECT
USING (category = ANY (ARRAY(SELECT g.category FROM event_store.callers_grants() g WHERE g.may_read)));
