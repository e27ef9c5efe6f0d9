import { RuleBroken, type Refusal } from './rule-broken.js';

interface RulingLike {
  readonly act: string;
  readonly kind: RuleBroken['kind'] | undefined;
  readonly refusals: readonly Refusal[];
}

/** The ruling, where it refuses nothing. @throws RuleBroken with every refusal */
export const enforce = <Ruling extends RulingLike>(ruling: Ruling): Ruling => {
  const [first, ...rest] = ruling.refusals;
  if (first) throw new RuleBroken(ruling.kind ?? 'unacceptable', ruling.act, [first, ...rest]);
  return ruling;
};
