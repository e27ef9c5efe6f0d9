import type { AnyCommand } from '@probity/contracts';
import type { Given } from '@probity/decider';
import { decideAny, factsWith, type Facts, type Policy } from '@probity/policy-packs';
import { investigationFacts } from './facts.js';
import type { OpenInvestigation } from './investigation.js';
import { involved } from './people.js';
import { doneBy, satOn } from './proceedings.js';
import { collected } from './referral.js';
import { fact, knownOf, type Decision } from './rule.js';
import { daysInOrder, notBeforeReport } from './times.js';

/** A step of the policy's own, or a correction. */
export const recordAny = (command: AnyCommand & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const known = investigationFacts(state, command, policy) as unknown as Facts;
  if (command.type === 'Correct') return decideAny('investigation', command, known, policy, knownOf(state, command.at));
  const facts = factsWith(known, command.lookedUp ?? {});
  const { step, fields, at } = command;
  const early = [
    ...(notBeforeReport(command, state, policy, step).refusals ?? []),
    ...daysInOrder(step, fields, command, state, policy),
  ];
  const recorded = decideAny('investigation', command, facts, policy, knownOf(state, at), early);
  return [...recorded, ...decided(command, recorded[0]?.authority ?? [], state, policy)];
};

type Step = Extract<AnyCommand, { type: 'RecordStep' }> & Given;

/** With all that whoever reviews it, or acts on it, needs: nobody asks back here. */
const decided = (
  { step, fields, at, actor }: Step,
  authority: readonly string[],
  state: OpenInvestigation,
  policy: Policy,
): Decision => {
  const decides = policy.step(step)?.decides;
  const outcome = decides && fields[decides.field];
  // It may also say that the matter is another body's to decide.
  if (!decides || (outcome !== decides.breach && outcome !== decides.none)) return [];
  const { clauses, title } = policy.body(decides.body);
  const rests = { authority: [...new Set([...authority, ...clauses])] };
  const data = {
    ...{ step, body: decides.body, title, by: actor.id, decidedAt: at, proven: outcome === decides.breach },
    ...{ offences: [...state.offences], category: state.classification, report: state.report },
    ...{ evidence: collected(state), satOn: [...satOn(state.proceedings)], involved: [...involved(state)] },
    ...{ did: [...doneBy(state.proceedings.did, actor.id, step)], clauses: rests.authority },
  };
  return [fact('DecidedAtDesk', data, rests)];
};
