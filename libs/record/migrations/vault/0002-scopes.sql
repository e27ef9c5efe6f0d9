-- A scope is alive until its key is destroyed. Keys need a living scope and tombstones a dead one: by foreign key, so that
-- no order of events, and no restore of old rows, can put a key beside a tombstone.
CREATE TABLE vault.scopes (
  scope  text COLLATE "C" PRIMARY KEY CHECK (scope ~ '^[a-z]+:.' AND length(scope) <= 300),
  kind   text COLLATE "C" NOT NULL GENERATED ALWAYS AS (split_part(scope, ':', 1)) STORED,
  alive  boolean NOT NULL DEFAULT true,
  UNIQUE (scope, alive)
);

-- One row a master key: what it wrapped of nothing secret, so that another one is told from it at the start. Without its row
-- no key is made under it: who takes one out of use shuts out every process that still has it.
CREATE TABLE vault.masters (
  master  text PRIMARY KEY,
  proof   bytea NOT NULL
);

-- Number 1 is the scope's own key. Each further one was made to seal with, by a role that may not open.
CREATE TABLE vault.keys (
  scope    text COLLATE "C" NOT NULL,
  number   integer NOT NULL CHECK (number > 0),
  alive    boolean NOT NULL DEFAULT true CHECK (alive),
  wrapped  bytea NOT NULL,
  master   text NOT NULL REFERENCES vault.masters,
  PRIMARY KEY (scope, number),
  FOREIGN KEY (scope, alive) REFERENCES vault.scopes (scope, alive)
);

-- Numbered in the order of destruction, without holes. `at`, RFC 3339, is when it was decided.
CREATE TABLE vault.tombstones (
  number       bigint PRIMARY KEY,
  scope        text COLLATE "C" NOT NULL UNIQUE,
  alive        boolean NOT NULL DEFAULT false CHECK (NOT alive),
  at           text NOT NULL,
  by           text NOT NULL,
  why          text NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (scope, alive) REFERENCES vault.scopes (scope, alive)
);

CREATE FUNCTION vault.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$ BEGIN RAISE EXCEPTION 'tombstones are for ever'; END $$;

CREATE TRIGGER for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON vault.tombstones
FOR EACH STATEMENT EXECUTE FUNCTION vault.refuse_change();

-- `held` lives at least as long as `holder`.
CREATE TABLE vault.holds (
  held          text COLLATE "C" NOT NULL,
  holder        text COLLATE "C" NOT NULL,
  held_alive    boolean NOT NULL DEFAULT true CHECK (held_alive),
  holder_alive  boolean NOT NULL DEFAULT true CHECK (holder_alive),
  PRIMARY KEY (held, holder),
  CHECK (held <> holder),
  FOREIGN KEY (held, held_alive) REFERENCES vault.scopes (scope, alive),
  FOREIGN KEY (holder, holder_alive) REFERENCES vault.scopes (scope, alive)
);
CREATE INDEX holds_by_holder ON vault.holds (holder);
