import { inspect } from 'node:util';
import type { Control, Fault } from './faults.js';
import { type BreachKind, breachKinds, countOf } from './oracle.js';
import type { Finding } from './trial.js';

export interface Row {
  readonly name: string;
  readonly seed: number;
  readonly passed: boolean;
  readonly finding?: Finding;
  /** Why it failed. */
  readonly why: readonly string[];
}

const told = (finding: Finding, kind: BreachKind): string[] => {
  const [first] = finding.breaches.filter((breach) => breach.kind === kind);
  return first ? [`${countOf(finding, kind)} ${kind}, such as ${first.what}`] : [];
};

/** Nothing may be lost; and a fault that met nothing was none. */
export const faultRow = ({ name, seed }: Fault, finding: Finding): Row => {
  const why = breachKinds.flatMap((kind) => told(finding, kind));
  if (finding.acknowledged === 0) why.push('nothing was acknowledged');
  if (finding.met === 0) why.push('the fault met nothing');
  return { name, seed, passed: why.length === 0, finding, why };
};

export const isSeen = ({ loses }: Control, finding: Finding): boolean =>
  loses.some((kind) => countOf(finding, kind) > 0);

/** @param calm the same without the fault */
export const controlRow = (control: Control, calm: Finding, finding: Finding): Row => {
  const why = breachKinds.flatMap((kind) => told(calm, kind).map((breach) => `without the fault: ${breach}`));
  if (!isSeen(control, finding)) why.push(`nothing ${control.loses.join(' or ')}: the oracle saw no difference`);
  return { name: `control: ${control.name}`, seed: control.seed, passed: why.length === 0, finding, why };
};

export const failedRow = ({ name, seed }: Fault, error: unknown): Row => ({
  name,
  seed,
  passed: false,
  why: [inspect(error)],
});

const columns: readonly (readonly [heading: string, of: (finding: Finding) => number])[] = [
  ['times', ({ times }) => times],
  ['acknowledged', ({ acknowledged }) => acknowledged],
  ['met', ({ met }) => met],
  ['said again', ({ repeated }) => repeated],
  ...(['lost', 'twice', 'stale', 'not on the bus', 'held up', 'view differs'] as const).map(
    (kind) => [kind, (finding: Finding) => countOf(finding, kind)] as const,
  ),
];

const WIDEST_NAME = 54;

export const headings = (): string =>
  [''.padEnd(WIDEST_NAME), 'seed', ...columns.map(([heading]) => heading), 'seconds'].join('  ');

export const lineOf = ({ name, seed, passed, finding, why }: Row, seconds: number): string => {
  const cells = columns.map(([heading, of]) => `${finding ? of(finding) : '-'}`.padStart(heading.length));
  const figures = [name.padEnd(WIDEST_NAME), `${seed}`.padStart(4), ...cells, seconds.toFixed(1).padStart(7)];
  return [`${figures.join('  ')}  ${passed ? 'passed' : 'FAILED'}`, ...why.map((reason) => `    ${reason}`)].join('\n');
};
