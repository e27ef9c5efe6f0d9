import { z } from 'zod';

const words = z.string().trim().min(1);
const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const name = z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'must be lower-case words joined by hyphens or dots');
const date = z.iso.date();
const clauses = z.array(words).min(1);
const condition = words;
const force = z.enum(['must', 'normally', 'may']);
const breach = z.enum(['refuse', 'record', 'reason']);
const byName = <T extends z.ZodType>(entry: T) => z.record(name, entry);

const rule = z.strictObject({
  code,
  holds: condition,
  clauses,
  field: z.string().startsWith('/').optional(),
  force: force.default('must'),
  breach: breach.optional(),
  says: words,
});

const field = z
  .strictObject({
    name: z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be a name in camelCase'),
    title: words,
    type: z.enum(['text', 'boolean', 'number', 'date', 'choice']).default('text'),
    choices: z.array(words).default([]),
    required: z.boolean().default(true),
    personal: z.boolean().default(false),
  })
  .refine(
    ({ type, choices }) => (type === 'choice') === choices.length > 0,
    'a choice, and only a choice, has choices',
  );

const who = z
  .strictObject({
    anyone: z.boolean().default(false),
    offices: z.array(name).default([]),
    roles: z.array(name).default([]),
  })
  .refine(
    ({ anyone, offices, roles }) => anyone === (offices.length + roles.length === 0),
    'says either anyone: true, or offices or roles',
  );

const act = z.strictObject({
  title: words,
  clauses,
  who,
  due: condition.optional(),
  by: name.optional(),
  available: z.array(rule).default([]),
  acceptable: z.array(rule).default([]),
  contains: name.optional(),
  follows: z.array(name).default([]),
});

const step = act.extend({ fields: z.array(field).default([]), repeatable: z.boolean().default(false) });

const item = z.strictObject({ code, says: words, clauses: clauses.optional() });

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const output = z.union([z.strictObject({ setting: name }), scalar, z.array(z.string())]);

const table = z.strictObject({
  title: words,
  hit: z.enum(['unique', 'first', 'collect']),
  inputs: z
    .record(z.string(), z.strictObject({ values: z.array(z.union([z.string(), z.number()])).min(1) }))
    .default({}),
  rows: z
    .array(z.strictObject({ when: condition, then: z.record(z.string(), output), clauses: z.array(words).default([]) }))
    .min(1),
});

const tariffOption = z.strictObject({
  code,
  title: words,
  clauses,
  effect: code,
  parameters: z.array(field).default([]),
  open: z.array(rule.omit({ force: true, breach: true })).default([]),
});

const deadline = z
  .strictObject({
    title: words,
    clauses,
    amount: z.int().positive().optional(),
    setting: name.optional(),
    unit: z.enum(['working-days', 'days', 'hours', 'weeks', 'months', 'years']),
    direction: z.enum(['within', 'at-least-before']).default('within'),
    anchor: words,
    force: force.default('must'),
    breach: breach.optional(),
  })
  .refine(({ amount, setting }) => (amount === undefined) !== (setting === undefined), 'has an amount or a setting');

const identity = z.strictObject({
  pack: code,
  institution: code,
  title: words,
  version: words,
  inForce: z.strictObject({ from: date, until: date.optional() }),
  timeZone: words,
  calendar: words,
  referencePrefix: z.string().regex(/^[A-Z]{2,8}$/, 'must be two to eight capital letters'),
  receipt: z.strictObject({ counts: z.literal('on-arrival'), says: words, clauses }).optional(),
});

/** The shape of each file of a pack; `acts` is that of each file in the folder `acts`. */
export const shapes = {
  identity,
  offices: z.strictObject({
    offices: byName(z.strictObject({ title: words, may: z.array(words).default([]) })).default({}),
    roles: byName(z.strictObject({ title: words })).default({}),
  }),
  offences: byName(
    z.strictObject({
      title: words,
      category: words,
      clauses,
      synonyms: z.array(words).default([]),
      needsDescription: z.boolean().default(false),
    }),
  ),
  acts: z
    .object({ steps: byName(step).default({}) })
    .catchall(act)
    .transform(({ steps, ...acts }) => ({ acts: acts as Record<string, z.output<typeof act>>, steps })),
  tables: byName(table),
  deadlines: byName(deadline),
  documents: byName(
    z.strictObject({
      title: words,
      clauses,
      breach: z.enum(['refuse', 'list']).default('refuse'),
      items: z.array(item),
    }),
  ),
  notices: byName(
    z.strictObject({
      title: words,
      clauses,
      items: z.array(item).default([]),
      template: words,
      withheld: z.array(words).default([]),
    }),
  ),
  tariffs: byName(z.strictObject({ title: words, options: z.array(tariffOption).min(1) })),
  regulators: byName(z.strictObject({ name: words, rule: words, references: z.array(words).min(1), clauses })),
  settings: byName(z.strictObject({ value: scalar, why: words, clauses: z.array(words).default([]) })),
  readings: z.record(words, z.strictObject({ issue: words, resolution: words })),
} as const;

type Shapes = typeof shapes;
export type Shape<K extends keyof Shapes> = z.output<Shapes[K]>;
export type RuleShape = z.output<typeof rule>;
export type ActShape = z.output<typeof act>;
export type StepShape = z.output<typeof step>;
export type ItemShape = z.output<typeof item>;
export type TableShape = z.output<typeof table>;
export type TariffOptionShape = z.output<typeof tariffOption>;
export type DeadlineShape = z.output<typeof deadline>;
