-- One row: the last position given out. Its lock, held until commit, makes positions dense and lets them appear in order.
CREATE TABLE event_store.counter (
  single  boolean PRIMARY KEY DEFAULT true CHECK (single),
  last    bigint NOT NULL
) WITH (fillfactor = 10);

INSERT INTO event_store.counter (last) VALUES (0);
