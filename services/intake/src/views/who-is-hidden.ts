import type { Given } from '@probity/decider';
import type { Hidden, Policy } from '@probity/policy-packs';
import { hiddenFrom, studentIdentity } from '@probity/shell';
import { reportFacts } from '../domain/report/facts.js';
import type { Report } from '../domain/report/report.js';
import { reportSubject } from '../subjects.js';

/**
 * By which words of the policy it is kept from whoever asks who the students of a report are, or the one of a case that came of
 * it; empty where it is not. What the investigation has to say of it, this service has noted on the report.
 */
export const whoIsHidden = (policy: Policy, report: Report, given: Given, caseId?: string): readonly Hidden[] => {
  const ofReport = reportFacts(report, given).anonymity;
  const ofCase = { lifted: report.status !== 'none' && caseId !== undefined && report.lifted.includes(caseId) };
  const anonymity = caseId === undefined ? ofReport : ofCase;
  const facts = (of: Report, by: Given) => ({ ...reportFacts(of, by), anonymity });
  return hiddenFrom(policy, { ...reportSubject, facts }, report, given, { investigation: { anonymity } }).filter(
    ({ what }) => what === studentIdentity,
  );
};

/** From them, whatever has happened: of nothing that has, nothing is shown for it. */
export const isNobodyHidden = (policy: Policy, { actor }: Given): boolean =>
  policy.hidden(actor.offices, {}, 'nothing').every(({ what }) => what !== studentIdentity);
