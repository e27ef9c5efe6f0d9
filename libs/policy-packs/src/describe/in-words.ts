import type { DeadlineShape } from '../load/schema.js';
import type { Breach, Choose, FieldDefinition, Force } from '../policy.js';
import type { PackDescription } from './describe-pack.js';

/** What becomes of an act that does not keep a rule. */
export function consequence(force: Force, breach: Breach | undefined): string {
  const what = breach ?? (force === 'normally' ? 'reason' : 'refuse');
  if (what === 'refuse') return 'Otherwise it is refused.';
  if (what === 'reason') return 'Normally so: whoever departs from it gives a reason, which is kept.';
  return force === 'must'
    ? 'Otherwise it happens all the same, and the breach goes on record.'
    : 'Otherwise it happens all the same, and the departure goes on record.';
}

/**
 * What is printed, and said, where a condition does not hold. It stands by itself, as `says` may be worded as the rule ("A ball is
 * called once.") or as its refusal ("The ball is called already.").
 */
export function unlessItHolds(force: Force, breach: Breach | undefined, says: string, unless = 'its condition holds') {
  const what = breach ?? (force === 'normally' ? 'reason' : 'refuse');
  const onRecord = `it happens all the same, and the ${force === 'must' ? 'breach' : 'departure'} goes on record`;
  const then = { refuse: 'refused', reason: 'a reason is asked for and kept', record: onRecord }[what];
  return `Unless ${unless}: ${then}, saying “${says}”`;
}

export const HOW_MANY: Readonly<Record<Choose, string>> = {
  'exactly-one': 'Exactly one is chosen.',
  'at-most-one': 'One at most is chosen.',
  'one-or-more': 'One or more are chosen.',
  any: 'Any, or none, may be chosen.',
};

/** `Level of study (level: number, at least 3)`. */
export function fieldInWords({ name, title, type, choices, required, min, max, whole }: FieldDefinition): string {
  const limits = [
    type === 'choice' ? choices.join(', ') : type === 'boolean' ? 'yes or no' : type,
    ...(whole ? ['whole'] : []),
    ...(min === undefined ? [] : [`at least ${min}`]),
    ...(max === undefined ? [] : [`at most ${max}`]),
    ...(required ? [] : ['may be left out']),
  ];
  return `${title} (${name}: ${limits.join(', ')})`;
}

/** A value that is the deployment's, marked so. */
export function settingInWords(name: string, { settings }: PackDescription): string {
  const value = settings[name]?.value ?? null;
  return value === null
    ? `a number that is not configured yet (setting ${name})`
    : `${String(value)} (setting ${name}, not the policy’s own number)`;
}

export function deadlineInWords(deadline: DeadlineShape, description: PackDescription): readonly string[] {
  const { amount, setting, unit, direction, anchor, received, clearDays, force, breach } = deadline;
  const count = setting === undefined ? String(amount) : settingInWords(setting, description);
  const long = `${count} ${amount === 1 ? unit.replace('-', ' ').slice(0, -1) : unit.replace('-', ' ')}`;
  const span = {
    within: `Within ${long}, counted from: ${anchor}.`,
    'at-least-before': `At least ${long} before: ${anchor}.`,
    'not-before': `Not before ${long} ${amount === 1 ? 'has' : 'have'} gone by, counted from: ${anchor}.`,
  };
  const deemed = received === undefined ? undefined : description.identity.receipt[received]?.says;
  return [
    span[direction],
    ...(clearDays ? ['Clear days: neither the first nor the last is counted.'] : []),
    ...(deemed === undefined ? [] : [`Counted from receipt: ${deemed}`]),
    consequence(force, breach),
  ];
}

/** By name: what the institution calls it. */
export function titlesOf(description: PackDescription): (name: string) => string {
  const { offices, acts, deadlines, documents, notices, tables, tariffs, choices, bodies } = description;
  const all: readonly Readonly<Record<string, { readonly title: string }>>[] = [
    ...[deadlines, documents, notices, tables, tariffs, choices, bodies, offices.roles, offices.offices],
    ...Object.values(acts).flatMap((subject) => [subject.steps, subject.acts]),
  ];
  const titles = new Map(all.flatMap((each) => Object.entries(each)).map(([name, { title }]) => [name, title]));
  return (name) => titles.get(name) ?? name;
}
