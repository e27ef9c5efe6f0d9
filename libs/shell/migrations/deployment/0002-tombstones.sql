-- The scopes whose keys were destroyed, for ever. Kept here too: a backup of the keys from before is erased again at start.
CREATE TABLE tombstones (
  scope text PRIMARY KEY,
  -- RFC 3339.
  at    text NOT NULL,
  -- An office-holder's id, or system:<service>.
  by    text NOT NULL,
  -- The clauses that it rests on.
  why   text NOT NULL
);
ALTER TABLE tombstones ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON tombstones FOR SELECT USING (true);
