import { inspect } from 'node:util';
import { type BreachKind, breachKinds, countOf } from './oracle.js';
import type { Control, Fault } from './faults.js';
import type { Finding } from './trial.js';

export interface Row {
  readonly name: string;
  readonly seed: number;
  readonly passed: boolean;
  readonly finding?: Finding;
  /** Why it failed. */
  readonly why: readonly string[];
}

/** Nothing may be lost; and a fault that left nothing unknown was none. */
export const faultRow = ({ name, seed }: Fault, finding: Finding): Row => {
  const why = breachKinds.flatMap((kind) => told(finding, kind));
  if (finding.acknowledged === 0) why.push('nothing was acknowledged');
  if (finding.unknown === 0) why.push('no outcome was unknown: the fault met nothing');
  return { name, seed, passed: why.length === 0, finding, why };
};

const told = (finding: Finding, kind: BreachKind): string[] => {
  const [first] = finding.breaches.filter((breach) => breach.kind === kind);
  return first ? [`${countOf(finding, kind)} ${kind}, such as ${first.what}`] : [];
};

/** What a client that answers by itself cannot know; it is no loss. */
const guessed: readonly BreachKind[] = ['at another position', 'answered otherwise'];

/** @param calm the same without the fault */
export const controlRow = ({ name, seed, loses }: Control, calm: Finding, finding: Finding): Row => {
  const why: string[] = [];
  for (const kind of breachKinds.filter((one) => !guessed.includes(one)))
    why.push(...told(calm, kind).map((breach) => `without the fault: ${breach}`));
  if (countOf(finding, loses) === 0) why.push(`nothing ${loses}: the oracle saw no difference`);
  return { name: `control: ${name}`, seed, passed: why.length === 0, finding, why };
};

export const failedRow = ({ name, seed }: Fault, error: unknown): Row => ({
  name,
  seed,
  passed: false,
  why: [inspect(error)],
});

const columns: readonly (readonly [heading: string, of: (finding: Finding) => number])[] = [
  ['times', ({ times }) => times],
  ['sent', ({ sent }) => sent],
  ['acknowledged', ({ acknowledged }) => acknowledged],
  ['refused', ({ refused }) => refused],
  ['unknown', ({ unknown }) => unknown],
  ['to 0', ({ resolvedTo0 }) => resolvedTo0],
  ['to 1', ({ resolvedTo1 }) => resolvedTo1],
  ['lost', (finding) => countOf(finding, 'lost')],
  ['duplicated', (finding) => countOf(finding, 'duplicated')],
];

const WIDEST_NAME = 52;

export const headings = (): string =>
  [''.padEnd(WIDEST_NAME), 'seed', ...columns.map(([heading]) => heading), 'seconds'].join('  ');

export const lineOf = ({ name, seed, passed, finding, why }: Row, seconds: number): string => {
  const cells = columns.map(([heading, of]) => `${finding ? of(finding) : '-'}`.padStart(heading.length));
  const figures = [name.padEnd(WIDEST_NAME), `${seed}`.padStart(4), ...cells, seconds.toFixed(1).padStart(7)].join(
    '  ',
  );
  return [`${figures}  ${passed ? 'passed' : 'FAILED'}`, ...why.map((reason) => `    ${reason}`)].join('\n');
};
