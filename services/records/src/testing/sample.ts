import { fold, type Decided } from '@probity/decider';
import { compilePacks, packsDirectory } from '@probity/policy-packs';
import { fileDecider, type NoteFact } from '../domain/file/decisions.js';
import { fileCatalogue } from '../domain/file/facts.js';
import type { CaseFile, FileEvent } from '../domain/file/file.js';
import type { NotedEvent } from '../domain/file/noted.js';

export const policy = compilePacks(packsDirectory, [fileCatalogue], { only: 'imi/8' }).get({
  pack: 'imi',
  version: '8',
});
export const caseId = '0198f000-0000-7000-8000-0000000000c1';

export const at = '2026-10-05T09:00:00.000Z';
export const manager = { actor: { id: 'st-0003', offices: ['appropriate-manager'] }, at };
export const officer = { actor: { id: 'st-0007', offices: ['records-officer'] }, at };
const system = { actor: { id: 'system:records', offices: [] }, at };

const file = { case: caseId, institution: 'imi', policy: { pack: 'imi', version: '8' } };
export const begun: FileEvent = { type: 'FileBegun', data: file };
export const noting = (fact: NotedEvent) =>
  ({ ...system, type: 'NoteFact', file, fact }) satisfies NoteFact & typeof system;

const opening = {
  origin: 'o01',
  reference: 'IMI-2026-000001',
  subject: { kind: 'centre', id: 'C-1042', centre: 'C-1042' },
  centre: 'C-1042',
  offences: ['claims-before-completion'],
  classification: 'malpractice',
  products: ['Q-001'],
  reportReceivedAt: '2026-06-01T09:00:00.000Z',
  reportLagInDays: 4,
  level: null,
  faculty: null,
} as const;

/** The facts of a case that is proven, with certificates invalidated, on different days. */
export const noted = {
  opened: {
    type: 'CaseOpeningNoted',
    data: { ...opening, offences: [...opening.offences], products: [...opening.products] },
  },
  started: {
    type: 'InvestigationStartNoted',
    data: { origin: 'o02', startedAt: '2026-06-20T09:00:00.000Z', dueOn: '2026-06-15', late: true },
  },
  report: {
    type: 'FinalReportNoted',
    data: { origin: 'o03', reportVersion: 2, signedOffAt: '2026-07-01T09:00:00.000Z' },
  },
  lessons: { type: 'LessonsNoted', data: { origin: 'o04', count: 0, recordedAt: '2026-09-01T09:00:00.000Z' } },
  finding: {
    type: 'FindingNoted',
    data: {
      origin: 'o05',
      reachedAt: '2026-07-10T09:00:00.000Z',
      proven: true,
      outcomes: ['malpractice'],
      category: null,
    },
  },
  action: {
    type: 'ActionNoted',
    data: {
      origin: 'o06',
      decidedAt: '2026-07-11T09:00:00.000Z',
      actions: [{ code: 'invalidate', effect: 'certificates-invalid' }],
    },
  },
  communicated: { type: 'CommunicationNoted', data: { origin: 'o07', sentAt: '2026-07-12T09:00:00.000Z' } },
  invalidated: {
    type: 'InvalidCertificatesNoted',
    data: { origin: 'o08', invalidatedAt: '2026-07-13T09:00:00.000Z', count: 12 },
  },
  completed: { type: 'EffectsCompletionNoted', data: { origin: 'o09', completedAt: '2026-08-01T09:00:00.000Z' } },
  sanctioned: {
    type: 'SanctionNoted',
    data: { origin: 'o10', action: 'sanction', effect: 'centre-sanction', inEffectAt: '2026-07-20T09:00:00.000Z' },
  },
  prosecution: {
    type: 'ProsecutionNoted',
    data: { origin: 'o11', prosecution: 'p1', notedAt: '2026-08-10T09:00:00.000Z' },
  },
  noCase: { type: 'NoCaseNoted', data: { origin: 'o12', foundAt: '2026-06-25T09:00:00.000Z', stage: null } },
  regulators: {
    type: 'RegulatorsNoted',
    data: { origin: 'o13', regulators: ['ofqual'], notifiedAt: '2026-06-21T09:00:00.000Z' },
  },
  notificationClosed: {
    type: 'NotificationClosureNoted',
    data: { origin: 'o14', closedAt: '2026-08-02T09:00:00.000Z' },
  },
  appeal: { type: 'AppealNoted', data: { origin: 'o15', appeal: 'a1', lodgedAt: '2026-08-05T09:00:00.000Z' } },
  withheld: { type: 'WithholdingNoted', data: { origin: 'o16', hold: 'w1' } },
  holdEnded: { type: 'WithholdingEndNoted', data: { origin: 'o17', hold: 'w1', endedAt: '2026-08-06T09:00:00.000Z' } },
  confirmations: { type: 'ConfirmationsNoted', data: { origin: 'o18', outstanding: 3, position: '9' } },
  confirmed: { type: 'ConfirmationsNoted', data: { origin: 'o19', outstanding: 0, position: '10' } },
} as const satisfies Record<string, NotedEvent>;

/** Proven, communicated, in effect, with lessons: nothing but the closure is left. */
export const ripe = (['opened', 'report', 'lessons', 'finding', 'communicated', 'completed'] as const).map(
  (name) => noted[name],
);

type Command = Parameters<typeof fileDecider.decide>[0];

/** The facts that a course of commands leaves behind. */
export const after = (...commands: readonly Command[]): readonly FileEvent[] =>
  commands.reduce<readonly FileEvent[]>((facts, command) => [...facts, ...decide(facts, command)], []);

export const decide = (facts: readonly FileEvent[], command: Command): readonly Decided<FileEvent>[] =>
  fileDecider.decide(command, fold(fileDecider, facts), policy);

/** @throws where nothing began the file */
export const fileOf = (facts: readonly FileEvent[]): CaseFile => {
  const state = fold(fileDecider, facts);
  if (state.status === 'none') throw new Error('no file');
  return state;
};
