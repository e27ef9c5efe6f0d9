import { findingOf, notedOf, type CaseFile } from '../domain/file/file.js';
import type { CentreCaseRow } from './centre-case.entity.js';

/** The case as its centre's record has it; undefined while it is not known to be at a centre. Pure. */
export const centreCaseOf = (file: CaseFile, hashOf: (centre: string) => string): CentreCaseRow | undefined => {
  const [opening] = notedOf(file, 'CaseOpeningNoted');
  const centre = opening?.centre;
  if (!opening || !centre) return undefined;
  const { reference, subject, offences, classification, products, reportReceivedAt, reportLagInDays } = opening;
  return {
    id: file.case,
    institution: file.institution,
    centreHash: hashOf(centre),
    reference,
    subjectKind: subject.kind,
    offences,
    classification,
    products,
    receivedAt: reportReceivedAt,
    reportLagInDays,
    startedLate: notedOf(file, 'InvestigationStartNoted')[0]?.late ?? null,
    outcome: outcomeOf(file),
    openActions: openActionsOf(file),
    closedAt: file.closed?.at ?? null,
  };
};

const outcomeOf = (file: CaseFile): string => {
  const outcomes = findingOf(file)?.outcomes;
  if (!outcomes) return notedOf(file, 'NoCaseNoted').length > 0 ? 'no-case' : 'open';
  return (['malpractice', 'maladministration'] as const).find((one) => outcomes.includes(one)) ?? 'not-shown';
};

const openActionsOf = (file: CaseFile): number => {
  if (notedOf(file, 'EffectsCompletionNoted').length > 0) return 0;
  const inEffect = new Set(notedOf(file, 'SanctionNoted').map(({ action }) => action));
  const decided = notedOf(file, 'ActionNoted').flatMap(({ actions }) => actions.map(({ code }) => code));
  return decided.filter((code) => !inEffect.has(code)).length;
};
