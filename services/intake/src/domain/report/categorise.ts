import { kept } from '@probity/contracts';
import { eventOf, RuleBroken, type Decided, type Given } from '@probity/decider';
import { ruled, type Policy } from '@probity/policy-packs';
import type { Categorise } from './commands.js';
import type { ReportEvent } from './events.js';
import { reportFacts } from './facts.js';
import type { Report } from './report.js';

const fact = eventOf<ReportEvent>();

export const categorise = (
  command: Categorise & Given,
  report: Report,
  policy: Policy,
): readonly Decided<ReportEvent>[] => {
  const { offences, classification, intent, extentLimited = false, borderline = false } = command;
  const known = offences.map(({ code }) => policy.offence(code));
  const category = {
    known: known.every((offence) => offence !== undefined),
    described: offences.every(
      ({ description }, index) => !known[index]?.needsDescription || (description ?? '').trim() !== '',
    ),
    ...{ classification, offences: offences.map(({ code }) => code), extentLimited, borderline },
  };
  const ruling = ruled(policy, 'report.categorise', { ...reportFacts(report, command), category }, command);
  checkClassification(classification, policy);
  const clauses = known.flatMap((offence) => offence?.clauses ?? []);
  const authority = [...new Set([...ruling.authority, ...clauses])];
  const said = { offences: [...offences], classification, intent, extentLimited, borderline };
  return [fact('ReportCategorised', { ...said, ruling: kept(ruling) }, { authority })];
};

/** What the policy sorts its offences into; where it has a rule on that, the rule has spoken before. @throws RuleBroken */
const checkClassification = (classification: string, policy: Policy): void => {
  if (policy.offences.some(({ category }) => category.split('/')[0] === classification)) return;
  const clauses = policy.act('report.categorise')?.clauses ?? [];
  const says = `There is no such classification in ${policy.title}.`;
  const refusal = { code: 'known-classification', clauses, says, field: '/classification' };
  throw new RuleBroken('unacceptable', 'report.categorise', [refusal]);
};
