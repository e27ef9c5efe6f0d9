-- A check value of each key that this database began with. With another key, what was said under the first is not found.
CREATE TABLE keys (
  name        text PRIMARY KEY,
  check_value text NOT NULL
);
