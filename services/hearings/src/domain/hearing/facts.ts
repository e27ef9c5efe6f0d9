import type { Given } from '@probity/decider';
import type { ActCatalogue, FactsOf, FactTypes } from '@probity/policy-packs';
import type { Hearing, KnownHearing } from './hearing.js';

const facts = {
  case: { noted: 'bool', closed: 'bool', subject: { kind: 'string' } },
  report: { signedOff: 'bool' },
  finding: { reached: 'bool', proven: 'bool' },
  action: { decided: 'bool' },
  decision: { communicated: 'bool' },
} as const satisfies FactTypes;

const correction = { correction: { found: 'bool', reasonGiven: 'bool' } } as const satisfies FactTypes;

/** What the rules on a hearing may read, and what each of its acts adds. */
export const hearingCatalogue = {
  service: 'hearing',
  facts,
  acts: {
    'hearing.decide-finding': {
      findings: {
        unanswered: 'list<string>',
        unknown: 'list<string>',
        repeated: 'list<string>',
        unreasoned: 'list<string>',
        unsupported: 'list<string>',
        departing: 'list<string>',
      },
      evidence: { unknown: 'list<string>' },
    },
    'hearing.decide-action': {
      actions: { unknown: 'list<string>', uncounted: 'list<string>' },
      aims: { unknown: 'list<string>' },
      rationale: { given: 'bool' },
    },
    'hearing.communicate': { recipient: { part: 'string', implicated: 'bool' } },
    'hearing.lodge-appeal': {
      appeal: { party: 'string', groundsGiven: 'bool' },
      appealsPolicy: { configured: 'bool' },
    },
    'hearing.correct': correction,
  },
  tables: {},
  tariffs: {
    outcomes: { subject: { kind: 'string' }, proven: 'bool', sanctionsPolicy: { configured: 'bool' } },
  },
} as const satisfies ActCatalogue;

export const rolesOf = (hearing: Hearing): Readonly<Record<string, readonly string[]>> => {
  if (hearing.status === 'none') return {};
  const manager = managerOf(hearing);
  return {
    ...(manager !== undefined && { manager: [manager] }),
    ...(hearing.convened && { lead: [hearing.convened.lead] }),
  };
};

/** Who signed the report off, or was made accountable after that. */
const managerOf = ({ convened, assigned }: KnownHearing): string | undefined =>
  convened && assigned && Date.parse(assigned.since) < Date.parse(convened.signedOffAt)
    ? convened.manager
    : (assigned ?? convened)?.manager;

export const hearingFacts = (hearing: Hearing, { actor }: Pick<Given, 'actor'>) => ({
  actor: {
    offices: actor.offices,
    roles: Object.entries(rolesOf(hearing)).flatMap(([role, people]) => (people.includes(actor.id) ? [role] : [])),
  },
  steps: { done: hearing.status === 'none' ? [] : hearing.steps },
  ...stateFacts(hearing),
});

const stateFacts = (hearing: Hearing): FactsOf<typeof facts> => {
  const known = hearing.status === 'known' ? hearing : undefined;
  return {
    case: {
      noted: known?.noted != null,
      closed: known?.closedAt != null,
      subject: { kind: known?.noted?.subject.kind ?? '' },
    },
    report: { signedOff: known?.convened != null },
    finding: { reached: known?.finding != null, proven: known?.finding?.proven ?? false },
    action: { decided: known?.action != null },
    decision: { communicated: (known?.notices.length ?? 0) > 0 },
  };
};
