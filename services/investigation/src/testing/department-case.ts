import { given, type Given } from '@probity/decider';
import { compilePacks, packsDirectory, type Policy } from '@probity/policy-packs';
import { investigationDecider } from '../domain/investigation/decisions.js';
import type { InvestigationEvent } from '../domain/investigation/events.js';
import { investigationCatalogue } from '../domain/investigation/facts.js';
import { managedBy, noRuling } from './samples.js';
import { assessment, opened } from './student-case.js';

const pin = { pack: 'chester', version: '2017-18' };

/** A student's case, under a policy that puts the allegation before it meets the student. */
export const departmentPolicy: Policy = compilePacks(packsDirectory, [investigationCatalogue], {
  only: `${pin.pack}/${pin.version}`,
}).get(pin);

export const chair = (at = '2017-11-06T12:00:00.000Z'): Given => ({
  actor: { id: 'CH-01', offices: ['chair-mab', 'academic-staff'] },
  at,
});

export const caseOf = (kind = 'coursework', marksReleasedAt: string | null = null) =>
  opened({
    ...{ institution: pin.pack, policy: pin, reference: 'UC-2017-000001', identityKept: false },
    ...{ offences: ['plagiarism'], classification: 'unacceptable-academic-practice' },
    assessment: { ...assessment, kind, marksReleasedAt },
  });

/** As it stands once the Chair decided to investigate. */
export const started: InvestigationEvent = {
  type: 'InvestigationStarted',
  data: {
    ...{ lead: 'CH-01', startedAt: '2017-11-06T10:00:00.000Z', plan: {}, late: false, ruling: noRuling },
    due: {
      date: '2017-11-06',
      endsAt: '2017-11-06T23:59:59Z',
      explained: '',
      calendar: '',
      setting: null,
      counted: [],
    },
  },
};

export const underway = (kind?: string, marksReleasedAt?: string) => [
  caseOf(kind, marksReleasedAt ?? null),
  managedBy('CH-01'),
  started,
];

export const afterDepartment = (...facts: readonly InvestigationEvent[]) =>
  given(investigationDecider, departmentPolicy, ...facts);
