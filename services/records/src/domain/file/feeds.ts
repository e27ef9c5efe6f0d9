import type { Policy } from '@probity/policy-packs';
import type { NotedEvent } from './noted.js';

interface Fed {
  readonly act: string;
  /** The one rule of the act that reads the fact. */
  readonly rule?: string;
}

const closing = (rule: string): Fed => ({ act: 'file.close', rule });
/** How long the record is kept, and from when. */
const keeping: Fed = { act: 'file.dispose' };

const fed: { readonly [Type in NotedEvent['type']]: Fed | undefined } = {
  CaseOpeningNoted: closing('case-opened'),
  InvestigationStartNoted: { act: 'file.review-centre' },
  ManagerNoted: keeping,
  NoCaseNoted: keeping,
  DeskDecisionNoted: keeping,
  FinalReportNoted: keeping,
  LessonsNoted: closing('lessons-recorded'),
  FindingNoted: keeping,
  ActionNoted: keeping,
  ReferralNoted: keeping,
  VariationNoted: keeping,
  AppealDecisionNoted: keeping,
  ProceduresCompletionNoted: keeping,
  CommunicationNoted: closing('decision-communicated'),
  InvalidCertificatesNoted: keeping,
  SanctionNoted: keeping,
  EffectsCompletionNoted: closing('effects-complete'),
  RegulatorsNoted: undefined,
  NotificationClosureNoted: undefined,
  ProsecutionNoted: keeping,
  AppealNoted: keeping,
  WithholdingNoted: closing('nothing-withheld'),
  WithholdingEndNoted: closing('nothing-withheld'),
  ConfirmationsNoted: closing('confirmations-in'),
  // The clauses that were not kept say themselves what it rests on.
  BreachesNoted: undefined,
};

/** The clauses of what a noted fact feeds; none where it is only kept, or the policy has no such rule. */
export const clausesFed = (policy: Policy, type: NotedEvent['type']): readonly string[] => {
  const { act, rule } = fed[type] ?? {};
  const definition = act === undefined ? undefined : (policy.act(act) ?? policy.step(act));
  if (!definition) return [];
  if (rule === undefined) return definition.clauses;
  return [...definition.available, ...definition.acceptable].find(({ code }) => code === rule)?.clauses ?? [];
};
