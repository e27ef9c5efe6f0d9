import { fold } from '@probity/decider';
import { compilePacks, packsDirectory, type Policy } from '@probity/policy-packs';
import { fileDecider, type NoteFact } from '../domain/file/decisions.js';
import { fileCatalogue } from '../domain/file/facts.js';
import type { FileEvent } from '../domain/file/file.js';
import type { NotedEvent } from '../domain/file/noted.js';

export const pin = { pack: 'irish-baptist-college', version: '2023-08-21' };

/** The policy as it is, or as the deployment sets it. */
export const collegeWith = (settings: Readonly<Record<string, string>> = {}): Policy =>
  compilePacks(packsDirectory, [fileCatalogue], { only: 'irish-baptist-college/2023-08-21', settings }).get(pin);

export const at = '2026-10-05T09:00:00.000Z';
export const registrar = { actor: { id: 'IBC-S03', offices: ['registrar'] }, at };
const file = { case: '0198f000-0000-7000-8000-0000000000c1', institution: 'irish-baptist-college', policy: pin };

const noting = (fact: NotedEvent) =>
  ({ type: 'NoteFact', file, fact, actor: { id: 'system:records', offices: [] }, at }) satisfies NoteFact &
    typeof registrar;

/** What others tell of a student's case that went to a body, was proven and appealed against. */
export const noted = {
  opened: {
    type: 'CaseOpeningNoted',
    data: {
      ...{ origin: 'o1', reference: 'IBC-2026-000001', centre: null, offences: ['plagiarism'], products: [] },
      ...{ classification: 'malpractice', reportReceivedAt: '2026-02-01T09:00:00.000Z', reportLagInDays: null },
      ...{ level: null, faculty: null },
      subject: { kind: 'student', id: 'S-01', centre: null },
    },
  },
  referred: {
    type: 'ReferralNoted',
    data: { origin: 'o2', to: 'special-cases-committee', referredAt: '2026-02-10T09:00:00.000Z', category: null },
  },
  noCase: { type: 'NoCaseNoted', data: { origin: 'o3', foundAt: '2026-02-10T09:00:00.000Z', stage: null } },
  finding: {
    type: 'FindingNoted',
    data: {
      origin: 'o4',
      reachedAt: '2026-03-01T09:00:00.000Z',
      proven: true,
      outcomes: ['malpractice'],
      category: null,
    },
  },
  action: {
    type: 'ActionNoted',
    data: { origin: 'o5', decidedAt: '2026-03-01T09:00:00.000Z', actions: [{ code: 'e', effect: 'zero-for-work' }] },
  },
  communicated: { type: 'CommunicationNoted', data: { origin: 'o6', sentAt: '2026-03-05T09:00:00.000Z' } },
  effected: { type: 'EffectsCompletionNoted', data: { origin: 'o7', completedAt: '2026-03-06T09:00:00.000Z' } },
  appeal: { type: 'AppealNoted', data: { origin: 'o8', appeal: 'a1', lodgedAt: '2026-03-10T09:00:00.000Z' } },
  appealDecided: {
    type: 'AppealDecisionNoted',
    data: { origin: 'o9', appeal: 'a1', decidedAt: '2026-04-01T09:00:00.000Z', outcome: 'set-aside' },
  },
  varied: {
    type: 'VariationNoted',
    data: { origin: 'o10', decidedAt: '2026-04-01T09:00:00.000Z', outcome: 'set-aside', proven: false, actions: [] },
  },
  completed: { type: 'ProceduresCompletionNoted', data: { origin: 'o11', completedAt: '2026-04-10T09:00:00.000Z' } },
} as const satisfies Record<string, NotedEvent>;

type Command = Parameters<typeof fileDecider.decide>[0];

export const next = (facts: readonly FileEvent[], command: Command, policy: Policy): readonly FileEvent[] =>
  fileDecider.decide(command, fold(fileDecider, facts), policy);

/** The facts that what others told, and then a course of commands, leave behind. */
export const after = (policy: Policy, told: readonly NotedEvent[], ...commands: readonly Command[]) =>
  [...told.map(noting), ...commands].reduce<readonly FileEvent[]>(
    (facts, command) => [...facts, ...next(facts, command as Command, policy)],
    [],
  );
