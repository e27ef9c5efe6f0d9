import type { Actor } from '@probity/decider';
import { v7 as uuid } from 'uuid';
import type { DataSource, EntityManager } from 'typeorm';
import type { WaitingItem, HashOf } from '../cases/waiting.js';
import type { Asked } from '../commands/asked.js';
import { Invalid, KeyReused, NotFound, PreconditionFailed, PreconditionRequired } from '../commands/errors.js';
import type { SealedTexts } from '../sealing/sealed-texts.js';
import { namedAt, record, textAt, wordsAt, type LetterHistory, type LetterRow, type LetterState } from './letter.js';

export interface LettersOptions {
  readonly views: DataSource;
  readonly texts: SealedTexts;
  readonly hashOf: HashOf;
  /** Whether this person may send letters again, of whichever act. */
  readonly maySendAgain: (institution: string, actor: Actor) => boolean;
}

export interface LetterNow {
  readonly id: string;
  readonly version: number;
  readonly state: LetterState;
}

/** The letters of a service: what was sent, what became of it, and what people do about those that did not arrive. */
export class Letters {
  constructor(private readonly options: LettersOptions) {}

  ofCase(institution: string, caseId: string): Promise<readonly LetterRow[]> {
    return this.options.views.query(
      'SELECT * FROM letters_v1 WHERE institution = $1 AND case_id = $2 ORDER BY sent_at, id',
      [institution, caseId],
    );
  }

  ofStream(institution: string, stream: string): Promise<readonly LetterRow[]> {
    return this.options.views.query(
      'SELECT * FROM letters_v1 WHERE institution = $1 AND stream = $2 ORDER BY sent_at, id',
      [institution, stream],
    );
  }

  /** By its id, or by that of one of its sendings, which precedes the domain in the Message-ID. */
  async find(id: string): Promise<LetterRow | undefined> {
    const [row] = await this.options.views.query<LetterRow[]>(`SELECT * FROM letters_v1 WHERE id = ${byEither}`, [id]);
    return row;
  }

  /** Null where its key has been destroyed. */
  text({ id, scope, text }: LetterRow): Promise<string | null> {
    return this.options.texts.open(scope, textAt(id), text);
  }

  /** With what people said of it, in clear. */
  async historyOf({ id, scope }: LetterRow): Promise<readonly LetterHistory[]> {
    const rows = await this.options.views.query<LetterHistory[]>(
      'SELECT number, at, by, what, message, error, words FROM letter_history_v1 WHERE letter = $1 ORDER BY number',
      [id],
    );
    const { texts } = this.options;
    return Promise.all(rows.map(async (row) => ({ ...row, words: await texts.open(scope, wordsAt(id), row.words) })));
  }

  /** What did not arrive, for whoever may do the act that sent it, or may send letters again. Never for whom it is about. */
  async undelivered(institution: string, actor: Actor): Promise<readonly WaitingItem[]> {
    const rows = await this.options.views.query<LetterRow[]>(
      `SELECT * FROM letters_v1 WHERE institution = $1 AND state IN ('bounced', 'nobody')
         AND ($2 OR offices && $3::text[] OR $4 = ANY (people)) AND about_hash IS DISTINCT FROM $5`,
      [
        institution,
        this.options.maySendAgain(institution, actor),
        [...actor.offices],
        actor.id,
        this.options.hashOf(institution, actor.id),
      ],
    );
    return rows.map(work);
  }

  /** The mail system says, now or days later, that it did not arrive. Of an earlier sending it is kept, and changes nothing. */
  bounced(sending: string, reason: string, asked: Asked): Promise<LetterNow> {
    return this.act(sending, { ...asked, needsIfMatch: false }, async (letter, manager) => {
      const isPresent = letter.message === sending.toLowerCase() && letter.state !== 'handled';
      const words = await this.options.texts.seal(letter.scope, wordsAt(letter.id), reason);
      const error = 'The mail system reported that it did not arrive.';
      const happened = { ...of(asked), what: 'bounced', message: sending, error, words } as const;
      await record(
        manager,
        letter,
        happened,
        isPresent ? { state: 'bounced', error, settled_at: happened.at, reached: [] } : {},
      );
    });
  }

