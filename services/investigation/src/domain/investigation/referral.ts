import { isFile, isOnPaper, kept } from '@probity/contracts';
import type { Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import { evidenceAsAWhole, knownEnclosures } from './enclosures.js';
import type { OpenInvestigation } from './investigation.js';
import { involved } from './people.js';
import { doneBy, satOn } from './proceedings.js';
import type { FindNoCase, LiftAnonymity, Refer } from './proceedings-commands.js';
import { fact, lettersOn, ruleWith, type Decision } from './rule.js';

export const liftAnonymity = (command: LiftAnonymity & Given, state: OpenInvestigation, policy: Policy): Decision => {
  if (state.proceedings.anonymityLiftedAt !== null) return [];
  const letters = lettersOn('investigation.lift-anonymity', {}, command, state, policy);
  const ruling = ruleWith([letters], 'investigation.lift-anonymity', {}, command, state, policy);
  const data = { liftedAt: command.at, by: command.actor.id, ruling: kept(ruling) };
  return [fact('AnonymityLifted', data, ruling), ...letters.sent];
};

/**
 * With all that a body needs to be made up, and to consider the case: nobody asks back here. What is enclosed later goes the same
 * way, with what went before.
 */
export const refer = (command: Refer & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { to, joined, at, actor } = command;
  const before = state.proceedings.referral;
  const enclosed = [...new Set([...(before?.enclosed ?? []), ...command.enclosed])];
  const isSame = before?.to === to && before.joined === joined;
  const adds = isSame && enclosed.length > before.enclosed.length;
  if (isSame && !adds) return [];
  const says = { referral: { to, joined, enclosed: [...enclosed, ...evidenceAsAWhole(state, enclosed)], adds } };
  const letters = lettersOn('investigation.refer', says, command, state, policy, { to });
  const also = [letters, knownEnclosures(command.enclosed, policy)];
  const ruling = ruleWith(also, 'investigation.refer', says, command, state, policy);
  const data = {
    ...{ to, joined, report: state.report, offences: [...state.offences], category: state.classification },
    ...{ evidence: collected(state, enclosed), enclosed, satOn: [...satOn(state.proceedings)] },
    ...{ did: [...doneBy(state.proceedings.did, actor.id, 'investigation.refer')], involved: [...involved(state)] },
    // What is counted from it is counted from the first.
    ...{ formDatedAt: state.proceedings.formDatedAt, referredAt: adds ? before.referredAt : at, by: actor.id },
  };
  return [fact('CaseReferred', { ...data, ruling: kept(ruling) }, ruling), ...letters.sent];
};

export const findNoCase = (command: FindNoCase & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { reason, onEvidence, instruction, at, actor } = command;
  if (state.sufficientEvidence === 'no') return [];
  const noCase = { reasonGiven: reason.trim() !== '', onEvidence, instruction: instruction ?? '' };
  const says = { noCase };
  const known = { reasons: reason };
  const letters = lettersOn('investigation.find-no-case', says, command, state, policy, known);
  const ruling = ruleWith([letters], 'investigation.find-no-case', says, command, state, policy);
  const data = { foundAt: at, reason, onEvidence, instruction, stage: stageOf(state, policy), by: actor.id };
  return [fact('NoCaseFound', { ...data, ruling: kept(ruling) }, ruling), ...letters.sent];
};

/** Where the matter ends, by the policy's table; null where it has none. */
const stageOf = ({ assessment, proceedings }: OpenInvestigation, policy: Policy): string | null => {
  const name = 'no-case-stage';
  if (!policy.tables.includes(name)) return null;
  const facts = {
    assessment: { kind: assessment?.kind ?? '' },
    lastMeeting: { kind: proceedings.meetings.at(-1)?.kind ?? '' },
    desk: { foundNone: proceedings.decidedAtDesk?.proven === false },
  };
  return String(policy.table(name, facts).rows[0]?.then['stage'] ?? '') || null;
};

/** Files, and what is named on paper: what is enclosed may also be named by a code of the policy. */
export const collected = (
  { reportFiles, evidence, proceedings }: OpenInvestigation,
  enclosed: readonly string[] = [],
): string[] => {
  const documents = enclosed.filter((one) => isFile(one) || isOnPaper(one));
  const added = evidence.map(({ digest }) => digest);
  return [...new Set([...reportFiles, ...added, ...(proceedings.accusation?.evidence ?? []), ...documents])];
};
