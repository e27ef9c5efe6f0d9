import { toldBy } from '@probity/contracts';
import { factsWith, type Facts, type Policy } from '@probity/policy-packs';
import { allegationsOf, hearingFacts } from '../facts.js';
import type { Hearing, KnownHearing } from '../hearing.js';
import { earlierOffences, isStandingUnknown } from '../history.js';

/** What the register says of what a penalty is about, looked up at the edge. */
export interface PenaltyInRegister {
  /** Of the modules, or parts of them, that the penalty names, those whose marks a board has ratified. */
  readonly ratified: readonly string[];
  /** Whether the marks of the module's parts make up for each other; left out where the register does not have the module. */
  readonly compensates?: boolean;
}

/** What is alleged of the same student in the other cases of the sitting. */
export interface Together {
  readonly put: number;
  readonly proven: number;
  /** The cases in which it is not decided yet whether there was a breach. */
  readonly unfound: number;
}

/** In all cases of the student at the sitting. */
export const allegationFacts = (hearing: Hearing, together: Together | undefined): Facts => {
  if (hearing.status === 'none' || !together) return {};
  const { put, proven } = allegationsOf(hearing);
  return { allegations: { put: put + together.put, proven: proven + together.proven } };
};

interface LookedUp {
  readonly inRegister?: PenaltyInRegister | undefined;
  readonly together?: Together | undefined;
}

/** What a tariff may read, whoever asks: what is known of the hearing, and of the work. */
export const penaltyFacts = (hearing: Hearing, at: string, { inRegister, together }: LookedUp = {}): Facts => {
  const { actor: _, ...facts } = hearingFacts(hearing, { actor: { id: '', offices: [] }, at });
  const more = {
    work: workFacts(hearing, at),
    ...(inRegister && { specified: { ratified: inRegister.ratified } }),
    ...allegationFacts(hearing, together),
  };
  const known = factsWith(facts as unknown as Facts, more);
  return hearing.status === 'known' ? factsWith(known, factsOfHearing(hearing, at, inRegister)) : known;
};

/** Marks that went out were awarded; of others it is not known here. */
const workFacts = (hearing: Hearing, at: string): Facts => {
  const releasedAt = hearing.status === 'known' ? hearing.noted?.assessment?.marksReleasedAt : null;
  return releasedAt != null && Date.parse(releasedAt) <= Date.parse(at) ? { marked: true } : {};
};

const factsOfHearing = (hearing: KnownHearing, at: string, inRegister?: PenaltyInRegister): Facts => {
  const { steps } = hearing;
  const satisfied = toldBy(steps, 'hearing.satisfy-subgroup');
  const attempt = toldBy(steps, 'hearing.check-final-attempt');
  return {
    ...(hearing.history && earlierFacts(hearing, at)),
    satisfied: {
      ofEvidence: satisfied['evidenceSufficient'] === true,
      ofRoute: satisfied['recommendationCorrect'] === true,
    },
    // What the department answered goes before the register.
    module: given('compensates', attempt['compensates'] ?? inRegister?.compensates),
    mark: given('raw', attempt['mark']),
    pass: given('possible', attempt['passPossible']),
  };
};

const given = (name: string, value: string | number | boolean | undefined): Facts =>
  value === undefined ? {} : { [name]: value };

/** An allegation that was proven is an offence: one case may have left several. */
const earlierFacts = (hearing: KnownHearing, at: string): Facts => {
  const earlier = earlierOffences(hearing, at);
  const unspent = earlier.filter(({ spent }) => !spent);
  return {
    ...(!isStandingUnknown(hearing, at) && {
      offences: { unspent: unspent.reduce((count, { offences }) => count + Math.max(offences.length, 1), 0) },
    }),
    history: {
      categories: [...new Set(earlier.map(({ category }) => category))],
      penalties: [...new Set(earlier.flatMap(({ penalties }) => penalties))],
    },
  };
};

/** Whether a penalty that is imposed without a hearing was imposed before. */
export const standardPenaltyBefore = (policy: Policy, facts: Facts): Facts => {
  const { penalties } = (facts['history'] ?? {}) as { readonly penalties?: readonly string[] };
  if (!penalties || !policy.facts('standard-penalty')) return {};
  const codes = policy.tariff('standard-penalty').options.map(({ option }) => option.code);
  return { history: { standardPenalty: penalties.some((code) => codes.includes(code)) } };
};