  /**
   * As a new letter of the same words, under a Message-ID of its own: to the addresses that are named, or once more to those
   * behind its words whom it has not reached.
   */
  sendAgain(id: string, to: readonly string[] | undefined, asked: Asked): Promise<LetterNow> {
    return this.act(id, asked, async (letter, manager) => {
      if (letter.state === 'waiting')
        throw new Invalid('/letter', 'still-waiting', 'It has not been sent yet: it waits to be.');
      const { texts } = this.options;
      const told = to && JSON.stringify(to);
      const words = told === undefined ? null : await texts.seal(letter.scope, wordsAt(letter.id), told);
      const named = told === undefined ? null : await texts.seal(letter.scope, namedAt(letter.id), told);
      const message = uuid();
      const again = { message, message_at: asked.at, named, attempts: 0, error: null, settled_at: null };
      const reached = to || letter.state === 'delivered' || letter.state === 'handled' ? [] : letter.reached;
      await record(
        manager,
        letter,
        { ...of(asked), what: 'resent', message, error: null, words },
        { ...again, state: 'waiting', reached },
      );
      await manager.query('UPDATE letters_v1 SET first_try = NULL, next_try = now() WHERE id = $1', [letter.id]);
    });
  }

  /** It was delivered by hand, or needs no delivery any more: as said. */
  handled(id: string, how: string, asked: Asked): Promise<LetterNow> {
    return this.act(id, asked, async (letter, manager) => {
      const words = await this.options.texts.seal(letter.scope, wordsAt(letter.id), how);
      const happened = { ...of(asked), what: 'handled', message: letter.message, error: null, words } as const;
      await record(manager, letter, happened, { state: 'handled', error: null, settled_at: happened.at });
    });
  }

  /** Once for each request, on the version that was seen. A letter that is being sent is waited for. */
  private act(
    id: string,
    asked: Asked,
    act: (letter: LetterRow, manager: EntityManager) => Promise<void>,
  ): Promise<LetterNow> {
    return this.options.views.transaction(async (manager) => {
      const [letter] = await manager.query<LetterRow[]>(`SELECT * FROM letters_v1 WHERE id = ${byEither} FOR UPDATE`, [
        id,
      ]);
      if (!letter || letter.institution !== asked.institution) throw new NotFound();
      const [before] = await manager.query<{ digest: string }[]>(
        'SELECT digest FROM letter_history_v1 WHERE request = $1',
        [asked.requestId],
      );
      if (before && before.digest !== asked.requestDigest) throw new KeyReused();
      if (!before) {
        if (asked.needsIfMatch && asked.ifMatch === undefined) throw new PreconditionRequired(letter.version);
        if (asked.ifMatch !== undefined && asked.ifMatch !== letter.version && asked.needsIfMatch)
          throw new PreconditionFailed(letter.version);
        await act(letter, manager);
      }
      const [now] = await manager.query<LetterNow[]>('SELECT id, version, state FROM letters_v1 WHERE id = $1', [
        letter.id,
      ]);
      if (!now) throw new NotFound();
      return now;
    });
  }
}

const byEither = 'coalesce((SELECT letter FROM letter_history_v1 WHERE message = $1 LIMIT 1), $1::uuid)';

const of = ({ actor, at, occurredAt, requestId, requestDigest }: Asked) => ({
  at: occurredAt ?? at,
  by: actor.id,
  request: requestId,
  digest: requestDigest,
});

const work = (letter: LetterRow): WaitingItem => ({
  stream: letter.stream,
  act: 'letters.resend',
  institution: letter.institution,
  case: letter.case_id,
  reference: letter.reference,
  title: `Not delivered: ${letter.title}`,
  offices: [...letter.offices],
  people: [...letter.people],
  clauses: [...letter.clauses],
  dueAt: null,
  explained: letter.error,
  since: letter.settled_at ?? letter.sent_at,
  aboutHash: null,
  route: `POST /letters/${letter.id}/resending`,
});
