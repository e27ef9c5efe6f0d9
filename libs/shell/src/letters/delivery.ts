import { categoryOf } from '@probity/event-store';
import type { Policies } from '@probity/policy-packs';
import type { RegisterStore } from '@probity/registers';
import type { DataSource, EntityManager } from 'typeorm';
import { isDestroyed } from '../commands/errors.js';
import type { Streams } from '../commands/streams.js';
import type { Subject } from '../commands/subject.js';
import type { Clock } from '../runtime/clock.js';
import type { Round } from '../runtime/rounds.js';
import type { SealedTexts } from '../sealing/sealed-texts.js';
import { addressesOf, type Addresses } from './addresses.js';
import { failureOf, patienceWithMail, pauseAfter, type MailFailure } from './failure.js';
import { change, namedAt, record, textAt, type Happening, type LetterRow } from './letter.js';
import type { Mail } from './mail.js';

export interface Delivering {
  /** Of the service: `intake`. */
  readonly name: string;
  readonly subjects: readonly Subject[];
  readonly streams: Streams;
  readonly policies: Policies;
  readonly registers: Pick<RegisterStore, 'latest'>;
  readonly texts: SealedTexts;
  readonly views: DataSource;
  readonly clock: Clock;
  readonly hashOf: (institution: string, address: string) => string;
}

/** Nobody answers at the mail system, or it does not let us in. */
class MailAway extends Error {
  override readonly name = 'MailAway';
  constructor(readonly code: string) {
    super('the mail system does not take letters');
  }
}

/**
 * Sends what waits, one letter after the other. A letter is locked while it is sent, so that several processes of a service
 * send it once; one that ends before it could note that is followed by the same letter again, under the same Message-ID.
 */
export const deliveries = (delivering: Delivering, mail: Mail): Round => ({
  name: 'letters',
  every: 2_000,
  act: async (signal) => {
    for (;;) {
      if (signal.aborted) return;
      const came = await delivering.views.transaction((manager) => deliverNext(delivering, mail, manager));
      if (came === 'none') return;
      if (came !== 'seen') throw new MailAway(came.code);
    }
  },
});

const deliverNext = async (
  delivering: Delivering,
  mail: Mail,
  manager: EntityManager,
): Promise<'none' | 'seen' | MailFailure> => {
  const [letter] = await manager.query<LetterRow[]>(
    `SELECT * FROM letters_v1 WHERE state = 'waiting' AND next_try <= now() ORDER BY next_try, id LIMIT 1
     FOR UPDATE SKIP LOCKED`,
  );
  if (!letter) return 'none';
  const text = await delivering.texts.open(letter.scope, textAt(letter.id), letter.text);
  const addresses = text === null ? undefined : await whereTo(letter, delivering);
  if (text === null || !addresses) {
    // Its key was destroyed: the row goes with the next erasures.
    await tryLater(manager, letter, 3_600_000);
    return 'seen';
  }
  const sent = await sendAll(letter, text, addresses.found, { delivering, mail, manager });
  await note(letter, addresses, sent, delivering, manager);
  return sent.failures.find(({ ofAll }) => ofAll) ?? 'seen';
};

/** Undefined where its key has been destroyed. */
const whereTo = async (letter: LetterRow, delivering: Delivering): Promise<Addresses | undefined> => {
  const { subjects, streams, policies, registers, texts } = delivering;
  const named = await texts.open(letter.scope, namedAt(letter.id), letter.named);
  if (named !== null) return { found: JSON.parse(named) as string[], nobody: [] };
  const category = categoryOf(letter.stream);
  const subject = subjects.find((one) => one.category === category) as Subject<never> | undefined;
  const register = (await registers.latest(letter.institution))?.register;
  if (!subject || !register) return { found: [], nobody: letter.recipients };
  try {
    const { state } = await streams.load(subject, letter.stream.slice(category.length + 1));
    const pinned = subject.pinned(state);
    if (!pinned) return { found: [], nobody: letter.recipients };
    const { subjects: about, assessment } = subject.addressees?.(state) ?? { subjects: [] };
    const policy = policies.get(pinned.policy);
    return addressesOf(letter.recipients, {
      subjects: about,
      assessment,
      roles: subject.roles(state, policy),
      policy,
      register,
    });
  } catch (error) {
    if (isDestroyed(error)) return undefined;
    throw error;
  }
};

interface Sent {
  readonly reached: readonly string[];
  readonly failures: readonly MailFailure[];
}

/** To each address by itself: nobody sees who else has it, and who has it does not get it again. */
const sendAll = async (
  letter: LetterRow,
  text: string,
  addresses: readonly string[],
  { delivering, mail, manager }: { delivering: Delivering; mail: Mail; manager: EntityManager },
): Promise<Sent> => {
  const { id, institution, title, reference } = letter;
  const reached = [...letter.reached];
  const failures: MailFailure[] = [];
  const subject = reference === null ? title : `${title} (${reference})`;
  for (const to of addresses) {
    const hash = delivering.hashOf(institution, to.toLowerCase());
    if (reached.includes(hash)) continue;
    try {
      await mail.send({ id: letter.message, at: letter.message_at, to, subject, text });
      reached.push(hash);
      await change(manager, id, { reached });
    } catch (error) {
      const failure = failureOf(error);
      failures.push(failure);
      if (failure.ofAll) break;
    }
  }
  return { reached, failures };
};

const note = async (
  letter: LetterRow,
  { nobody }: Addresses,
  { failures }: Sent,
  { name, clock }: Delivering,
  manager: EntityManager,
): Promise<void> => {
  const passing = failures.find(({ is }) => is === 'passing');
  const permanent = failures.find(({ is }) => is === 'permanent');
  const tried = letter.first_try === null ? 0 : Date.now() - letter.first_try.getTime();
  const attempts = letter.attempts + 1;
  if (passing && tried < patienceWithMail) {
    await change(manager, letter.id, { attempts, error: passing.code });
    return tryLater(manager, letter, pauseAfter(attempts));
  }
  const what = permanent || passing ? 'bounced' : nobody.length > 0 ? 'nobody' : 'delivered';
  const error = permanent
    ? `The mail system refused it: ${permanent.code}.`
    : passing
      ? `The mail system did not take it for three days: ${passing.code}.`
      : nobody.length > 0
        ? `No address is known of: ${nobody.join(', ')}.`
        : null;
  const at = clock.instant();
  const happened: Happening = { at, by: `system:${name}`, what, message: letter.message, error, words: null };
  await record(manager, letter, happened, { state: what, attempts, error, settled_at: at });
};

const tryLater = async (manager: EntityManager, { id }: LetterRow, milliseconds: number): Promise<void> => {
  await manager.query(
    `UPDATE letters_v1 SET first_try = coalesce(first_try, now()), next_try = now() + $2 * interval '1 millisecond'
     WHERE id = $1`,
    [id, milliseconds],
  );
};
