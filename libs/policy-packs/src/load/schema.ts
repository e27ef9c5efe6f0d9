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
  /** An act or a step: once it is done, this rule stands in nobody's way. */
  unless: name.optional(),
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
    /** Of a number. */
    min: z.number().optional(),
    max: z.number().optional(),
    whole: z.boolean().default(false),
  })
  .refine(
    ({ type, min, max, whole }) => type === 'number' || (min === undefined && max === undefined && !whole),
    'only a number has min, max or whole',
  )
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

/** Whoever the field names has that office on this case from then on, until the step names somebody else. */
const designates = z
  .strictObject({
    field: words,
    as: name.optional(),
    /** Or the field that names the office, and those that name whose it is, and the days on which it is theirs. */
    asIn: words.optional(),
    insteadOf: words.optional(),
    from: words.optional(),
    until: words.optional(),
  })
  .refine(({ as, asIn }) => (as === undefined) !== (asIn === undefined), 'says either as or asIn');

const step = act.extend({
  fields: z.array(field).default([]),
  repeatable: z.boolean().default(false),
  /** What it is to the rest of the procedure: the student's own statement in writing; that the student leaves. */
  means: z.enum(['statement', 'withdrawal', 'completion']).optional(),
  designates: designates.optional(),
  /** It arranges a meeting of that kind, for the day that the field names. */
  arranges: z.strictObject({ kind: name, day: words }).optional(),
  /** The part in the case that whoever records it has from then on. */
  gives: name.optional(),
  /** Fields that name members of the institution's staff. */
  staff: z.array(words).min(1).optional(),
  /** It is the decision of that body: a breach where the field says `breach`, and none where it says `none`. */
  decides: z.strictObject({ body: name, field: words, breach: words, none: words }).optional(),
});

const item = z.strictObject({
  code,
  says: words,
  clauses: clauses.optional(),
  /** The fact that the item is filled from. */
  fact: words.optional(),
});

const itemOfNotice = item
  .extend({
    /** The item is the day that this deadline comes to, counted from when the letter is sent. */
    deadline: name.optional(),
    /** The item is what this field of the step says. */
    field: words.optional(),
  })
  .refine(
    (given) => [given.fact, given.deadline, given.field].filter((one) => one !== undefined).length < 2,
    'has one of fact, deadline and field',
  );

const itemOfDocument = item
  .extend({
    /** Of a form: an act or step, for who did it and when; or what it tells, by name: `report.submit.what`. */
    from: z
      .string()
      .regex(/^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/, 'must be an act or step, or a field of one')
      .optional(),
    /** It is that of which `hidden` may keep some from somebody. */
    what: code.optional(),
  })
  .refine(({ fact, from }) => fact === undefined || from === undefined, 'has from or fact, and not both');

const documentShape = z
  .strictObject({
    title: words,
    clauses,
    breach: z.enum(['refuse', 'list']).default('refuse'),
    /** It is a form: the act or step that completes it. */
    on: name.optional(),
    /** Of a form: a case has it where this holds, of the facts of that act's subject. */
    when: condition.optional(),
    /** Of a form: the letters that a copy of it goes out with. */
    sent: z.array(name).default([]),
    items: z.array(itemOfDocument),
  })
  .refine(
    ({ on, when, sent, items }) =>
      on !== undefined ||
      (when === undefined && sent.length === 0 && items.every(({ from, what }) => (from ?? what) === undefined)),
    'only a form, which has on, has when, sent, from or what',
  )
  .refine(
    ({ on, items }) => on === undefined || items.every(({ from, fact }) => (from ?? fact) !== undefined),
    'each item of a form has from or fact: what it is filled from',
  );

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

const gate = rule.omit({ breach: true, unless: true });

const effect = z.union([
  code.transform((only) => ({ effect: only, binds: true })),
  z.strictObject({
    effect: code,
    /** False where it is recommended to somebody who consents or does not: the act that `consent` names. */
    binds: z.boolean().default(true),
    consent: name.optional(),
    clauses: clauses.optional(),
  }),
]);

