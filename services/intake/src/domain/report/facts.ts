import type { Given } from '@probity/decider';
import type { ActCatalogue, FactsOf, FactTypes } from '@probity/policy-packs';
import type { Report } from './report.js';

const facts = {
  report: {
    submitted: 'bool',
    contactable: 'bool',
    acknowledged: 'bool',
    scopeDecided: 'bool',
    inScope: 'bool',
    categorised: 'bool',
    cases: 'double',
  },
} as const satisfies FactTypes;

/** What the rules on a report may read, and what each of its acts adds. */
export const reportCatalogue = {
  service: 'report',
  facts,
  acts: {
    'report.submit': { said: { whatHappened: 'bool', interestsAnswered: 'bool' } },
    'report.add-information': { information: { itemsKnown: 'bool' } },
    'report.acknowledge': { notice: { sent: 'bool', reasonGiven: 'bool' } },
    'report.decide-scope': { scope: { inScope: 'bool', reasonGiven: 'bool' } },
    'report.categorise': { category: { known: 'bool', described: 'bool', classification: 'string' } },
    'report.open-case': {
      subject: { kind: 'string', inRegister: 'bool', centreAgrees: 'bool', alreadyOpen: 'bool' },
    },
    'report.correct': { correction: { found: 'bool', reasonGiven: 'bool' } },
  },
  tables: {},
  tariffs: {},
} as const satisfies ActCatalogue;

export const reportFacts = (report: Report, { actor }: Pick<Given, 'actor'>) => ({
  actor: { offices: actor.offices, roles: [] },
  steps: { done: report.status === 'none' ? [] : report.steps },
  report: stateFacts(report),
});

const stateFacts = (report: Report): FactsOf<typeof facts>['report'] => {
  const known = report.status === 'submitted' ? report : undefined;
  return {
    submitted: known !== undefined,
    contactable: known?.contactable ?? false,
    acknowledged: known?.acknowledged ?? false,
    scopeDecided: known !== undefined && known.scope !== 'undecided',
    inScope: known?.scope === 'in',
    categorised: known?.category != null,
    cases: known?.cases.length ?? 0,
  };
};
