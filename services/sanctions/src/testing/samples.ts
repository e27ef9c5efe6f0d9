import { fold, type Given } from '@probity/decider';
import { compilePacks, packsDirectory, type Policy } from '@probity/policy-packs';
import { certificateCatalogue } from '../domain/certificate/decisions.js';
import type { SanctionsCommand, Target } from '../domain/sanctions/commands.js';
import { sanctionsDecider } from '../domain/sanctions/decisions.js';
import { sanctionsCatalogue, sanctionsFacts } from '../domain/sanctions/facts.js';
import type { SanctionsEvent } from '../domain/sanctions/sanctions.js';

/** The policy as it is, or as a deployment sets it. */
export const policyWith = (settings: Readonly<Record<string, string>> = {}): Policy =>
  compilePacks(packsDirectory, [sanctionsCatalogue, certificateCatalogue], { only: 'imi/8', settings }).get({
    pack: 'imi',
    version: '8',
  });

export const ofCase = {
  institution: 'imi',
  policy: { pack: 'imi', version: '8' },
  case: '0197f3a0-0000-7000-8000-000000000001',
};
/** A Friday. */
export const at = '2026-11-20T10:00:00.000Z';
export const manager: Given = { actor: { id: 'IMI-S01', offices: ['appropriate-manager'] }, at };
export const system: Given = { actor: { id: 'system:sanctions', offices: [] }, at };
export const noRuling = { restedOn: {}, departures: [], breaches: [] };
export const holdId = '0197f3a0-0000-7000-8000-00000000000a';
export const interimId = '0197f3a0-0000-7000-8000-00000000000b';
export const reviewOn = '2026-12-04';

type Kind = 'centre' | 'centre-staff' | 'learner' | 'institution-staff';

export const noted = (kind: Kind = 'centre'): SanctionsEvent & { readonly type: 'CaseNoted' } => ({
  type: 'CaseNoted',
  data: {
    ...ofCase,
    reference: 'IMI-2026-000001',
    subject: { kind, id: kind === 'centre' ? 'C-1042' : kind === 'learner' ? 'L-01' : 'P-05', centre: 'C-1042' },
    centre: 'C-1042',
  },
});
export const investigated: SanctionsEvent = {
  type: 'InvestigationNoted',
  data: { ...ofCase, startedOn: '2026-11-04' },
};
export const finding = (proven: boolean): SanctionsEvent & { readonly type: 'FindingNoted' } => ({
  type: 'FindingNoted',
  data: { ...ofCase, hearing: `${ofCase.case}-1`, proven, reachedAt: at },
});
type Due = readonly [code: string, effect: string, parameters?: Readonly<Record<string, unknown>>];

export const noCase: SanctionsEvent = { type: 'NoCaseNoted', data: { ...ofCase, foundOn: '2026-11-20' } };
export const closure: SanctionsEvent = { type: 'ClosureNoted', data: { ...ofCase, closedOn: '2026-11-20' } };
export const due = (...actions: readonly Due[]): SanctionsEvent => ({
  type: 'EffectsDue',
  data: {
    ...ofCase,
    hearing: `${ofCase.case}-1`,
    decidedOn: '2026-11-19',
    actions: actions.map(([code, effect, parameters = {}]) => ({ code, effect, parameters: { ...parameters } })),
  },
});
export const invalidationOf = (count: number): Due => ['invalidate-certificates', 'certificates-invalid', { count }];
export const invalidation = invalidationOf(1);
export const visits = ['visits', 'centre-action'] as const;

export const target = (number: string, change: Partial<Target> = {}): Target => ({
  number,
  entry: { learner: 'L-01', centre: 'C-1042', qualification: 'Q-001' },
  status: 'valid',
  on: { stream: `certificate-${number.toLowerCase()}`, expected: 0, keyId: `certificate:${number.toLowerCase()}` },
  ...change,
});

export const withheld = (...certificates: readonly string[]): SanctionsEvent => ({
  type: 'CertificatesWithheld',
  data: {
    ...{ hold: holdId, certificates: [...certificates], reason: 'Claimed before completion.', reviewOn },
    ...{ withheldAt: at, ruling: noRuling },
  },
});
export const invalid = (...numbers: readonly string[]): SanctionsEvent => ({
  type: 'CertificatesInvalidated',
  data: {
    certificates: numbers.map((number) => ({
      ...{ number, qualification: 'Q-001', reason: 'The work was not finished.', next: 'reassess' as const },
    })),
    invalidatedAt: at,
    ruling: noRuling,
  },
});

export const returnRequested = (...certificates: readonly string[]): SanctionsEvent => ({
  type: 'ReturnRequested',
  data: { certificates: [...certificates], notice: 'Return them.', requestedAt: at, ruling: noRuling },
});

/** What follows from a command after these facts, for what a specification says of it in part. */
export const decided = (
  policy: Policy,
  facts: readonly SanctionsEvent[],
  command: SanctionsCommand & Given,
): ReturnType<typeof sanctionsDecider.decide> =>
  sanctionsDecider.decide(command, fold(sanctionsDecider, facts), policy);

/** The first of what follows: the fact on the case's own stream. */
export const firstOf = (policy: Policy, facts: readonly SanctionsEvent[], command: SanctionsCommand & Given) => {
  const [event] = decided(policy, facts, command);
  if (!event) throw new Error('nothing follows');
  return event;
};

/** Whether the procedure waits for an act after these facts. */
export const waitsFor = (policy: Policy, act: string, ...facts: readonly SanctionsEvent[]): boolean =>
  policy.isDue(act, sanctionsFacts(fold(sanctionsDecider, facts), system));
