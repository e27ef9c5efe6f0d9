import { compilePacks, mergeCatalogues, packsDirectory, procedureOf } from '@probity/policy-packs';
import type { NoteFact } from '../domain/file/decisions.js';
import { fileCatalogue } from '../domain/file/facts.js';
import type { NotedEvent } from '../domain/file/noted.js';

export const pin = { pack: 'chester', version: '2017-18' };
export const policy = compilePacks(packsDirectory, mergeCatalogues([fileCatalogue, procedureOf.file]), {
  only: 'chester/2017-18',
}).get(pin);

export const at = '2026-03-10T10:00:00.000Z';
export const aqss = { actor: { id: 'UC-S10', offices: ['aqss'] }, at };
export const chair = { actor: { id: 'UC-S03', offices: ['chair-mab'] }, at };

const file = { case: '0198f000-0000-7000-8000-0000000000c1', institution: 'chester', policy: pin };
export const noting = (fact: NotedEvent) =>
  ({ type: 'NoteFact', file, fact, actor: { id: 'system:records', offices: [] }, at }) satisfies NoteFact & typeof aqss;

const decidedAt = '2026-03-10T09:00:00.000Z';

/** What others tell of a student's case, by how it may end. */
export const noted = {
  opened: {
    type: 'CaseOpeningNoted',
    data: {
      ...{ origin: 'o1', reference: 'UC-2026-000001', centre: null, offences: ['plagiarism'], products: [] },
      ...{ classification: 'malpractice', reportReceivedAt: '2026-02-01T09:00:00.000Z', reportLagInDays: null },
      ...{ level: 4, faculty: 'arts' },
      subject: { kind: 'student', id: 'S-01', centre: null },
    },
  },
  desk: (proven: boolean) => ({
    type: 'DeskDecisionNoted',
    data: { origin: 'o2', body: 'department', decidedAt, proven, category: 'unacceptable-practice' },
  }),
  noCase: (stage: string | null) => ({ type: 'NoCaseNoted', data: { origin: 'o3', foundAt: decidedAt, stage } }),
  referred: (to: string, referredAt = decidedAt) => ({
    type: 'ReferralNoted',
    data: { origin: `referred to ${to}`, to, referredAt, category: 'unacceptable-practice' },
  }),
  found: (proven: boolean) => ({
    type: 'FindingNoted',
    data: { origin: 'o5', reachedAt: decidedAt, proven, outcomes: [], category: 'unacceptable-practice' },
  }),
  manager: (manager: string, assignedAt = '2026-03-01T09:00:00.000Z') => ({
    type: 'ManagerNoted',
    data: { origin: `manager ${assignedAt}`, manager, assignedAt },
  }),
  lodged: { type: 'AppealNoted', data: { origin: 'o8', appeal: 'a1', lodgedAt: '2026-03-10T09:10:00.000Z' } },
  reviewed: {
    type: 'AppealDecisionNoted',
    data: { origin: 'o9', appeal: 'a1', decidedAt: '2026-03-10T09:20:00.000Z', outcome: 'set-aside' },
  },
  setAside: {
    type: 'VariationNoted',
    data: { origin: 'o10', decidedAt: '2026-03-10T09:20:00.000Z', outcome: 'set-aside', proven: false, actions: [] },
  },
  reviewTold: { type: 'ProceduresCompletionNoted', data: { origin: 'o11', completedAt: '2026-03-10T09:30:00.000Z' } },
  communicated: { type: 'CommunicationNoted', data: { origin: 'o6', sentAt: decidedAt } },
  effected: { type: 'EffectsCompletionNoted', data: { origin: 'o7', completedAt: decidedAt } },
} as const satisfies Record<string, NotedEvent | ((told: never) => NotedEvent)>;
