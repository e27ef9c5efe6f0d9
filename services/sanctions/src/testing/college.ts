import { fold, type Given } from '@probity/decider';
import { compilePacks, packsDirectory } from '@probity/policy-packs';
import { certificateCatalogue } from '../domain/certificate/decisions.js';
import type { SanctionsCommand, ToldAction } from '../domain/sanctions/commands.js';
import { sanctionsDecider } from '../domain/sanctions/decisions.js';
import { sanctionsCatalogue } from '../domain/sanctions/facts.js';
import type { KnownSanctions, SanctionsEvent } from '../domain/sanctions/sanctions.js';
import { subjectCatalogue } from '../domain/subject/decisions.js';

const pin = { pack: 'irish-baptist-college', version: '2023-08-21' };
export const college = compilePacks(packsDirectory, [sanctionsCatalogue, certificateCatalogue, subjectCatalogue], {
  only: 'irish-baptist-college/2023-08-21',
}).get(pin);

export const caseOf = (number: number): string => `0197f3a0-0000-7000-8000-0000000000${number}0`;
export const of = { institution: 'irish-baptist-college', policy: pin, case: caseOf(1) };
export const at = '2026-11-20T10:00:00.000Z';
export const system: Given = { actor: { id: 'system:sanctions', offices: [] }, at };
export const registrar: Given = { actor: { id: 'IBC-S03', offices: ['registrar'] }, at };
export const member: Given = { actor: { id: 'IBC-S01', offices: ['director-of-training'] }, at };
export const studentSystem: Given = { actor: { id: 'IBC-SIS', offices: ['student-system'] }, at };

const assessment = {
  ...{
    kind: 'coursework',
    module: 'OT-201',
    component: 'E1',
    moduleLevel: 5,
    formative: false,
    attempt: null,
    attemptsAllowed: null,
    submittedAt: null,
    requiredForAward: true,
  },
  ...{ resubmission: false, reuseProhibited: false, collaborative: false, postedAt: null, marksReleasedAt: null },
  ...{ examinationStartsAt: null, examinationEndsAt: null },
};
const student = {
  ...{ career: 'undergraduate', registeredLevel: 5, withdrawn: false, isMinor: false, partTime: false },
  ...{ validatedBy: 'other', earlierPoorPractice: false },
};

export const opened = {
  type: 'NoteCase',
  ...{ ...of, reference: 'IBC-2026-000001', centre: null, assessment, student, ...system },
  subject: { kind: 'student', id: 'S-01', centre: null },
} as const;
export const referred = { type: 'NoteReferral', ...of, referredAt: at, ...system } as const;
const hearing = `${of.case}-1`;
export const found = {
  type: 'NoteFinding',
  ...{ ...of, hearing, proven: true, reachedAt: at, ...system },
  ...{ category: 'malpractice', offences: ['plagiarism'] },
} as const;

/** A penalty as hearings tells it: each effect of the tariff's by itself, and what is imposed whatever is chosen. */
export const penalty = (
  code: string,
  effects: readonly string[],
  words: Readonly<Record<string, unknown>> = {},
  parameters: Readonly<Record<string, unknown>> = {},
): readonly ToldAction[] => [
  ...effects.map((effect) => ({ code, effect, parameters, words, clauses: [`IBC-93.${code[0]}`] })),
  { code: always, effect: always, parameters: {}, clauses: ['IBC-87'] },
];
const always = 'overrides-assessment-decisions';

const members = [
  { person: 'IBC-S01', roles: ['committee-member'] },
  { person: 'IBC-S02', roles: ['committee-member'] },
];
export const decidedAs = (actions: readonly ToldAction[]) =>
  ({ type: 'NoteAction', ...of, hearing, decidedAt: at, actions, members, ...system }) as const;
export const variedTo = (outcome: string, actions: readonly ToldAction[], decidedAt = '2026-12-10T10:00:00.000Z') =>
  ({
    type: 'NoteVariation',
    ...{ ...of, hearing: `${of.case}-appeal`, decidedAt, outcome },
    ...{ proven: outcome !== 'set-aside', actions, ...system },
  }) as const;

type Command = SanctionsCommand & Given;

/** The facts that a course of commands leaves behind. */
export const after = (...commands: readonly Command[]): readonly SanctionsEvent[] =>
  commands.reduce<readonly SanctionsEvent[]>((facts, command) => [...facts, ...next(facts, command)], []);
export const next = (facts: readonly SanctionsEvent[], command: Command) =>
  sanctionsDecider.decide(command, fold(sanctionsDecider, facts), college) as readonly SanctionsEvent[];

/** @throws where nothing is known */
export const stateOf = (facts: readonly SanctionsEvent[]): KnownSanctions => {
  const state = fold(sanctionsDecider, facts);
  if (state.status === 'none') throw new Error('nothing is known');
  return state;
};

export const e = penalty('e', ['zero-for-work', 'resit-permitted'], { work: 'Essay 1' }, { resit: 'capped' });
export const recordDecision = {
  type: 'RecordStep',
  ...{ step: 'sanctions.record-decision', ...registrar },
  fields: { decision: 'Zero for the essay, and a re-sit.', resubmitBy: '2027-01-15' },
} as const;
