import { kept } from '@probity/contracts';
import { same, type Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { OpenInvestigation } from './investigation.js';
import type { PutAccusation, Recategorise, RecordAnswer } from './proceedings-commands.js';
import { fact, lettersOn, ruleWith, type Decision } from './rule.js';

export const putAccusation = (command: PutAccusation & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { allegation, provisions, channels, evidence, reportEnclosed, at, actor } = command;
  const put = {
    allegation,
    provisions: [...provisions],
    channels: [...channels],
    evidence: [...evidence],
    reportEnclosed,
  };
  if (state.proceedings.accusation) {
    const { putAt: _, by: __, ...before } = state.proceedings.accusation;
    if (same(before, put)) return [];
  }
  const accusation = { evidenceEnclosed: evidence.length > 0, reportEnclosed, provisions, channels };
  const says = { accusation };
  const known = { allegation, provisions: provisions.join(', ') };
  const letters = lettersOn('investigation.put-accusation', says, command, state, policy, known);
  const ruling = ruleWith([letters], 'investigation.put-accusation', says, command, state, policy);
  return [fact('AccusationPut', { ...put, putAt: at, by: actor.id, ruling: kept(ruling) }, ruling), ...letters.sent];
};

export const recordAnswer = (command: RecordAnswer & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { accepts, answer, at, actor } = command;
  const before = state.proceedings.answer;
  if (before?.accepts === accepts && before.answer === answer) return [];
  const receivedAt = command.receivedAt ?? at;
  const says = { answer: { accepts, at: receivedAt } };
  const letters = lettersOn('investigation.record-answer', says, command, state, policy);
  const ruling = ruleWith([letters], 'investigation.record-answer', says, command, state, policy);
  const data = { accepts, answer, receivedAt, by: actor.id, ruling: kept(ruling) };
  return [fact('AnswerRecorded', data, ruling), ...letters.sent];
};

export const recategorise = (command: Recategorise & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { category, reason, actor } = command;
  if (state.classification === category) return [];
  const says = { recategorised: { category } };
  const letters = lettersOn('investigation.recategorise', says, command, state, policy, { category, reason });
  const ruling = ruleWith([letters], 'investigation.recategorise', says, command, state, policy);
  const data = { category, reason, by: actor.id, ruling: kept(ruling) };
  return [fact('CaseRecategorised', data, ruling), ...letters.sent];
};
