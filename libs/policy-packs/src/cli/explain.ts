import { CalendarError } from '../calendar/bank-holidays.js';
import type { PackDescription } from '../describe/describe-pack.js';
import { entriesOf } from '../describe/entries.js';
import { titlesOf } from '../describe/in-words.js';
import { ofBody } from '../describe/outcome-entries.js';
import { clausesInWords } from '../describe/policy-json.js';
import { SettingNotChosen } from '../engine/deadline.js';
import { fieldFacts, wrongFields } from '../engine/fields.js';
import { nearest } from '../load/near.js';
import { FactMissing, FactsUnusable, type ActDefinition, type Facts, type Policy, type Ruling } from '../policy.js';
import { factsAsked, factsLacking, namesAsked, typeInWords, wrongFacts } from './facts-asked.js';
import { Unusable, type SaidFile } from './facts-file.js';
import { factLines, inWords, paragraphs, words, type Paragraph } from './paragraphs.js';
import { ofDeadline, reckonings, uncountable } from './reckoning.js';

interface Asked {
  readonly policy: Policy;
  readonly description: PackDescription;
  readonly facts: Facts;
  readonly said: SaidFile;
}

/**
 * The ruling on an act, a step, a table, a tariff or a list of choices, as a person would put it; how a deadline is counted; and
 * what a body or a clause is to the system.
 *
 * @param facts undefined where none were given, which a body and a clause need not
 * @throws Unusable where the policy has nothing of that name, a fact is needed that is not among those given, or one is given that is none
 */
export function explain(policy: Policy, name: string, facts: Facts | undefined, said: SaidFile = {}): string {
  const description = policy.describe();
  const told = withoutFacts(name, policy, description, facts);
  if (told !== undefined) return paragraphs(told);
  if (!namesAsked(description).includes(name)) throw new Unusable(noSuch(name, policy, description));
  if (facts === undefined) {
    throw new Unusable(
      `${name} is asked with facts: --facts <file.json>; \`facts\` in place of \`explain\` prints which`,
    );
  }
  const wrong = wrongFacts(description, facts);
  if (wrong.length > 0) throw new Unusable(wrong.join('\n'));
  return paragraphs(telling(name, { policy, description, facts, said }));
}

function withoutFacts(
  name: string,
  policy: Policy,
  description: PackDescription,
  facts: Facts | undefined,
): readonly Paragraph[] | undefined {
  const { bodies, deadlines } = description;
  const body = Object.hasOwn(bodies, name) ? bodies[name] : undefined;
  const does = ({ kind, title, says, condition }: Omit<ReturnType<typeof entriesOf>[number], 'clauses'>) => ({
    title,
    kind,
    lines: [...says, ...(condition === undefined ? [] : [`Condition: ${condition}`])],
  });
  if (body) {
    const entries = ofBody(name, body, titlesOf(description));
    return [
      { lines: [`${body.title} (${name})`] },
      ...entries.map((entry) => ({
        title: entry.kind,
        lines: [...does(entry).lines, ...words(entry.clauses, policy)],
      })),
    ];
  }
  const clause = clausesInWords(description).find(({ id }) => id === name);
  if (clause) {
    const all = clause.does.map(does);
    return [
      { lines: [`${clause.id}: ${clause.requirement}`] },
      ...all.map(({ kind, title, lines }) => ({ title: `${kind}: ${title}`, lines })),
      { lines: all.length === 0 ? ['Nothing in the pack rests on it.'] : [] },
    ];
  }
  return facts === undefined && Object.hasOwn(deadlines, name)
    ? ofDeadline(name, policy, description, undefined)
    : undefined;
}

function noSuch(name: string, { title }: Policy, description: PackDescription): string {
  const { bodies, clauses } = description;
  const known = [...namesAsked(description), ...Object.keys(bodies), ...clauses.map(({ id }) => id)];
  const near = nearest(name, known);
  return `${title} has no ${name}${near === undefined ? '' : ` (did you mean ${near}?)`}`;
}

function telling(name: string, asked: Asked): readonly Paragraph[] {
  const { policy, description, facts } = asked;
  const { tables, deadlines } = description;
  const act = policy.act(name);
  try {
    if (act !== undefined) return ofAct(act, asked);
    if (Object.hasOwn(tables, name)) return ofTable(name, asked);
    if (Object.hasOwn(deadlines, name)) return ofDeadline(name, policy, description, facts);
    return ofOptions(name, asked);
  } catch (error) {
    if (error instanceof FactMissing) throw new Unusable(lacking(error, name, asked));
    if (error instanceof CalendarError) throw new Unusable(uncountable(error));
    if (error instanceof FactsUnusable || error instanceof SettingNotChosen) throw new Unusable(error.message);
    throw error;
  }
}

/** All at once, and not the first alone: also what other facts may make needless. */
function lacking({ message }: FactMissing, name: string, { policy, description, facts }: Asked): string {
  const all = factsLacking(factsAsked(policy, description, name) ?? [], facts);
  const lines = all.map((fact) => `  ${fact.name} (${typeInWords(fact.type)})`);
  return [message, ...(lines.length === 0 ? [] : ['Not given, of what is read here:', ...lines])].join('\n');
}

const WHY_NOT = {
  'not-permitted': 'It may not be done by whoever asks.',
  'out-of-order': 'It may not be done now.',
  unacceptable: 'It may not be done as it is put.',
} as const;

function ofAct(act: ActDefinition, asked: Asked): readonly Paragraph[] {
  const { policy, description } = asked;
  const ruling = ruledOn(act, asked);
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
    { title: 'How the time was reckoned', lines: reckonings(ruling.read, policy, description) },
    { title: 'What follows', lines: isRefused ? [] : ruling.follows.map((name) => `- ${title(name)} (${name})`) },
    { title: 'What is open instead', lines: isRefused ? openInstead(act, asked) : [] },
  ];
}

/** As a step is recorded: with its fields, where they are said. */
function ruledOn({ name }: ActDefinition, { policy, facts, said: { fields, ...said } }: Asked): Ruling {
  if (fields === undefined) return policy.rule(name, facts, said);
  const step = policy.step(name);
  if (step === undefined) throw new Unusable(`${name} is no step, and has no fields`);
  const ruling = policy.rule(name, { ...facts, field: fieldFacts(step.fields, fields) }, said);
  const refusals = [...ruling.refusals, ...wrongFields({ ...step, at: '/fields' }, fields)];
  return { ...ruling, refusals, kind: ruling.kind ?? (refusals.length > 0 ? 'unacceptable' : undefined) };
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
  const open = beside.filter((act) => act.name !== name && isOpen(policy, act.name, facts));
  return open.length === 0 ? ['Nothing, by these facts.'] : open.map((act) => `- ${act.title} (${act.name})`);
}

/** Of an act whose facts were not given nothing can be said. */
function isOpen(policy: Policy, act: string, facts: Facts): boolean {
  try {
    return policy.available(act, facts).refusals.length === 0;
  } catch (error) {
    if (error instanceof FactMissing || error instanceof CalendarError) return false;
    if (error instanceof SettingNotChosen) return false;
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
