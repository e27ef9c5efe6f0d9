import { leavesOf } from '../cel.js';
import { camelCase } from '../compile/names.js';
import type { PackDescription } from '../describe/describe-pack.js';
import { factsNamedIn } from '../describe/facts-named.js';
import { nearest } from '../load/near.js';
import type { ActShape, StepShape } from '../load/schema.js';
import type { Fact, Facts, Policy } from '../policy.js';

export interface FactAsked {
  /** Dotted. */
  readonly name: string;
  readonly type: string;
}

/** Where a deadline says in words only what it runs from. */
export const ANCHOR = 'anchor';

/** The facts that something of the policy reads, in the order of their catalogue; undefined where there is none of that name. */
export function factsAsked(
  policy: Policy,
  description: PackDescription,
  name: string,
): readonly FactAsked[] | undefined {
  const conditions = conditionsOf(description, name);
  if (conditions === undefined) return undefined;
  const inTime = factsNamedIn(conditions);
  const timed = Object.entries(description.deadlines).filter(([one]) => inTime(`inTime.${camelCase(one)}`));
  const instants = timed.flatMap(([, { from, meets }]) => [from ?? '', meets]);
  const isRead = factsNamedIn([...conditions, ...instants]);
  const types = policy.facts(name);
  const known = types === undefined ? allFacts(description) : leavesOf(types);
  return known.filter((fact) => isRead(fact.name));
}

/** As CEL, or as the bare names of facts. */
function conditionsOf(
  { tables, tariffs, choices, deadlines, ...rest }: PackDescription,
  name: string,
): readonly string[] | undefined {
  const act = actOf(rest, name);
  if (act) {
    const rules = [...act.available, ...act.acceptable];
    return [
      ...(act.who.offices.length > 0 ? ['actor.offices'] : []),
      ...(act.who.roles.length > 0 ? ['actor.roles'] : []),
      ...(rules.some(({ unless }) => unless !== undefined) ? ['steps.done'] : []),
      ...rules.map(({ holds }) => holds),
    ];
  }
  if (Object.hasOwn(tables, name)) return tables[name]?.rows.map(({ when }) => when);
  const options = Object.hasOwn(tariffs, name)
    ? tariffs[name]
    : Object.hasOwn(choices, name)
      ? choices[name]
      : undefined;
  if (options) return options.options.flatMap(({ open }) => open.map(({ holds }) => holds));
  const deadline = Object.hasOwn(deadlines, name) ? deadlines[name] : undefined;
  return deadline && [deadline.from ?? ANCHOR, deadline.meets];
}

export function actOf({ acts }: Pick<PackDescription, 'acts'>, name: string): ActShape | StepShape | undefined {
  const subject = Object.values(acts).find((one) => Object.hasOwn(one.acts, name) || Object.hasOwn(one.steps, name));
  return subject?.acts[name] ?? subject?.steps[name];
}

/** Of everything that can be asked. */
export function namesAsked({ acts, tables, tariffs, choices, deadlines }: PackDescription): readonly string[] {
  const own = Object.values(acts).flatMap((subject) => [...Object.keys(subject.acts), ...Object.keys(subject.steps)]);
  return [...own, ...[tables, tariffs, choices, deadlines].flatMap((each) => Object.keys(each))];
}

const allFacts = ({ facts }: PackDescription): readonly FactAsked[] =>
  Object.entries({ ...facts, [ANCHOR]: 'string' }).map(([name, type]) => ({ name, type }));

/** What is among the facts, and can be none: a line for each. */
export function wrongFacts(description: PackDescription, facts: Facts): readonly string[] {
  const known = new Set(allFacts(description).map(({ name }) => name));
  const unknown = givenIn(facts).filter(({ name }) => !known.has(name));
  const { offices, roles } = description.offices;
  return [
    ...unknown.map(({ name }) =>
      name.startsWith('inTime.')
        ? `${name} is worked out, and is not given`
        : `there is no fact ${name}${meant(name, known)}`,
    ),
    ...wrongNames('office', at(facts, 'actor.offices'), Object.keys(offices)),
    ...wrongNames('role', at(facts, 'actor.roles'), Object.keys(roles)),
  ];
}

function wrongNames(what: string, given: unknown, known: readonly string[]): readonly string[] {
  const names = Array.isArray(given) ? given.map(String) : [];
  return names
    .filter((name) => !known.includes(name))
    .map((name) => `there is no ${what} ${name}${meant(name, known)}`);
}

const meant = (name: string, known: Iterable<string>): string => {
  const near = nearest(name, known);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
};

/** Those that are read and were not given. The fields of a step are there once it is done; of a step not told, it was not done. */
export function factsLacking(asked: readonly FactAsked[], facts: Facts): readonly FactAsked[] {
  const tellsSteps = typeof facts['step'] === 'object';
  return asked.filter(({ name }) => {
    if ((at(facts, name) ?? null) !== null) return false;
    if (!name.startsWith('step.')) return true;
    const done = at(facts, `${name.slice(0, name.lastIndexOf('.'))}.done`);
    return name.endsWith('.done') ? !tellsSteps : done === true;
  });
}

export function at(facts: Facts, dotted: string): Fact | Facts | undefined {
  let found: Fact | Facts | undefined = facts;
  for (const name of dotted.split('.')) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined;
    found = (found as Facts)[name];
  }
  return found;
}

const givenIn = (facts: Facts, path = ''): readonly { readonly name: string }[] =>
  Object.entries(facts).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? givenIn(value as Facts, `${path}${key}.`)
      : [{ name: `${path}${key}` }],
  );

const TYPES: Readonly<Record<string, string>> = {
  bool: 'true or false',
  string: 'words',
  double: 'number',
  'list<string>': 'list of words',
};

export const typeInWords = (type: string): string => TYPES[type] ?? type;
