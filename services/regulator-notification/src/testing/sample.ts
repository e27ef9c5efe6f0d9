import { kept } from '@probity/contracts';
import { fold, type Decided } from '@probity/decider';
import { compilePacks, packsDirectory } from '@probity/policy-packs';
import type { AssessAdverseEffect } from '../domain/notification/assess.js';
import { notificationDecider, type NoteFact } from '../domain/notification/decisions.js';
import { notificationCatalogue, notificationFacts } from '../domain/notification/facts.js';
import type { NotedEvent } from '../domain/notification/noted.js';
import type { Limbs, Notification, NotificationEvent, NotificationFile } from '../domain/notification/notification.js';

export const policy = compilePacks(packsDirectory, [notificationCatalogue], { only: 'imi/8' }).get({
  pack: 'imi',
  version: '8',
});
export const caseId = '0198f000-0000-7000-8000-0000000000c1';
export const none = kept({ read: {}, departures: [], breaches: [] });

export const at = '2026-10-05T09:00:00.000Z';
export const manager = { actor: { id: 'st-0003', offices: ['appropriate-manager'] }, at };
export const system = { actor: { id: 'system:regulator-notification', offices: [] }, at };
export const regulator = (id: string) => ({ actor: { id, offices: ['regulator'] }, at });

const file = { case: caseId, institution: 'imi', policy: { pack: 'imi', version: '8' } };
export const begun: NotificationEvent = { type: 'NotificationFileBegun', data: file };
export const noting = (fact: NotedEvent) =>
  ({ ...system, type: 'NoteFact', file, fact }) satisfies NoteFact & typeof system;

const invalid = { number: 'SAMPLE-1', qualification: 'Q-001', reason: 'Not earned.', next: 'reassess' } as const;
export const noted = {
  opened: {
    type: 'CaseOpeningNoted',
    data: { origin: 'o1', reference: 'IMI-2026-000001', subjectKind: 'centre', centre: 'C-1042', products: ['Q-001'] },
  },
  started: { type: 'InvestigationStartNoted', data: { origin: 'o2', startedAt: at } },
  report: { type: 'FinalReportNoted', data: { origin: 'o3', reportVersion: 2, signedOffAt: at } },
  finding: { type: 'FindingNoted', data: { origin: 'o4', reachedAt: at, proven: true } },
  action: { type: 'ActionNoted', data: { origin: 'o5', decidedAt: at, actions: ['invalidate-certificates'] } },
  invalidated: { type: 'InvalidCertificatesNoted', data: { origin: 'o6', invalidatedAt: at, certificates: [invalid] } },
  closed: { type: 'CaseClosureNoted', data: { origin: 'o7', closedAt: at } },
  noCase: { type: 'NoCaseNoted', data: { origin: 'o8', foundAt: at } },
} as const satisfies Record<string, NotedEvent>;

const no = { applies: false, likely: false, reason: 'Nothing points to it.' };
export const noLimb: Limbs = { prejudice: no, compliance: no, standards: no, confidence: no };
export const oneLimb: Limbs = {
  ...noLimb,
  standards: { applies: false, likely: true, reason: 'Claimed before completion.' },
};

export const assess = (
  regulators: readonly string[],
  limbs: Limbs = oneLimb,
  more: Partial<AssessAdverseEffect> = {},
): AssessAdverseEffect & typeof manager => ({
  ...manager,
  type: 'AssessAdverseEffect',
  limbs,
  qualifications: ['Q-001'],
  regulators,
  fraudSuspected: false,
  determinedAt: at,
  ...more,
});

type Command = Parameters<typeof notificationDecider.decide>[0];

/** The facts that a course of commands leaves behind. */
export const after = (...commands: readonly Command[]): readonly NotificationEvent[] =>
  commands.reduce<readonly NotificationEvent[]>((facts, command) => [...facts, ...decide(facts, command)], []);

export const decide = (facts: readonly NotificationEvent[], command: Command): readonly Decided<NotificationEvent>[] =>
  notificationDecider.decide(command, stateOf(facts), policy);

const stateOf = (facts: readonly NotificationEvent[]): Notification => fold(notificationDecider, facts);

/** @throws where nothing began the file */
export const fileOf = (facts: readonly NotificationEvent[]): NotificationFile => {
  const state = stateOf(facts);
  if (state.status === 'none') throw new Error('no file');
  return state;
};

export const factsOf = (facts: readonly NotificationEvent[]) => notificationFacts(stateOf(facts), manager);

export const typesOf = (events: readonly NotificationEvent[]): readonly string[] =>
  events.map((event) => (event.type === 'RegulatorsTold' ? `told:${event.data.kind}` : event.type));

export const permutations = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  all.length < 2
    ? [all]
    : all.flatMap((one, index) => permutations(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));

export const opened = after(noting(noted.opened));
export const notified = after(noting(noted.opened), assess(['ofqual', 'ccea']));
export const update = {
  ...manager,
  type: 'UpdateRegulators',
  progress: 'Interviews are under way.',
  nextUpdateOn: null,
} as const;
