import { derivedId } from '@probity/messaging';
import { earliestDestruction } from '@probity/record/retention';
import { Destroyed, each, type Outcome, type Round, type ServiceContext } from '@probity/shell';
import { isAppealOpen, notedOf, openHolds, type CaseFile, type File } from '../domain/file/file.js';
import { papersCounted } from '../domain/file/on-paper.js';
import { destructionSubject, fileSubject } from '../subjects.js';
import { keepCounted } from '../views/counted-cases.query.js';
import type { DisposalRow } from '../views/disposal.entity.js';
import { unsentLetters } from '../views/unsent-letters.query.js';
import { pendingDisposals, removeDisposal } from '../views/disposals.query.js';
import { askedBySystem } from './asked-by-system.js';

/**
 * Destroys the key of each case whose record was marked for it, and with it what only that case held. That it has begun is
 * a fact on the file first: a hold came before it, or is refused; and then a fact beside the file, which stays. The row goes
 * last: what a crash left half done is done again, which changes nothing of what was done.
 */
export const disposals = (records: ServiceContext): Round => ({
  name: 'disposals',
  every: 500,
  act: async (signal) =>
    each(await pendingDisposals(records.views), signal, async (row) => {
      const standing = await begin(records, row);
      if (standing === 'held') return;
      if (standing === 'begun') await destroy(records, row);
      await removeDisposal(records.views, row.case);
    }),
});

type Standing = 'begun' | 'held' | 'kept';

/** Unless it is held. A key that is gone already has begun to be destroyed. */
const begin = async (records: ServiceContext, row: DisposalRow): Promise<Standing> => {
  const { case: id, clauses, at } = row;
  try {
    const { state } = await records.streams.load(fileSubject, id);
    if (state.status === 'none') return 'kept';
    const asked = askedBySystem(records, state.institution, derivedId('disposal', id, at));
    const outcome = await records.give(fileSubject, id, asked, { type: 'BeginDestruction', clauses });
    const now = outcome.state;
    if (now.status === 'none') return 'kept';
    if (now.destructionBegun) await noteBegun(records, row, now, outcome);
    return standingOf(now);
  } catch (error) {
    if (error instanceof Destroyed) return 'begun';
    throw error;
  }
};

/** `kept`: since it was marked, the day until which it is kept has changed. What is marked waits for an appeal as it does for a hold. */
const standingOf = (file: CaseFile): Standing => {
  if (file.destructionBegun) return 'begun';
  const isAppealed = file.disposalDueSince !== null && isAppealOpen(file);
  return isAppealed || openHolds(file).length > 0 ? 'held' : 'kept';
};

/** What is known of it only for as long as there is a key. */
const noteBegun = async (
  records: ServiceContext,
  { case: id, by: markedBy, at: markedAt, clauses }: DisposalRow,
  file: CaseFile,
  { position }: Outcome<unknown, File>,
): Promise<void> => {
  const { institution, policy } = file;
  const reference = notedOf(file, 'CaseOpeningNoted')[0]?.reference ?? null;
  const asked = { ...askedBySystem(records, institution, derivedId('destruction noted', id)), pin: policy };
  const about = { institution, policy, case: id, reference, clauses };
  const papers = papersCounted(file.papersGone);
  const lettersNotSent = await unsentLetters(records.views, institution, id);
  const counted = { ...(papers && { papers }), ...(lettersNotSent > 0 && { lettersNotSent }) };
  const noted = { ...about, markedBy, markedAt, begunAt: asked.at, ...counted, position };
  await keepCounted(records, file);
  await records.give(destructionSubject, id, asked, { type: 'NoteDestruction', noted });
};

/** The time is no earlier than the key was destroyed: what was broken off is told by when it was done again. */
const destroy = async (records: ServiceContext, { case: id, by, at, clauses }: DisposalRow): Promise<void> => {
  await records.destroy(fileSubject.scope(id), { by, why: clauses.join(', '), at });
  const { state } = await records.streams.load(destructionSubject, id);
  // Begun before there were certificates.
  if (state.status === 'none') return;
  const destroyedAt = records.clock.instant();
  const { backupRetention } = records.chosen;
  const { timeZone } = records.policies.get(state.policy);
  const lastBackupUntil = earliestDestruction({ keep: backupRetention, from: destroyedAt, timeZone });
  const asked = askedBySystem(records, state.institution, derivedId('key destroyed', id));
  const destroyed = { destroyedAt, backupRetention, lastBackupUntil };
  await records.give(destructionSubject, id, asked, { type: 'NoteKeyDestroyed', destroyed });
};
