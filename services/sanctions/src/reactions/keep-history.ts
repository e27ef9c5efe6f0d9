import { derivedId, type PublicEvent } from '@probity/messaging';
import { Destroyed, type Asked, type ServiceContext } from '@probity/shell';
import type { HistoryOffences } from '../domain/sanctions/history-events.js';
import { offenceOf, personOf } from '../domain/sanctions/offence.js';
import { historyFor } from '../domain/subject/decisions.js';
import type { Subject } from '../domain/subject/subject.js';
import { sanctionsSubject, subjectSubject } from '../subjects.js';
import { bySystem } from './by-system.js';

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

const tell = async (sanctions: ServiceContext, event: PublicEvent, open: string, record: Record): Promise<void> => {
  const asked = (offences: HistoryOffences) =>
    sanctions.askedBy(event, `TellHistory ${open} ${derivedId(JSON.stringify(offences))}`);
  await tellOf(sanctions, open, record, asked);
};

/** Another register was uploaded: an open case is told what that changes. */
export const tellHistoryByRegister = async (
  sanctions: ServiceContext,
  institution: string,
  open: string,
  digest: string,
): Promise<void> => {
  const person = personOf((await sanctions.streams.load(sanctionsSubject, open)).state);
  if (person === null) return;
  const hash = sanctions.keyedHash(institution, 'subject', person);
  const { state: subject, version: asOf } = await sanctions.streams.load(subjectSubject, hash);
  if (subject.status === 'none' || !subject.referred.includes(open)) return;
  await tellOf(sanctions, open, { subject, asOf }, (offences) =>
    bySystem(sanctions, institution, derivedId('history', open, digest, String(asOf), JSON.stringify(offences))),
  );
};

interface Record {
  readonly subject: Subject;
  readonly asOf: number;
}

/** By the policy of the case that is told, and the student as the register has them now; or as that case had them. */
const tellOf = async (
  sanctions: ServiceContext,
  open: string,
  { subject, asOf }: Record,
  asked: (offences: HistoryOffences) => Asked,
): Promise<void> => {
  const { state } = await sanctions.streams.load(sanctionsSubject, open);
  const person = personOf(state);
  if (state.status === 'none' || person === null) return;
  const policy = sanctions.policies.get(state.policy);
  const student = await sanctions.registers.student(state.institution, person);
  const registeredLevel = student?.registeredLevel ?? state.noted?.student?.registeredLevel ?? null;
  const offences = historyFor(subject, open, { policy, registeredLevel });
  await sanctions.give(sanctionsSubject, open, asked(offences), { type: 'TellHistory', asOf, offences } as const);
};
