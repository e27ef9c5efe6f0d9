import { createHash } from 'node:crypto';

export interface Prepared {
  readonly name: string;
  readonly text: string;
}

/**
 * A statement that is parsed once a connection: to be asked with `{ ...prepared, values }`. Named by its text, which
 * differs with the schema, as a connection knows one statement by a name.
 */
export const prepared = (text: string): Prepared => ({
  name: `probity ${createHash('sha256').update(text).digest('base64url').slice(0, 32)}`,
  text,
});
