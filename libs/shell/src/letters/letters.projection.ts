import type { LetterSent } from '@probity/contracts';
import { categoryOf } from '@probity/event-store';
import type { Policies } from '@probity/policy-packs';
import type { EntityManager } from 'typeorm';
import { definitions, peopleOf } from '../cases/acts.js';
import type { HashOf } from '../cases/waiting.js';
import type { Streams } from '../commands/streams.js';
import type { Subject, Told } from '../commands/subject.js';
import type { Projection } from '../projections/projection.js';
import type { SealedTexts } from '../sealing/sealed-texts.js';
import { textAt } from './letter.js';

export interface LettersFold {
  readonly subjects: readonly Subject[];
  readonly streams: Streams;
  readonly policies: Policies;
  readonly texts: SealedTexts;
  readonly hashOf: HashOf;
}

/** Takes letters into the outbox, each once: what became of one that is there already stays. */
export const lettersProjection = (fold: LettersFold): Projection => ({
  name: 'letters_v1',
  categories: fold.subjects.map(({ category }) => category),
  project: async (page, manager) => {
    for (const { recorded, event } of page)
      if (event.type === 'LetterSent') await take({ recorded, event: event as LetterSent }, fold, manager);
  },
});

const take = async (
  { recorded, event: { data } }: Told<LetterSent>,
  { subjects, streams, policies, texts, hashOf }: LettersFold,
  manager: EntityManager,
): Promise<void> => {
  const category = categoryOf(recorded.stream);
  const subject = subjects.find((one) => one.category === category) as Subject<never> | undefined;
  if (!subject) return;
  const id = recorded.stream.slice(category.length + 1);
  const { state } = await streams.load(subject, id);
  const pinned = subject.pinned(state);
  if (!pinned) return;
  const policy = policies.get(pinned.policy);
  const act = definitions(subject, policy).find(({ name }) => name === data.act);
  const scope = subject.scope(id);
  await manager.query(
    `INSERT INTO letters_v1 (id, institution, case_id, reference, stream, scope, about_hash, notice, act, title, recipients,
       clauses, text, sent_at, offices, people, message, message_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $1, $14) ON CONFLICT (id) DO NOTHING`,
    [
      ...[recorded.id, pinned.institution, recorded.case, pinned.reference, recorded.stream, scope],
      pinned.about ? hashOf(pinned.institution, pinned.about) : null,
      ...[data.notice, data.act, data.title, data.to, data.clauses],
      ...[await texts.seal(scope, textAt(recorded.id), data.text), data.sentAt],
      ...[act?.who.offices ?? [], act ? peopleOf(subject, state, policy, act) : []],
    ],
  );
};
