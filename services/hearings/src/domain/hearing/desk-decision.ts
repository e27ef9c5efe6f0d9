import { eventOf, type Decided, type Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import { notShown } from './finding/outcomes.js';
import type { NoteDeskDecision } from './commands.js';
import type { Hearing, HearingEvent } from './hearing.js';

const fact = eventOf<HearingEvent>();

/** What was decided at a desk before any referral stands here as the decision of that body: found, signed and confirmed. */
export const noteDeskDecision = (
  command: NoteDeskDecision & Given,
  hearing: Hearing,
  policy: Policy,
): readonly Decided<HearingEvent>[] => {
  if (hearing.status === 'known' && hearing.finding) return [];
  const { institution, policy: pin, case: id, body, title, by, decidedAt, proven, offences, category } = command;
  const { report, evidence, satOn, did, involved, clauses } = command;
  const { form, seats } = policy.body(body);
  const [seat] = seats;
  const outcome = proven ? category : notShown;
  const data = {
    ...{ institution, policy: pin, case: id, body, title, form, by, decidedAt, proven, category },
    ...{ seat: seat?.code ?? '', roles: [...(seat?.roles ?? [])] },
    findings: offences.map((offence) => ({ point: offence, offence, outcome })),
    ...{ report, evidence: [...evidence], satOn: [...satOn], did: [...did], involved: [...involved] },
  };
  const authority = { authority: [...new Set(clauses)] };
  const noted = fact('DeskDecisionNoted', data, authority);
  // A breach without a penalty: others need not wait for one.
  return proven
    ? [noted, fact('PenaltyConfirmed', { confirmedAt: decidedAt, decidedAt, actions: [] }, authority)]
    : [noted];
};