const tariffOption = z.strictObject({
  code,
  title: words,
  clauses,
  /** What the outcome is to the rest of the procedure; several where it is made of several. */
  effect: code.optional(),
  effects: z.array(effect).default([]),
  group: words.optional(),
  parameters: z.array(field).default([]),
  open: z.array(gate).default([]),
  follows: z.array(name).default([]),
});

const tariff = z.strictObject({
  title: words,
  clauses: z.array(words).default([]),
  /** How many of them may be imposed at once. */
  choose: z.enum(['exactly-one', 'at-most-one', 'one-or-more', 'any']).default('any'),
  /** Imposed whatever is chosen. */
  always: z.array(z.strictObject({ effect: code, title: words, clauses })).default([]),
  options: z.array(tariffOption).min(1),
});

/** What may be chosen that is no penalty: grounds of appeal, companions, outcomes of an interview. */
const choices = z.strictObject({
  title: words,
  clauses: z.array(words).default([]),
  choose: z.enum(['exactly-one', 'at-most-one', 'one-or-more', 'any']).default('one-or-more'),
  options: z
    .array(
      z.strictObject({
        code,
        title: words,
        clauses,
        /** Of what a finding comes to: whether it is a breach. */
        breach: z.boolean().optional(),
        /** Other words for it, which are taken for it. */
        synonyms: z.array(words).default([]),
        parameters: z.array(field).default([]),
        open: z.array(gate).default([]),
        follows: z.array(name).default([]),
      }),
    )
    .min(1),
});

const deadline = z
  .strictObject({
    title: words,
    clauses,
    /** Nought is the same day, or hour. */
    amount: z.int().nonnegative().optional(),
    setting: name.optional(),
    unit: z.enum(['working-days', 'days', 'hours', 'weeks', 'months', 'years', 'minutes']),
    /** `within` so long after; `at-least-before` and `not-before`, so long after, the instant of `from`. */
    direction: z.enum(['within', 'at-least-before', 'not-before']).default('within'),
    /** What the first day is called. */
    anchor: words,
    /** The fact that holds the anchor's instant; then `inTime.<name>` is a fact. */
    from: words.optional(),
    /** Counted from when it is deemed received, as `identity.receipt` says of that channel. */
    received: code.optional(),
    /** The fact that holds the instant that must be in time; the act itself unless said otherwise. */
    meets: words.default('asked.at'),
    clearDays: z.boolean().default(false),
    force: force.default('must'),
    breach: breach.optional(),
  })
  .refine(({ amount, setting }) => (amount === undefined) !== (setting === undefined), 'has an amount or a setting')
  .refine(({ unit, clearDays }) => !clearDays || (unit !== 'hours' && unit !== 'minutes'), {
    path: ['clearDays'],
    error: 'hours and minutes have no clear days',
  });

const seat = z.strictObject({
  code,
  title: words,
  clauses: clauses.optional(),
  count: z.int().positive().default(1),
  /** Offices or pools whose members may sit here; any of them. */
  from: z.array(name).default([]),
  /** Parts in the case that whoever sits here has. */
  roles: z.array(name).default([]),
});

/** Read of each person who is proposed. */
const bar = z.strictObject({
  code,
  holds: condition,
  clauses,
  /** Only of those in these seats. */
  seats: z.array(code).default([]),
  force: force.default('must'),
  says: words,
});

