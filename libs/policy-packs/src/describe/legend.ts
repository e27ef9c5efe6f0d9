import { meanings } from '../catalogue/meanings.js';
import { camelCase } from '../compile/names.js';
import type { PackDescription } from './describe-pack.js';
import type { Entry } from './entry.js';
import { factsNamedIn } from './facts-named.js';
import { escaped, rowOf, table } from './html.js';

/** What the names in the conditions stand for. */
export function legend(description: PackDescription, entries: readonly Entry[]): string {
  const isRead = factsNamedIn(entries.flatMap(({ condition }) => condition?.replace(/^(due when|until) /, '') ?? []));
  const own = ofThePolicy(description);
  const inTime = [...own.keys()].filter((name) => name.startsWith('inTime.')).map((name) => [name, 'bool'] as const);
  const all = [...Object.entries(description.facts), ...inTime].filter(([name]) => isRead(name));
  const rows = all
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, type]) =>
      rowOf(`<code>${escaped(name)}</code>`, [
        escaped(own.get(name) ?? meanings[name] ?? spelt(name)),
        TYPES[type] ?? escaped(type),
      ]),
    );
  return table('What the conditions in small print read', ['Fact', 'What it is', 'Its value'], rows);
}

const TYPES: Readonly<Record<string, string>> = {
  bool: 'yes or no',
  string: 'words',
  double: 'number',
  'list<string>': 'list of words',
};

/** Of what the policy itself has made. */
function ofThePolicy({ acts, deadlines }: PackDescription): ReadonlyMap<string, string> {
  const steps = Object.values(acts).flatMap(({ steps: each }) => Object.entries(each));
  return new Map([
    ['actor.offices', 'the offices of whoever asks'],
    ['actor.roles', 'the parts in the case of whoever asks'],
    ['asked.at', 'the moment of the act'],
    ['steps.done', 'the acts and steps that were done, by name'],
    ...steps.flatMap(([name, { title, fields }]) => {
      const step = `step.${camelCase(name.slice(name.indexOf('.') + 1))}`;
      return [
        [`${step}.done`, `whether “${title}” was done`] as const,
        [`${step}.at`, `when “${title}” was done`] as const,
        ...fields.map((field) => [`${step}.${field.name}`, `“${title}”: ${field.title}`] as const),
        ...fields.map((field) => [`field.${field.name}`, `what is recorded: ${field.title}`] as const),
      ];
    }),
    ...Object.entries(deadlines).map(
      ([name, { title }]) => [`inTime.${camelCase(name)}`, `whether “${title}” was kept`] as const,
    ),
  ]);
}

/** `student.registeredLevel` as `student: registered level`. */
const spelt = (name: string): string => {
  const words = name.split('.').map((part) => part.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
  return words.length === 1 ? words.join('') : `${words.slice(0, -1).join(', ')}: ${words.at(-1)}`;
};
