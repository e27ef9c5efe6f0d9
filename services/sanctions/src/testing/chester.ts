import { fold, type Given } from '@probity/decider';
import { compilePacks, mergeCatalogues, packsDirectory, procedure } from '@probity/policy-packs';
import { certificateCatalogue } from '../domain/certificate/decisions.js';
import type { NoteCourseReported, SanctionsCommand, ToldAction } from '../domain/sanctions/commands.js';
import { sanctionsDecider } from '../domain/sanctions/decisions.js';
import { sanctionsCatalogue, sanctionsFacts } from '../domain/sanctions/facts.js';
import type { KnownSanctions, SanctionsEvent } from '../domain/sanctions/sanctions.js';
import { caseOf, opened as openedElsewhere } from './college.js';

const pin = { pack: 'chester', version: '2017-18' };
const catalogues = mergeCatalogues([
  ...procedure.filter(({ service }) => service === 'sanctions'),
  ...[sanctionsCatalogue, certificateCatalogue],
]);
export const policy = compilePacks(packsDirectory, catalogues, { only: 'chester/2017-18' }).get(pin);

/** A Monday at ten, and the end of the course of which the student was told then. */
export const decidedAt = '2026-10-05T09:00:00.000Z';
export const overAt = '2026-10-26T23:59:59.999Z';
export const dayAfter = '2026-10-27T00:00:00.000Z';
/** So many days after the decision. */
export const day = (days: number): string => new Date(Date.parse(decidedAt) + days * 86_400_000).toISOString();

export const by = (office: string, at = decidedAt): Given => ({ actor: { id: `S-${office}`, offices: [office] }, at });
export const system: Given = { actor: { id: 'system:sanctions', offices: [] }, at: decidedAt };
export const of = { institution: 'chester', policy: pin, case: caseOf(1) };

export const opened = {
  ...{ ...openedElsewhere, ...of, reference: 'UC-2026-000001', ...system },
  assessment: { ...openedElsewhere.assessment, attempt: 1, attemptsAllowed: 3 },
};
export const found = {
  type: 'NoteFinding',
  ...{ ...of, hearing: `${of.case}-1`, proven: true, reachedAt: decidedAt, ...system },
  ...{ category: 'unacceptable-academic-practice', offences: ['plagiarism'] },
} as const;
/** What a body decided: the effects of one penalty. */
export const decided = (code: string, ...effects: readonly (string | Partial<ToldAction>)[]) =>
  ({
    type: 'NoteAction',
    ...{ ...of, hearing: `${of.case}-1`, decidedAt, ...system },
    actions: effects.map((effect) => ({
      ...{ code, parameters: {}, clauses: [] },
      ...(typeof effect === 'string' ? { effect } : { effect: '', ...effect }),
    })),
  }) as const;
export const course = decided('academic-integrity-course', 'academic-integrity-course');
const recommended = { binds: false } as const;
export const terminated = decided(
  'terminated-with-exit-award',
  'module-zero',
  { ...recommended, effect: 'programme-terminated' },
  { ...recommended, effect: 'exit-award-by-credits' },
);

type Fields = Readonly<Record<string, string | number | boolean | null>>;
export const step = (name: string, given: Given, fields: Fields = {}, letter: Readonly<Record<string, string>> = {}) =>
  ({ type: 'RecordStep', step: `sanctions.${name}`, fields: { ...fields }, letter, ...given }) as const;

const procedureIs = 'You can appeal.';
export const courseLetter = step(
  'send-course-letter',
  by('aqss'),
  {},
  { course: 'Complete the course.', otherwise: 'A mark of zero.', procedure: procedureIs },
);
export const askForMark = step(
  'ask-for-mark',
  by('aqss', day(1)),
  { returnBy: '2026-10-20' },
  { mark: 'On what was produced by fair means.' },
);
export const ai0 = step('record-ai-0', by('chair-mab', day(2)), { mark: 52, moderated: true, bySection5: true });
export const confirmAs = (outcome: string, at = dayAfter) =>
  step(
    'confirm-course-outcome',
    by('aqss', at),
    { outcome },
    { result: 'What follows.', mark: '52', procedure: procedureIs },
  );
export const reported = (
  what: 'opened' | 'test-accessed' | 'passed' | 'failed',
  happenedAt: string,
): NoteCourseReported & Given => ({
  type: 'NoteCourseReported',
  ...{ number: 1, what: `course.${what}`, happenedAt, message: `m-${what}-${happenedAt}` },
  ...{ actor: system.actor, at: happenedAt },
});
export const expired = { type: 'NoteCourseTime', number: 1, actor: system.actor, at: dayAfter } as const;
export const boards = (ratifiedOn: string | null, awardsBoardOn: string | null = null) =>
  ({ type: 'NoteBoards', ratifiedOn, awardsBoardOn, ...system }) as const;
export const acknowledged = (number: number) =>
  ({ type: 'AcknowledgeInstruction', number, done: true, note: null, ...by('student-system', dayAfter) }) as const;

export type Command = SanctionsCommand & Given;
export const next = (facts: readonly SanctionsEvent[], command: Command) =>
  sanctionsDecider.decide(command, fold(sanctionsDecider, facts), policy) as readonly SanctionsEvent[];
/** The facts that a course of commands leaves behind. */
export const after = (...commands: readonly Command[]): readonly SanctionsEvent[] =>
  commands.reduce<readonly SanctionsEvent[]>((facts, command) => [...facts, ...next(facts, command)], []);
export const typesOf = (facts: readonly SanctionsEvent[]): readonly string[] => facts.map(({ type }) => type);

/** @throws where nothing is known */
export const stateOf = (facts: readonly SanctionsEvent[]): KnownSanctions => {
  const state = fold(sanctionsDecider, facts);
  if (state.status === 'none') throw new Error('nothing is known');
  return state;
};
export const instructedIn = (facts: readonly SanctionsEvent[]) =>
  stateOf(facts).instructions.map(({ effect, parameters, undoes }) => ({ effect, parameters, undoes }));
export const isDue = (act: string, facts: readonly SanctionsEvent[], at = decidedAt): boolean =>
  policy.isDue(`sanctions.${act}`, sanctionsFacts(fold(sanctionsDecider, facts), { ...system, at }));
