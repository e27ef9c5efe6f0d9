import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { decisionOf } from '../api/appeal.lookups.js';
import { appealOf, appealSubject } from '../subjects.js';

/** From the day on which the decision is sent it may be appealed against: our own fact, told to the stream of the appeal. */
export const whenDecisionCommunicated =
  (hearings: ServiceContext): Reaction =>
  async (event) => {
    if (!hearings.policies.get(event.policy).act('appeal.lodge')) return;
    const original = await decisionOf(hearings, event.case);
    if (!original) return;
    const command = { type: 'NoteOriginal', ...original } as const;
    await hearings.give(appealSubject, appealOf(event.case), hearings.askedBy(event, 'NoteOriginal'), command);
  };
