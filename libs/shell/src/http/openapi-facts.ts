import type { OpenAPIObject } from '@nestjs/swagger';
import type { FactTypes, Policies, Policy } from '@probity/policy-packs';
import { definitions } from '../cases/acts.js';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

interface Asked {
  readonly what: 'act' | 'table';
  readonly name: string;
  readonly facts: FactTypes;
}

/** What each act, step and table of the policies at hand may be asked with: a schema each, `Facts.<name>`. */
export const factSchemas = (policies: Policies): Schemas =>
  Object.fromEntries(everythingAsked(policies).map(({ name, facts }) => [`Facts.${name}`, schemaOf(facts)]));

/** The body of a question to a policy: one of what can be asked, with its facts. */
export const questionSchema = (policies: Policies): object => ({
  oneOf: everythingAsked(policies).map(({ what, name }) => ({
    title: name,
    type: 'object',
    required: [what, 'facts'],
    additionalProperties: false,
    properties: {
      [what]: { const: name },
      facts: { $ref: `#/components/schemas/Facts.${name}` },
      ...(what === 'act' && {
        said: {
          type: 'object',
          properties: {
            contents: { type: 'object', description: 'What the document of the act holds, by item.' },
            reasons: {
              type: 'object',
              additionalProperties: { type: 'string' },
              description: 'By the code of the rule.',
            },
          },
        },
      }),
    },
  })),
});

/** Of several policies with an act of one name, the facts of all: each has steps of its own besides. */
const everythingAsked = (policies: Policies): readonly Asked[] => {
  const byName = new Map<string, Asked>();
  for (const asked of policies.all.flatMap((policy) => [...actsOf(policy), ...tablesOf(policy)])) {
    const before = byName.get(asked.name);
    byName.set(asked.name, before ? { ...asked, facts: together(before.facts, asked.facts) } : asked);
  }
  return [...byName.values()].sort((a, b) => a.name.localeCompare(b.name));
};

const together = (a: FactTypes, b: FactTypes): FactTypes => ({
  ...a,
  ...Object.fromEntries(
    Object.entries(b).map(([name, type]) => {
      const before = a[name];
      return [name, typeof before === 'object' && typeof type === 'object' ? together(before, type) : type];
    }),
  ),
});

const actsOf = (policy: Policy): readonly Asked[] =>
  policy.subjects
    .flatMap((subject) => definitions({ name: subject }, policy))
    .flatMap(({ name }) => known(policy, 'act', name));

const tablesOf = (policy: Policy): readonly Asked[] => policy.tables.flatMap((name) => known(policy, 'table', name));

const known = (policy: Policy, what: Asked['what'], name: string): readonly Asked[] => {
  const facts = policy.facts(name);
  return facts ? [{ what, name, facts }] : [];
};

const LEAVES = {
  bool: { type: 'boolean' },
  string: { type: 'string' },
  double: { type: 'number' },
  'list<string>': { type: 'array', items: { type: 'string' } },
} as const;

/** None is required by itself: which are needed is seen as the rules read them. */
const schemaOf = (types: FactTypes): Schemas[string] => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, typeof type === 'string' ? LEAVES[type] : schemaOf(type)]),
  ) as Schemas,
});
