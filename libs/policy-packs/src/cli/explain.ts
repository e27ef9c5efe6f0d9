import type { PackDescription } from '../describe/describe-pack.js';
import { titlesOf } from '../describe/in-words.js';
import { nearest } from '../load/near.js';
import {
  FactMissing,
  FactsUnusable,
  type ActDefinition,
  type Facts,
  type Policy,
  type Ruling,
  type Said,
} from '../policy.js';
import { Unusable } from './facts-file.js';

interface Asked {
  readonly policy: Policy;
  readonly description: PackDescription;
  readonly facts: Facts;
  readonly said: Said;
}

/**
 * The ruling on an act, a step, a table, a tariff or a list of choices, as a person would put it.
 *
 * @throws Unusable where the policy has nothing of that name, or a fact is needed that is not among those given
 */
export function explain(policy: Policy, name: string, facts: Facts, said: Said = {}): string {
  const asked: Asked = { policy, description: policy.describe(), facts, said };
  const { tables, tariffs, choices, acts } = asked.description;
  const act = policy.act(name);
  try {
    if (act !== undefined) return paragraphs(ofAct(act, asked));
    if (Object.hasOwn(tables, name)) return paragraphs(ofTable(name, asked));
    if (Object.hasOwn(tariffs, name) || Object.hasOwn(choices, name)) return paragraphs(ofOptions(name, asked));
  } catch (error) {
    if (error instanceof FactMissing || error instanceof FactsUnusable) throw new Unusable(error.message);
    throw error;
  }
  const names = Object.values(acts).flatMap((subject) => [...Object.keys(subject.acts), ...Object.keys(subject.steps)]);
  const near = nearest(name, [tables, tariffs, choices].flatMap((each) => Object.keys(each)).concat(names));
  throw new Unusable(`${policy.title} has no ${name}${near === undefined ? '' : ` (did you mean ${near}?)`}`);
}

interface Paragraph {
  readonly title?: string;
  readonly lines: readonly string[];
}

const paragraphs = (all: readonly Paragraph[]) =>
  all
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) =>
      title === undefined ? lines.join('\n') : [title, ...lines.map((line) => `  ${line}`)].join('\n'),
    )
    .join('\n\n')
    .concat('\n');

const WHY_NOT = {
  'not-permitted': 'It may not be done by whoever asks.',
  'out-of-order': 'It may not be done now.',
  unacceptable: 'It may not be done as it is put.',
} as const;

function ofAct(act: ActDefinition, asked: Asked): readonly Paragraph[] {
  const { policy, facts, said, description } = asked;
  const ruling = policy.rule(act.name, facts, said);
  const title = titlesOf(description);
  const isRefused = ruling.kind !== undefined;
  return [
    { lines: [`${act.title} (${act.name})`] },
    { lines: [ruling.kind === undefined ? 'It may be done.' : WHY_NOT[ruling.kind]] },
    {
      title: 'Why not',
      lines: ruling.refusals.flatMap((refusal) => [`- ${refusal.says}`, ...words(refusal.clauses, policy)]),
    },
    ...onRecord(ruling, policy),
    { title: 'It rests on', lines: isRefused ? [] : words(ruling.authority, policy) },
    { title: 'The facts that were read', lines: factLines(ruling.read) },
    { title: 'What follows', lines: isRefused ? [] : ruling.follows.map((name) => `- ${title(name)} (${name})`) },
    { title: 'What is open instead', lines: isRefused ? openInstead(act, asked) : [] },
  ];
}

function onRecord({ departures, breaches, missing }: Ruling, policy: Policy): readonly Paragraph[] {
  return [
    {
      title: 'What it departs from',
      lines: departures.flatMap(({ says, reason, clauses }) => [
        `- ${says}${reason === null ? '' : ` The reason given: ${reason}`}`,
        ...words(clauses, policy),
      ]),
    },
    {
      title: 'What goes on record as a breach',
      lines: breaches.flatMap(({ says, clauses }) => [`- ${says}`, ...words(clauses, policy)]),
    },
    { title: 'What is missing, and is asked for', lines: missing.map(({ says }) => `- ${says}`) },
  ];
}

function openInstead({ name }: ActDefinition, { policy, facts }: Asked): readonly string[] {
  const bySubject = policy.subjects.map((subject) => [...policy.acts(subject), ...policy.steps(subject)]);
  const beside = bySubject.find((acts) => acts.some((act) => act.name === name)) ?? [];
  if (beside.length === 0) return [];
  const open = beside.filter((act) => isOpen(policy, act.name, facts));
  return open.length === 0 ? ['Nothing, by these facts.'] : open.map((act) => `- ${act.title} (${act.name})`);
}

/** Of an act whose facts were not given nothing can be said. */
function isOpen(policy: Policy, act: string, facts: Facts): boolean {
  try {
    return policy.available(act, facts).refusals.length === 0;
  } catch (error) {
    if (error instanceof FactMissing) return false;
    throw error;
  }
}

function ofTable(name: string, { policy, description, facts }: Asked): readonly Paragraph[] {
  const { rows, read } = policy.table(name, facts);
  return [
    { lines: [`${description.tables[name]?.title ?? name} (${name})`] },
    { lines: rows.length === 0 ? ['Nothing, by these facts.'] : [] },
    ...rows.map(({ then, clauses, settings }) => ({
      title: Object.entries(then)
        .map(([output, value]) => `${output}: ${inWords(value)}`)
        .join(', '),
      lines: [
        ...words(clauses, policy),
        ...settings.map((setting) => `${setting} is a setting, and not the policy's own.`),
      ],
    })),
    { title: 'The facts that were read', lines: factLines(read) },
  ];
}

function ofOptions(name: string, { policy, description, facts }: Asked): readonly Paragraph[] {
  const { tariffs, choices } = description;
  const options = Object.hasOwn(tariffs, name) ? policy.options(name, facts) : policy.choices(name, facts);
  const title = tariffs[name]?.title ?? choices[name]?.title ?? name;
  return [
    { lines: [`${title} (${name})`] },
    ...options.map((option) => {
      const state = option.open
        ? option.departures.length > 0
          ? 'open for a reason that is given'
          : 'open'
        : 'closed';
      const why = [...option.refusals, ...option.departures].flatMap(({ says, clauses }) => [
        `- ${says}`,
        ...words(clauses, policy),
      ]);
      return { title: `${option.title} (${option.code}): ${state}`, lines: [...words(option.clauses, policy), ...why] };
    }),
  ];
}

const words = (clauses: readonly string[], policy: Policy): readonly string[] =>
  clauses.map((id) => `[${id}] ${policy.clause(id)?.requirement ?? ''}`.trimEnd());

const inWords = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return value === null ? 'nothing' : String(value);
};

const factLines = (read: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(read).map(([name, value]) => `${name}: ${inWords(value)}`);
