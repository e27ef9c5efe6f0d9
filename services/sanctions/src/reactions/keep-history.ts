import { Destroyed, type ServiceContext } from '@probity/shell';
import type { PublicEvent } from '@probity/messaging';
import { offenceOf, personOf } from '../domain/sanctions/offence.js';
import { historyFor } from '../domain/subject/decisions.js';
import type { Subject } from '../domain/subject/subject.js';
import { sanctionsSubject, subjectSubject } from '../subjects.js';

/**
 * After another service's fact of a case: its person's record is brought up to what the case now comes to, and each open case
 * of that person that a body considers is told what the record says of the others. Whatever comes in another order, or twice,
 * ends in the same: a snapshot carries the version of the record that it was taken of, and an older one is passed over.
 */
export const keepHistory = async (sanctions: ServiceContext, event: PublicEvent): Promise<void> => {
  const { institution, case: id } = event;
  const { state } = await sanctions.streams.load(sanctionsSubject, id);
  const person = personOf(state);
  if (person === null || state.status === 'none') return;
  const hash = sanctions.keyedHash(institution, 'subject', person);
  await sanctions.give(subjectSubject, hash, sanctions.askedBy(event, 'KeepRecord'), {
    type: 'KeepRecord',
    ...{ institution, policy: state.policy, case: id },
    offence: offenceOf(state, sanctions.policies.get(state.policy)),
    ...{ referred: state.referredAt !== null, ended: state.closedOn !== null },
  });
  await tellOpenCases(sanctions, event, hash);
};

const tellOpenCases = async (sanctions: ServiceContext, event: PublicEvent, hash: string): Promise<void> => {
  const { state: subject, version: asOf } = await sanctions.streams.load(subjectSubject, hash);
  if (subject.status === 'none') return;
  for (const open of subject.referred)
    // The key of another of the person's cases may be gone: nobody is left to be told there.
    await tell(sanctions, event, open, { subject, asOf }).catch((error: unknown) => {
      if (open === event.case || !(error instanceof Destroyed)) throw error;
    });
};

/** By the policy of the case that is told, and the student as that case has them. */
const tell = async (
  sanctions: ServiceContext,
  event: PublicEvent,
  open: string,
  { subject, asOf }: { readonly subject: Subject; readonly asOf: number },
): Promise<void> => {
  const { state } = await sanctions.streams.load(sanctionsSubject, open);
  if (state.status === 'none') return;
  const policy = sanctions.policies.get(state.policy);
  const considering = { policy, registeredLevel: state.noted?.student?.registeredLevel ?? null };
  const command = { type: 'TellHistory', asOf, offences: historyFor(subject, open, considering) } as const;
  await sanctions.give(sanctionsSubject, open, sanctions.askedBy(event, `TellHistory ${open}`), command);
};
