import { fold, type Given } from '@probity/decider';
import { compilePacks, mergeCatalogues, packsDirectory, procedure, type Policy } from '@probity/policy-packs';
import type { InRegister } from '../domain/body/index.js';
import type { Appeal } from '../domain/appeal/appeal.js';
import type { AppealCommand, LodgeAppeal } from '../domain/appeal/commands.js';
import { appealDecider } from '../domain/appeal/decisions.js';
import type { AppealEvent, DataOf, Original } from '../domain/appeal/events.js';
import { appealCatalogue } from '../domain/appeal/facts.js';
import { hearingCatalogue } from '../domain/hearing/facts.js';

const catalogues = mergeCatalogues([
  ...procedure.filter(({ service }) => service === 'hearing'),
  hearingCatalogue,
  appealCatalogue,
]);
export const appealsPolicy: Policy = compilePacks(packsDirectory, catalogues, {
  only: 'irish-baptist-college/2023-08-21',
}).get({ pack: 'irish-baptist-college', version: '2023-08-21' });

const someone = (id: string, ...offices: readonly string[]): Given['actor'] => ({ id, offices });
export const student = someone('s-001', 'student');
export const director = someone('st-01', 'director-of-training');
export const registrar = someone('st-02', 'registrar');
export const principal = someone('st-03', 'principal');
export const teacher = someone('st-04', 'teaching-staff');
export const manager = someone('st-05', 'management-committee-member');
export const representative = someone('st-06', 'student-representative');

/** The decision was sent on Friday 26 June 2026; the fifteenth working day after it is Monday 20 July (12 and 13 July are holidays). */
export const notifiedAt = '2026-06-26T15:30:00.000Z';
export const lastDay = '2026-07-20T22:59:59.000Z';
export const tooLate = '2026-07-20T23:00:00.000Z';
export const heardAt = '2026-08-03T10:00:00.000Z';

export const original: Original = {
  hearing: '0197f3a0-0000-7000-8000-000000000002-1',
  decidedAt: '2026-06-24T11:00:00.000Z',
  decidedBy: 'special-cases-committee',
  ...{ signedAt: null, notifiedAt, proven: true, participated: true, attendedMeeting: true },
  penalty: {
    ...{ tariff: 'malpractice-penalties', codes: ['e'] },
    facts: { student: { career: 'undergraduate' }, history: { careers: [] }, work: { marked: true } },
  },
  satOn: [
    { person: 'st-01', body: 'special-cases-committee' },
    { person: 'st-09', body: 'special-cases-committee' },
  ],
  ...{ did: [], involved: [], accuser: 'st-08' },
};

export const noted = (
  changes: Partial<Original> = {},
  validatedBy = 'other',
): AppealEvent & { readonly type: 'OriginalNoted' } => ({
  type: 'OriginalNoted',
  data: {
    institution: 'irish-baptist-college',
    policy: { pack: 'irish-baptist-college', version: '2023-08-21' },
    case: '0197f3a0-0000-7000-8000-000000000002',
    reference: 'IBC-2026-000001',
    subject: { kind: 'student', id: 's-001', centre: null },
    student: {
      ...{ career: 'undergraduate', registeredLevel: 5, withdrawn: false, isMinor: false, partTime: false },
      ...{ validatedBy, earlierPoorPractice: false },
    },
    assessment: null,
    original: { ...original, ...changes },
  },
});

export const lodging = (changes: Partial<LodgeAppeal> = {}, by = student, at = lastDay): LodgeAppeal & Given => ({
  type: 'LodgeAppeal',
  ...{ original: null, by: 's-001', kind: 'appeal', against: [] },
  grounds: [{ code: 'disproportionate-penalty' }],
  statement: 'A first offence in a small piece of work.',
  ...{ inWriting: true, submittedAt: at, ...changes, actor: by, at },
});

export const appealId = '0197f3a0-0000-7000-8000-0000000000aa';

const register = (offices: readonly string[]): InRegister => ({
  ...{ known: true, offices, isSubject: false, taughtModule: false, examinedWork: false, subjectSpecialist: false },
  ...{ ofOriginatingFaculty: false, ofProgrammeDepartment: false, trained: false },
});

export const appointing = (person: Given['actor'], seat: string, reasons: Record<string, string> = {}) =>
  ({
    type: 'AppointMember',
    ...{ person: person.id, seat, inRegister: register(person.offices) },
    ...{ actor: registrar, at: '2026-07-22T10:00:00.000Z', reasons },
  }) as const;

export const declaring = (person: Given['actor'], conflict = false, involved = false) =>
  ({ type: 'DeclareInterest', person: person.id, conflict, involved, actor: person, at: heardAt }) as const;

/** What follows from these commands in turn, each given by somebody who may. */
export const after = (
  facts: readonly AppealEvent[],
  ...commands: readonly (AppealCommand & Given)[]
): readonly AppealEvent[] =>
  commands.reduce<readonly AppealEvent[]>(
    (so, command) => [...so, ...appealDecider.decide(command, fold(appealDecider, so), appealsPolicy)],
    facts,
  );

export const stateOf = (facts: readonly AppealEvent[]): Appeal => fold(appealDecider, facts);

export const seats = [
  [principal, 'chair'],
  [teacher, 'teaching-staff'],
  [manager, 'management-committee'],
  [representative, 'student'],
] as const;

/** Lodged at that time, handed on, and before a body that is complete. */
export const beforeTheBody = (changes: Partial<Original> = {}, lodgedAt = lastDay, validatedBy = 'other') =>
  after(
    [noted(changes, validatedBy)],
    lodging({}, student, lodgedAt),
    { type: 'ReferAppeal', actor: director, at: '2026-07-21T10:00:00.000Z' },
    { type: 'ConveneBody', body: 'special-cases-appeal-committee', actor: registrar, at: '2026-07-22T09:00:00.000Z' },
    ...seats.map(([person, seat]) => appointing(person, seat)),
    ...seats.map(([person]) => declaring(person)),
  );

export const step = (name: string, fields: DataOf<'StepRecorded'>['fields'], actor = principal) =>
  ({ type: 'RecordStep', step: name, fields, actor, at: heardAt }) as const;
export const onDocuments = step('appeal.choose-mode', { mode: 'documents' });

export const forIt = { 'st-03': 'for', 'st-04': 'for', 'st-05': 'for', 'st-06': 'against' } as const;
export const review = { procedures: 'Followed.', 'new-evidence': 'None.', penalty: 'Looked at.' };

export const deciding = (outcome: string, changes: Partial<AppealCommand & { readonly type: 'DecideAppeal' }> = {}) =>
  ({
    type: 'DecideAppeal',
    ...{ appeal: appealId, outcome, standard: 'balance-of-probabilities', review },
    ...{ why: 'As the review shows.', chosen: [], findingFalls: false, votes: forIt, ...changes },
    ...{ actor: principal, at: heardAt },
  }) as const;
