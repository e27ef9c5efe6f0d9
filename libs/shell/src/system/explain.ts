import {
  CalendarError,
  FactMissing,
  FactMistyped,
  FactsUnusable,
  SettingNotChosen,
  type Facts,
  type Policy,
  type Said,
} from '@probity/policy-packs';
import { z } from 'zod';
import { Invalid } from '../commands/errors.js';

type FactValue = string | number | boolean | null | readonly string[] | { readonly [name: string]: FactValue };

const leaf = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.string().max(1_000)).max(1_000),
]);

const most = 200;

/** Facts within facts, so deep and no deeper. */
const within = (depth: number): z.ZodType<FactValue> =>
  depth === 0 ? leaf : z.union([leaf, record(within(depth - 1))]);

const record = (of: z.ZodType<FactValue>) =>
  z.record(z.string().max(100), of).refine((facts) => Object.keys(facts).length <= most, `holds ${most} facts at most`);

/** An act, a step or a table of the policy, and the facts that it is asked with. */
export const ExplainRequest = z.strictObject({
  act: z.string().max(100).optional(),
  table: z.string().max(100).optional(),
  facts: record(within(5)),
  said: z
    .strictObject({
      contents: z.record(z.string(), z.unknown()).optional(),
      reasons: z.record(z.string(), z.string().max(4_000)).optional(),
    })
    .optional(),
});

/** The ruling, or the rows that hit, with the words of every clause. @throws Invalid naming what is unknown or missing */
export const explain = (policy: Policy, { act, table, facts, said }: z.infer<typeof ExplainRequest>): object => {
  if ((act === undefined) === (table === undefined)) throw new Invalid('/act', 'one-of', 'Say an act, or a table.');
  return naming(() =>
    act === undefined
      ? decided(policy, table ?? '', facts as Facts)
      : ruled(policy, act, facts as Facts, (said ?? {}) as Said),
  );
};

const ruled = (policy: Policy, act: string, facts: Facts, said: Said): object => {
  if (!policy.act(act)) throw new Invalid('/act', 'unknown', `${policy.title} has no act or step ${act}.`);
  const ruling = policy.rule(act, facts, said);
  return { ...ruling, kind: ruling.kind ?? null, clauses: wordsOf(policy, clausesIn(ruling)) };
};

const decided = (policy: Policy, table: string, facts: Facts): object => {
  if (!policy.tables.includes(table)) throw new Invalid('/table', 'unknown', `${policy.title} has no table ${table}.`);
  const ruling = policy.table(table, facts);
  return { ...ruling, clauses: wordsOf(policy, clausesIn(ruling)) };
};

/** Under `clauses` and `authority`, at any depth. */
const clausesIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    (key === 'clauses' || key === 'authority') && Array.isArray(part) ? part.map(String) : clausesIn(part),
  );
};

const wordsOf = (policy: Policy, clauses: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries([...new Set(clauses)].map((id) => [id, policy.clause(id)?.requirement ?? '']));

const naming = (rule: () => object): object => {
  try {
    return rule();
  } catch (error) {
    if (error instanceof Invalid) throw error;
    if (error instanceof FactMistyped) throw new Invalid(pointerTo(error.fact), 'wrong-type', error.message);
    if (error instanceof FactMissing) throw new Invalid(pointerTo(error.fact), 'missing', error.message);
    if (error instanceof FactsUnusable || error instanceof CalendarError || error instanceof SettingNotChosen)
      throw new Invalid('/facts', 'unusable', error.message);
    throw error;
  }
};

const pointerTo = (name: string): string => `/facts/${name.replaceAll('.', '/')}`;
