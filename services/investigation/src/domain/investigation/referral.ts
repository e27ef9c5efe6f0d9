import { kept } from '@probity/contracts';
import type { Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
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

/** With all that a body needs to be made up, and to consider the case: nobody asks back here. */
export const refer = (command: Refer & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { to, joined, at, actor } = command;
  if (state.proceedings.referral?.to === to && state.proceedings.referral.joined === joined) return [];
  const enclosed = [...new Set(command.enclosed)];
  const says = { referral: { to, joined, enclosed } };
  const letters = lettersOn('investigation.refer', says, command, state, policy, { to });
  const ruling = ruleWith([letters], 'investigation.refer', says, command, state, policy);
  const data = {
    ...{ to, joined, report: state.report, offences: [...state.offences], category: state.classification },
    ...{ evidence: collected(state, enclosed), enclosed, satOn: [...satOn(state.proceedings)] },
    ...{ did: [...doneBy(state.proceedings.did, actor.id, 'investigation.refer')], involved: [...involved(state)] },
    ...{ referredAt: at, by: actor.id },
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
  const data = { foundAt: at, reason, onEvidence, instruction, by: actor.id, ruling: kept(ruling) };
  return [fact('NoCaseFound', data, ruling), ...letters.sent];
};

/** Files alone: what is enclosed may also be named by a code. */
const collected = (
  { reportFiles, evidence, proceedings }: OpenInvestigation,
  enclosed: readonly string[],
): string[] => {
  const files = enclosed.filter((one) => one.startsWith('sha256:'));
  const added = evidence.map(({ digest }) => digest);
  return [...new Set([...reportFiles, ...added, ...(proceedings.accusation?.evidence ?? []), ...files])];
};
