import { stepFactName } from '@probity/contracts';
import { camelCase } from '../compile/names.js';
import type { PackFiles } from './pack-files.js';
import { isReadIn, withoutReferences, type Gone } from './references-gone.js';
import { takenOut } from './taken-out.js';
import type { PackFile } from './yaml-file.js';

/**
 * The pack without whatever rests on the clause: a rule, a row, an item, an act, a deadline. What referred to that no longer
 * does, and a rule or a row that read of it is gone too. All else stands as it stood, also where the schema would want more:
 * what fails then fails for want of what the clause asked for.
 */
export function packWithout(files: PackFiles, clause: string): PackFiles {
  const left = eachFile(files, (content) => takenOut(content, clause));
  return eachFile(left, (content, subject) => withoutReferences(content, goneFrom(files, left, subject)));
}

type Change = (content: unknown, subject?: string) => unknown;

function eachFile({ folder, digest, clauses, acts, ...others }: PackFiles, change: Change): PackFiles {
  const entries = Object.entries(others).map(([name, file]) => [name, file && changed<unknown>(file, change)]);
  const subjects = [...(acts ?? [])].map(([subject, file]) => [subject, changed(file, change, subject)] as const);
  return { folder, digest, clauses, acts: acts && new Map(subjects), ...Object.fromEntries(entries) } as PackFiles;
}

/** What is wrong with it then is no mistake of the pack. */
const changed = <T>({ value, raw }: PackFile<T>, change: Change, subject?: string): PackFile<T> => ({
  value: change(value, subject) as T,
  raw,
  report: () => undefined,
});

/** @param subject whose steps the conditions at hand can read; undefined for all */
function goneFrom(whole: PackFiles, left: PackFiles, subject: string | undefined): Gone {
  const missing = (namesIn: (files: PackFiles) => readonly string[]): ReadonlySet<string> => {
    const there = new Set(namesIn(left));
    return new Set(namesIn(whole).filter((name) => !there.has(name)));
  };
  const deadlines = missing((files) => Object.keys(files.deadlines?.value ?? {}));
  const steps = [...missing((files) => stepsOf(files, subject))].map(factOf);
  const times = Object.entries(whole.deadlines?.value ?? {})
    .filter(([name, { from = '', meets }]) => deadlines.has(name) || isReadIn([from, meets].join(' '), steps))
    .map(([name]) => `inTime.${camelCase(name)}`);
  return {
    deadlines,
    documents: missing((files) => Object.keys(files.documents?.value ?? {})),
    acts: missing(actsOf),
    any: missing((files) => [
      ...[files.deadlines, files.notices].flatMap((file) => Object.keys(file?.value ?? {})),
      ...actsOf(files),
    ]),
    facts: [...steps, ...times],
  };
}

const stepsOf = ({ acts }: PackFiles, subject: string | undefined): readonly string[] =>
  [...(acts ?? [])]
    .filter(([name]) => subject === undefined || name === subject)
    .flatMap(([, { value }]) => Object.keys(value.steps));

const factOf = (step: string) => `step.${stepFactName(step)}`;

const actsOf = (files: PackFiles): readonly string[] => [
  ...stepsOf(files, undefined),
  ...[...(files.acts?.values() ?? [])].flatMap(({ value }) => Object.keys(value.acts)),
];
