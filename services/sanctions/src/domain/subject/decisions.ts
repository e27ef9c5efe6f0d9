import type { PolicyPin, PublicData } from '@probity/contracts';
import { eventOf, same, type Decided, type Decider, type Given } from '@probity/decider';
import type { ActCatalogue, Policy } from '@probity/policy-packs';
import { standingOf, type Considering } from './standing.js';
import {
  evolve,
  noSubject,
  type KnownSubject,
  type RecordedOffence,
  type Subject,
  type SubjectEvent,
} from './subject.js';

/** How a case stands, as far as the record of the person goes. However often, and in whichever order. */
export interface KeepRecord {
  readonly type: 'KeepRecord';
  readonly institution: string;
  readonly policy: PolicyPin;
  readonly case: string;
  /** Null: nothing was found that goes on record. */
  readonly offence: KeptOffence | null;
  readonly referred: boolean;
  readonly ended: boolean;
}

export interface KeptOffence extends Omit<RecordedOffence, 'case'> {
  /** What became of it on appeal: `reduced`, `set-aside`; null where nothing did. */
  readonly outcome: string | null;
  /** The clauses by which it goes on record. */
  readonly clauses: readonly string[];
}

/** Nobody acts on it: it follows from cases. */
export const subjectCatalogue = {
  service: 'subject',
  facts: {},
  acts: {},
  tables: {},
  tariffs: {},
} as const satisfies ActCatalogue;

const fact = eventOf<SubjectEvent>();
type Decision = readonly Decided<SubjectEvent>[];

const keep = (command: KeepRecord & Given, subject: Subject): Decision => {
  const { institution, policy, case: id, offence, referred, ended } = command;
  const of = { institution, policy, case: id };
  const known = subject.status === 'known' ? subject : undefined;
  const authority = { authority: offence?.clauses ?? [] };
  return [
    ...recorded(of, offence, known),
    ...(referred && !ended && !known?.referred.includes(id) && !known?.ended.includes(id)
      ? [fact('CaseReferred', of, authority)]
      : []),
    ...(ended && known?.referred.includes(id) ? [fact('CaseEnded', of, authority)] : []),
  ];
};

const recorded = (
  of: Pick<KeepRecord, 'institution' | 'policy' | 'case'>,
  offence: KeptOffence | null,
  known: KnownSubject | undefined,
): Decision => {
  if (!offence) return [];
  const before = known?.offences.find((one) => one.case === of.case);
  const { penalties, setAside, outcome, course, clauses: authority, ...kept } = offence;
  const { reference, category, offences, career, moduleLevel, foundAt } = kept;
  if (setAside)
    return before && !before.setAside
      ? [fact('OffenceSetAside', { ...of, outcome: outcome ?? '' }, { authority })]
      : [];
  const isNew = !before || before.setAside;
  const data = { reference, category, offences: [...offences], career, moduleLevel, foundAt };
  return [
    ...(isNew ? [fact('OffenceRecorded', { ...of, offence: data }, { authority })] : []),
    ...(same(penalties, isNew ? [] : before.penalties)
      ? []
      : [fact('PenaltiesRecorded', { ...of, penalties: [...penalties], outcome }, { authority })]),
    ...(course && !same(course, isNew ? null : before.course)
      ? [fact('CourseEnded', { ...of, ...course }, { authority })]
      : []),
  ];
};

export const subjectDecider: Decider<KeepRecord & Given, Subject, SubjectEvent, Policy> = {
  initial: noSubject,
  decide: keep,
  evolve,
};

/** What is on record of the subject of a case from before, and what of it is spent; of that case itself, nothing. */
export const historyFor = (
  subject: Subject,
  caseId: string,
  considering: Considering,
): PublicData<'sanctions', 'HistoryTold'>['offences'] => {
  const all = (subject.status === 'none' ? [] : subject.offences)
    .filter((one) => !one.setAside)
    .toSorted((a, b) => a.foundAt.localeCompare(b.foundAt) || a.case.localeCompare(b.case));
  return all
    .filter((one) => one.case !== caseId)
    .map((one) => {
      const { setAside: _, course: __, offences, penalties, ...kept } = one;
      const standing = standingOf(one, all, considering);
      return {
        ...{ ...kept, offences: [...offences], penalties: [...penalties], spent: standing === 'spent' },
        ...(standing === 'unknown' && { standingUnknown: true }),
      };
    });
};
