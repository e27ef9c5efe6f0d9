import { policyPin, type PolicyPin } from '@probity/contracts';
import { z } from 'zod';

const ofCase = { institution: z.string(), policy: policyPin, case: z.uuid() };
const instant = z.iso.datetime();

/** An offence that a body found proven: codes and dates. */
const offence = z.strictObject({
  reference: z.string(),
  category: z.string(),
  offences: z.array(z.string()),
  career: z.string(),
  moduleLevel: z.number().nullable(),
  foundAt: instant,
});

/** The stored shapes on `subject-<keyed hash of the register's id>`: a person's history at one institution. */
export const subjectEvents = {
  OffenceRecorded: z.strictObject({ ...ofCase, offence }),
  /** For what is on record: as it was decided, or as it was varied, which `outcome` tells. */
  PenaltiesRecorded: z.strictObject({ ...ofCase, penalties: z.array(z.string()), outcome: z.string().nullable() }),
  /** It was quashed, and counts no more. */
  OffenceSetAside: z.strictObject({ ...ofCase, outcome: z.string() }),
  /** A course that was imposed for it ended: as told last. */
  CourseEnded: z.strictObject({ ...ofCase, passed: z.boolean(), standardPenaltyOpen: z.boolean() }),
  /** A body is to consider a case of the person: it is told the history, and what changes of it while the case is open. */
  CaseReferred: z.strictObject(ofCase),
  CaseEnded: z.strictObject(ofCase),
} as const;

export type SubjectEvent = {
  [Type in keyof typeof subjectEvents]: { readonly type: Type; readonly data: z.infer<(typeof subjectEvents)[Type]> };
}[keyof typeof subjectEvents];

export interface RecordedOffence extends Readonly<z.infer<typeof offence>> {
  readonly case: string;
  readonly penalties: readonly string[];
  readonly setAside: boolean;
  /** How the course that was imposed for it ended; null: none did. */
  readonly course: { readonly passed: boolean; readonly standardPenaltyOpen: boolean } | null;
}

/** Somebody of whom nothing is on record has no stream. */
export type Subject = { readonly status: 'none' } | KnownSubject;

export interface KnownSubject {
  readonly status: 'known';
  readonly institution: string;
  /** Of the case that told of the person first. */
  readonly policy: PolicyPin;
  readonly offences: readonly RecordedOffence[];
  /** Cases that a body is to consider, and that are not closed. */
  readonly referred: readonly string[];
  readonly ended: readonly string[];
}

export const noSubject: Subject = { status: 'none' };

export const evolve = (subject: Subject, event: SubjectEvent): Subject => {
  const known = opened(subject, event.data);
  const { case: id } = event.data;
  switch (event.type) {
    case 'OffenceRecorded': {
      const recorded = { ...event.data.offence, case: id, penalties: [], setAside: false, course: null };
      return { ...known, offences: [...known.offences.filter((one) => one.case !== id), recorded] };
    }
    case 'PenaltiesRecorded':
      return changed(known, id, { penalties: event.data.penalties });
    case 'OffenceSetAside':
      return changed(known, id, { setAside: true });
    case 'CourseEnded': {
      const { passed, standardPenaltyOpen } = event.data;
      return changed(known, id, { course: { passed, standardPenaltyOpen } });
    }
    case 'CaseReferred':
      return { ...known, referred: [...known.referred, id] };
    case 'CaseEnded':
      return { ...known, referred: known.referred.filter((one) => one !== id), ended: [...known.ended, id] };
    default:
      return event satisfies never;
  }
};

const opened = (
  subject: Subject,
  { institution, policy }: Pick<KnownSubject, 'institution' | 'policy'>,
): KnownSubject =>
  subject.status === 'known'
    ? subject
    : { status: 'known', institution, policy, offences: [], referred: [], ended: [] };

const changed = (known: KnownSubject, id: string, change: Partial<RecordedOffence>): KnownSubject => ({
  ...known,
  offences: known.offences.map((one) => (one.case === id ? { ...one, ...change } : one)),
});

/** For the stream alone: it belongs to no case, and no timeline shows it. */
export const subjectSentences: { readonly [Type in SubjectEvent['type']]: () => string } = {
  OffenceRecorded: () => 'An offence was put on record.',
  PenaltiesRecorded: () => 'The penalties for an offence were put on record.',
  OffenceSetAside: () => 'An offence was set aside, and counts no more.',
  CourseEnded: () => 'A course that was imposed for an offence has ended.',
  CaseReferred: () => 'A case of the person was referred.',
  CaseEnded: () => 'A case of the person has ended.',
};
