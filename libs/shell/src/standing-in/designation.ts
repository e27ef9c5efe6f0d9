import { dayOf, type Designation, type Policy } from '@probity/policy-packs';
import type { Asked } from '../commands/asked.js';
import { Invalid } from '../commands/errors.js';
import type { ServiceContext } from '../runtime/service-context.js';

type Fields = Readonly<Record<string, unknown>>;
type LookedUp = Readonly<Record<'nomination', Readonly<Record<'lineManagerOfHolder' | 'holderHasPost', boolean>>>>;

/**
 * Whomever a step names as staff is of the institution's, by its register; so is whoever acts instead of whom.
 * @returns what the register says of that holder; undefined where the step names none
 * @throws Invalid
 */
export const designationOf = async (
  { policies, registers }: Pick<ServiceContext, 'policies' | 'registers'>,
  { institution, actor, at }: Pick<Asked, 'institution' | 'actor' | 'at'>,
  step: string,
  fields: Fields,
): Promise<LookedUp | undefined> => {
  const policy = policies.all.find((one) => one.institution === institution && one.step(step));
  const definition = policy?.step(step);
  if (!policy || !definition) return undefined;
  const staff = async (field: string) => {
    const person = wordsIn(fields, field);
    const found = person === undefined ? undefined : await registers.staff(policy.institution, person);
    if (person !== undefined && !found)
      throw new Invalid(`/fields/${field}`, 'no-such-staff', 'The register has no such member of staff.');
    return found;
  };
  for (const field of definition.staff ?? []) await staff(field);
  const { designates } = definition;
  if (!designates) return undefined;
  await staff(designates.field);
  checkDays(designates, fields, dayOf(at, policy));
  const post = postOf(designates, fields, policy);
  const holder = designates.insteadOf === undefined ? undefined : await staff(designates.insteadOf);
  if (!holder) return undefined;
  const holderHasPost = post !== undefined && holder.offices.includes(post);
  return { nomination: { lineManagerOfHolder: holder.lineManager === actor.id, holderHasPost } };
};

/** @throws Invalid where the policy has no such office */
const postOf = ({ as, asIn }: Designation, fields: Fields, policy: Policy): string | undefined => {
  if (asIn === undefined) return as;
  const post = wordsIn(fields, asIn);
  if (post !== undefined && !policy.office(post))
    throw new Invalid(`/fields/${asIn}`, 'no-such-office', 'The policy has no such office.');
  return post;
};

/** What is no day is for the step's own check. */
const checkDays = ({ from = '', until = '' }: Designation, fields: Fields, today: string): void => {
  const first = wordsIn(fields, from);
  const last = wordsIn(fields, until);
  if (last === undefined) return;
  if (last < today) throw new Invalid(`/fields/${until}`, 'in-the-past', 'It lasts up to today, or a day to come.');
  if (first !== undefined && last < first)
    throw new Invalid(`/fields/${until}`, 'ends-before-it-starts', 'It does not end before it begins.');
};

const wordsIn = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};