const body = z.strictObject({
  title: words,
  clauses,
  form: z.enum(['hearing', 'papers', 'desk']).default('hearing'),
  /** Kinds of meetings that are in its hands, as an invitation names them. */
  conducts: z.array(code).default([]),
  seats: z.array(seat).min(1),
  /** There, and no members. */
  attends: z
    .array(
      z.strictObject({
        code,
        title: words,
        clauses,
        from: z.array(name).default([]),
        roles: z.array(name).default([]),
        required: z.boolean().default(true),
      }),
    )
    .default([]),
  quorum: z.int().positive().optional(),
  bars: z.array(bar).default([]),
  /** Of all members together: so many at least, or at most, of whom `where` is true. */
  makeUp: z
    .array(
      z.strictObject({
        code,
        where: condition,
        atLeast: z.int().nonnegative().optional(),
        atMost: z.int().nonnegative().optional(),
        clauses,
        force: force.default('must'),
        says: words,
      }),
    )
    .default([]),
  decides: z
    .strictObject({
      by: z.enum(['alone', 'majority', 'unanimity']),
      casting: code.optional(),
      divided: z.enum(['carried', 'not-carried']).default('not-carried'),
      clauses,
    })
    .optional(),
});

/** What is kept from whom, and until when. */
const hidden = z.strictObject({
  title: words,
  clauses,
  what: code,
  from: z.union([z.array(name).min(1), z.literal('everyone')]),
  /** Whoever has one of these sees it all the same. */
  except: z.array(name).default([]),
  /** The subject whose facts `until` reads: `hearing`. */
  on: code.optional(),
  /** Once this is true it is shown; left out: never. */
  until: condition.optional(),
  says: words,
});

const receipt = z.strictObject({
  says: words,
  clauses,
  /** Sent later in the day, or on another day, it is received on the next of these days. Left out: on arrival. */
  cutOff: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time of day, such as 16:00')
    .optional(),
  days: z.array(z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])).default([]),
  /** Whether the calendar's holidays are no such days. */
  skipsHolidays: z.boolean().default(false),
});

const identity = z.strictObject({
  pack: code,
  institution: code,
  title: words,
  version: words,
  inForce: z.strictObject({ from: date, until: date.optional() }),
  timeZone: words,
  calendar: words,
  referencePrefix: z.string().regex(/^[A-Z]{2,8}$/, 'must be two to eight capital letters'),
  /** By channel: when what was sent counts as received. */
  receipt: byName(receipt).default({}),
  reviewOn: date.optional(),
  clauses: z.array(words).default([]),
});

/** The shape of each file of a pack; `acts` is that of each file in the folder `acts`. */
export const shapes = {
  identity,
  offices: z.strictObject({
    offices: byName(z.strictObject({ title: words, may: z.array(words).default([]) })).default({}),
    roles: byName(
      /** `reporters`: whoever reported as one of these has the part. */
      z.strictObject({ title: words, reporters: z.array(name).default([]) }),
    ).default({}),
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
  documents: byName(documentShape),
  notices: byName(
    z.strictObject({
      title: words,
      clauses,
      /** Who gets it, in the pack's words or by the name of a table that says who. */
      to: z.array(name).default([]),
      channels: z.array(code).default([]),
      /** What sends it: acts or steps. */
      on: z.array(name).default([]),
      /** Of a case before one of these bodies; before any, where none is named. */
      bodies: z.array(name).default([]),
      /** The deadline by which it goes. */
      by: name.optional(),
      items: z.array(itemOfNotice).default([]),
      template: words,
      withheld: z.array(words).default([]),
    }),
  ),
  tariffs: byName(tariff),
  choices: byName(choices),
  bodies: byName(body),
  hidden: byName(hidden),
  /** Our word for it, and the institution's. */
  vocabulary: byName(
    z.strictObject({ title: words, synonyms: z.array(words).default([]), clauses: z.array(words).default([]) }),
  ),
  /** Duties that no rule of a pack can hold; the test that shows that the system keeps them. */
  'enforced-by-system': byName(z.strictObject({ clauses, how: words, tests: z.array(words).min(1) })),
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
export type DocumentShape = z.output<typeof documentShape>;
export type TableShape = z.output<typeof table>;
export type TariffOptionShape = z.output<typeof tariffOption>;
export type DeadlineShape = z.output<typeof deadline>;
export type BodyShape = z.output<typeof body>;
export type HiddenShape = z.output<typeof hidden>;
export type ChoicesShape = z.output<typeof choices>;
export type TariffShape = z.output<typeof tariff>;
export type ReceiptShape = z.output<typeof receipt>;
