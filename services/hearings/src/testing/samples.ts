import { compilePacks, packsDirectory, type Policy } from '@probity/policy-packs';
import { fold, type Given } from '@probity/decider';
import type { SaidAction } from '../domain/hearing/penalty/chosen.js';
import type { HearingCommand } from '../domain/hearing/commands.js';
import { hearingDecider } from '../domain/hearing/decider.js';
import { hearingCatalogue } from '../domain/hearing/facts.js';
import type { SaidFinding } from '../domain/hearing/finding/points.js';
import type { HearingEvent } from '../domain/hearing/hearing.js';

/** The policy as it is, or as a deployment sets it. */
export const policyWith = (settings: Readonly<Record<string, string>> = {}): Policy =>
  compilePacks(packsDirectory, [hearingCatalogue], { only: 'imi/8', settings }).get({ pack: 'imi', version: '8' });

export const ofCase = {
  institution: 'imi',
  policy: { pack: 'imi', version: '8' },
  case: '0197f3a0-0000-7000-8000-000000000001',
};
export const manager: Given = {
  actor: { id: 'IMI-S01', offices: ['appropriate-manager'] },
  at: '2026-11-20T10:00:00.000Z',
};
export const system: Given = { actor: { id: 'system:hearings', offices: [] }, at: manager.at };
export const noRuling = { restedOn: {}, departures: [], breaches: [] };

export const claims = `sha256:${'a'.repeat(64)}`;
export const interview = `sha256:${'b'.repeat(64)}`;

type Kind = 'centre' | 'centre-staff' | 'learner';

export const noted = (kind: Kind = 'centre'): HearingEvent & { readonly type: 'CaseNoted' } => ({
  type: 'CaseNoted',
  data: {
    ...ofCase,
    reference: 'IMI-2026-000001',
    subject: { kind, id: kind === 'centre' ? 'C-1042' : 'X-01', centre: 'C-1042' },
    centre: 'C-1042',
  },
});

export const convened: HearingEvent & { readonly type: 'HearingConvened' } = {
  type: 'HearingConvened',
  data: {
    ...ofCase,
    manager: 'IMI-S01',
    lead: 'IMI-S03',
    reportVersion: 1,
    signedOffAt: '2026-11-19T10:00:00.000Z',
    established: [
      { point: 'p1', offence: 'claims-before-completion', outcome: 'malpractice' },
      { point: 'p2', offence: 'poor-records', outcome: 'not-shown' },
    ],
    evidence: [claims, interview],
  },
};

export const managed = (person: string, since: string): HearingEvent & { readonly type: 'ManagerNoted' } => ({
  type: 'ManagerNoted',
  data: { ...ofCase, manager: person, since },
});
export const implicated = (...centreStaff: string[]): HearingEvent & { readonly type: 'ImplicatedNoted' } => ({
  type: 'ImplicatedNoted',
  data: { ...ofCase, centreStaff },
});
export const closure: HearingEvent & { readonly type: 'ClosureNoted' } = {
  type: 'ClosureNoted',
  data: { ...ofCase, closedAt: '2026-11-20T09:00:00.000Z' },
};

export const findings: readonly SaidFinding[] = [
  { point: 'p1', outcome: 'malpractice', reasons: 'The claims came before the work.', evidence: [claims] },
  { point: 'p2', outcome: 'not-shown', reasons: 'The records are complete.', evidence: [] },
];

export const found = (...outcomes: readonly ('malpractice' | 'not-shown')[]): HearingEvent => ({
  type: 'FindingReached',
  data: {
    findings: findings.map((finding, index) => ({
      ...finding,
      outcome: outcomes[index] ?? 'not-shown',
      offence: index === 0 ? 'claims-before-completion' : 'poor-records',
      established: index === 0 ? 'malpractice' : 'not-shown',
      evidence: [...finding.evidence],
    })),
    proven: outcomes.includes('malpractice'),
    reachedAt: manager.at,
    ruling: noRuling,
  },
});

export const aims = {
  'minimise-risk': 'No certificate stands on unfinished work.',
  'public-confidence': 'Whoever reads a certificate can rely on it.',
  'discourage-others': 'It is seen that early claims are found.',
  'no-gain': 'Nobody keeps what was claimed early.',
};

export const invalidate: SaidAction = { code: 'invalidate-certificates', parameters: { count: 12 } };
export const visits: SaidAction = { code: 'visits', parameters: { count: 2, purpose: 'monitoring' } };

/** The one event that follows from a command after these facts, for what a specification says of it in part. */
export const onlyEvent = (policy: Policy, facts: readonly HearingEvent[], command: HearingCommand & Given) => {
  const [event, ...more] = hearingDecider.decide(command, fold(hearingDecider, facts), policy);
  if (!event || more.length > 0) throw new Error(`expected one event, not ${more.length + (event ? 1 : 0)}`);
  return event;
};
