-- What another process had read before, and wrote since, goes the second time.
ALTER TABLE erased ADD COLUMN again boolean NOT NULL DEFAULT false;
