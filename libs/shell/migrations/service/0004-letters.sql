-- The letters that acts sent, and what became of each. No fold that can be thrown away: what was delivered, and what people
-- recorded of it, stands here alone.
CREATE TABLE letters_v1 (
  -- Of the event that it was sent by.
  id          uuid PRIMARY KEY,
  institution text NOT NULL,
  case_id     text,
  reference   text,
  stream      text NOT NULL,
  scope       text NOT NULL,
  about_hash  text,
  notice      text NOT NULL,
  act         text NOT NULL,
  title       text NOT NULL,
  -- As the policy says it: offices, parts, words.
  recipients  text[] NOT NULL,
  clauses     text[] NOT NULL,
  -- Sealed.
  text        text NOT NULL,
  sent_at     text NOT NULL,
  -- Who may do the act that sent it: whose work it is where it does not arrive.
  offices     text[] NOT NULL,
  people      text[] NOT NULL,
  state       text NOT NULL DEFAULT 'waiting'
              CHECK (state IN ('waiting', 'delivered', 'bounced', 'nobody', 'handled')),
  -- Rows of its history, and one.
  version     integer NOT NULL DEFAULT 1,
  -- The Message-ID of the present sending, and its date.
  message     uuid NOT NULL,
  message_at  text NOT NULL,
  -- Sealed: the addresses that somebody named for this sending.
  named       text,
  -- Keyed hashes of the addresses that have it.
  reached     text[] NOT NULL DEFAULT '{}',
  attempts    integer NOT NULL DEFAULT 0,
  first_try   timestamptz,
  next_try    timestamptz NOT NULL DEFAULT now(),
  -- Codes, and words of the policy; never an address.
  error       text,
  settled_at  text
);

CREATE INDEX letters_v1_waiting ON letters_v1 (next_try) WHERE state = 'waiting';
CREATE INDEX letters_v1_work ON letters_v1 (institution) WHERE state IN ('bounced', 'nobody');
CREATE INDEX letters_v1_by_case ON letters_v1 (case_id);
CREATE INDEX letters_v1_by_stream ON letters_v1 (stream);
CREATE INDEX letters_v1_by_scope ON letters_v1 (scope);

CREATE TABLE letter_history_v1 (
  letter  uuid NOT NULL REFERENCES letters_v1 (id) ON DELETE CASCADE,
  number  integer NOT NULL,
  at      text NOT NULL,
  -- An office-holder's id, a system's, or system:<service>.
  by      text NOT NULL,
  what    text NOT NULL CHECK (what IN ('delivered', 'bounced', 'nobody', 'resent', 'handled')),
  -- The Message-ID of the sending that it is about.
  message uuid NOT NULL,
  error   text,
  -- Sealed: the reason of a bounce, how it was handled, the addresses that were named.
  words   text,
  -- Of a person's or a system's request, so that the same one comes once.
  request uuid UNIQUE,
  digest  text,
  PRIMARY KEY (letter, number)
);

CREATE INDEX letter_history_v1_by_message ON letter_history_v1 (message);
