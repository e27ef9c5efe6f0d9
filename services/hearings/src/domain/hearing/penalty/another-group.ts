import type { Refusal } from '@probity/decider';
import type { Addition, Chosen, Facts, Policy } from '@probity/policy-packs';
import type { Group } from './group.js';

const list = 'reasons-for-another-group';

/** A penalty that is chosen from another group than the criteria suggest, and what the policy says of the reasons for it. */
export interface Elsewhere {
  /** With the reasons in words, for the departure that is kept. */
  readonly chosen: readonly Chosen[];
  readonly added: Addition;
}

interface Said {
  readonly group: Group | null;
  readonly facts: Facts;
  readonly chosen: readonly Chosen[];
  readonly reasons: readonly Chosen[];
}

/**
 * Reasons come from the policy's list; what is only said in words is what the list has for any other reason. Where no other group
 * may be chosen, the tariff's own gates answer.
 */
export const inAnotherGroup = (policy: Policy, tariff: string, said: Said): Elsewhere => {
  const { group, facts, chosen, reasons } = said;
  const to = groupOf(policy, tariff, chosen[0]?.code);
  if (!group || to === undefined || policy.facts(list) === undefined) return { chosen, added: {} };
  if (group.applicable.includes(to)) return { chosen, added: { refusals: reasons.length > 0 ? [noOther(group)] : [] } };
  if (!group.mayDiffer) return { chosen, added: {} };
  const inList = reasons.length > 0 ? reasons : otherReason(policy, chosen[0]?.reason);
  const change = { direction: directionOf(policy, tariff, to, group) };
  const { refusals, authority } = policy.choose(list, inList, { ...facts, change });
  return {
    chosen: chosen.map((one) => (one.reason?.trim() ? one : withReason(one, wordsOf(policy, inList)))),
    added: { refusals: refusals.map(atReasons), authority },
  };
};

const withReason = (one: Chosen, reason: string): Chosen => (reason === '' ? one : { ...one, reason });

const groupOf = (policy: Policy, tariff: string, code: string | undefined): string | undefined =>
  policy.tariff(tariff).options.find(({ option }) => option.code === code)?.group;

/** The tariff lists its groups from the least to the gravest. */
const directionOf = (policy: Policy, tariff: string, to: string, { applicable }: Group): 'higher' | 'lesser' => {
  const order = [...new Set(policy.tariff(tariff).options.flatMap(({ group }) => group ?? []))];
  return applicable.every((one) => order.indexOf(to) > order.indexOf(one)) ? 'higher' : 'lesser';
};

const otherReason = (policy: Policy, reason: string | undefined): readonly Chosen[] => {
  const isOffered = policy.describe().choices[list]?.options.some(({ code }) => code === 'other') ?? false;
  return reason?.trim() && isOffered ? [{ code: 'other', parameters: { reason } }] : [];
};

const wordsOf = (policy: Policy, reasons: readonly Chosen[]): string => {
  const options = policy.describe().choices[list]?.options ?? [];
  return reasons
    .map(({ code, parameters = {} }) =>
      [options.find((one) => one.code === code)?.title ?? code, ...Object.values(parameters).map(String)].join(': '),
    )
    .join('; ');
};

const noOther = ({ clauses }: Group): Refusal => ({
  code: 'no-other-group',
  clauses,
  says: 'The penalty is of the group that the criteria suggest: there is nothing to give reasons for.',
  field: '/groupReasons',
});

/** `/chosen/0/…` of the list is `/groupReasons/0/…` here. */
const atReasons = (refusal: Refusal): Refusal => ({
  ...refusal,
  field: refusal.field?.replace(/^\/chosen/, '/groupReasons') ?? '/groupReasons',
});
