-- What a role may not read is not there. Hashed once a query and looked up once a row; and not a condition that an index
-- could answer, or the planner, which cannot guess what it holds, would read a whole category to find one stream.
ALTER TABLE event_store.events ENABLE ROW LEVEL SECURITY;

CREATE POLICY read_own_categories ON event_store.events FOR SELECT
USING (category IN (SELECT g.category FROM event_store.callers_grants() g WHERE g.may_read));
