import type { EntityManager } from 'typeorm';

/** `delivered`: the mail system took it. `bounced`: it was refused, then or later. `nobody`: nobody to send it to. */
export type LetterState = 'waiting' | 'delivered' | 'bounced' | 'nobody' | 'handled';

/** A row of a service's `letters_v1`. */
export interface LetterRow {
  readonly id: string;
  readonly institution: string;
  readonly case_id: string | null;
  readonly reference: string | null;
  readonly stream: string;
  readonly scope: string;
  readonly notice: string;
  readonly act: string;
  readonly title: string;
  readonly recipients: readonly string[];
  readonly clauses: readonly string[];
  readonly text: string;
  readonly sent_at: string;
  readonly offices: readonly string[];
  readonly people: readonly string[];
  readonly state: LetterState;
  readonly version: number;
  readonly message: string;
  readonly message_at: string;
  readonly named: string | null;
  readonly reached: readonly string[];
  readonly attempts: number;
  readonly first_try: Date | null;
  readonly error: string | null;
  readonly settled_at: string | null;
}

/** A row of `letter_history_v1`: something that became of it. */
export interface LetterHistory {
  readonly number: number;
  readonly at: string;
  readonly by: string;
  readonly what: Exclude<LetterState, 'waiting'> | 'resent';
  readonly message: string;
  readonly error: string | null;
  readonly words: string | null;
}

export type Happening = Omit<LetterHistory, 'number'> & {
  readonly request?: string | undefined;
  readonly digest?: string | undefined;
};

/** What a letter's personal columns are bound to. */
export const textAt = (letter: string): string => `letters_v1.text ${letter}`;
export const namedAt = (letter: string): string => `letters_v1.named ${letter}`;
export const wordsAt = (letter: string): string => `letter_history_v1.words ${letter}`;

type Changed = Partial<
  Pick<LetterRow, 'state' | 'message' | 'message_at' | 'named' | 'reached' | 'attempts' | 'error' | 'settled_at'>
>;

/** What happened to it, with what it changes: the letter's version counts them. */
export const record = async (
  manager: EntityManager,
  { id, version }: Pick<LetterRow, 'id' | 'version'>,
  { at, by, what, message, error, words, request, digest }: Happening,
  changed: Changed,
): Promise<void> => {
  await manager.query(
    `INSERT INTO letter_history_v1 (letter, number, at, by, what, message, error, words, request, digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, version, at, by, what, message, error, words, request ?? null, digest ?? null],
  );
  await change(manager, id, { ...changed, version: version + 1 });
};

/** The names are those of the type, and none that anybody sent. */
export const change = async (
  manager: EntityManager,
  id: string,
  changed: Changed & { readonly version?: number; readonly first_try?: null },
): Promise<void> => {
  const names = Object.keys(changed);
  await manager.query(
    `UPDATE letters_v1 SET ${names.map((name, index) => `${name} = $${index + 2}`).join(', ')} WHERE id = $1`,
    [id, ...Object.values(changed)],
  );
};
