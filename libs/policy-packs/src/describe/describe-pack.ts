import type { PackFiles } from '../load/pack-files.js';
import type { Shape } from '../load/schema.js';
import type { Clause, Setting } from '../policy.js';

type ByName<T> = Readonly<Record<string, T>>;

/** A pack as it stands, for whoever reads it: plain values, by name. */
export interface PackDescription {
  readonly identity: Shape<'identity'>;
  readonly clauses: readonly Clause[];
  readonly offices: Shape<'offices'>;
  /** By subject. */
  readonly acts: ByName<Shape<'acts'>>;
  readonly tables: Shape<'tables'>;
  readonly deadlines: Shape<'deadlines'>;
  readonly documents: Shape<'documents'>;
  readonly notices: Shape<'notices'>;
  readonly tariffs: Shape<'tariffs'>;
  readonly choices: Shape<'choices'>;
  readonly bodies: Shape<'bodies'>;
  readonly hidden: Shape<'hidden'>;
  readonly offences: Shape<'offences'>;
  readonly regulators: Shape<'regulators'>;
  readonly vocabulary: Shape<'vocabulary'>;
  readonly enforcedBySystem: Shape<'enforced-by-system'>;
  /** With the values that the deployment chose. */
  readonly settings: ByName<Omit<Setting, 'name'>>;
  readonly readings: Shape<'readings'>;
  /** What conditions may read, by dotted name: `bool`, `string`, `double`, `list<string>`. */
  readonly facts: ByName<string>;
  /** Of the files, as `readPack` makes it. */
  readonly digest: string;
}

/**
 * @param settings with the deployment's values; the pack's own where left out
 * @throws where a file of the pack is unusable, which has been reported
 */
export function describePack(
  files: PackFiles,
  settings?: ReadonlyMap<string, Setting>,
  facts: ByName<string> = {},
): PackDescription {
  const of = <T>(file: { readonly value: T } | undefined): T => {
    if (file === undefined) throw new Error(`the pack ${files.folder} has a file that is not to be read`);
    return file.value;
  };
  const acts = of(files.acts && { value: [...files.acts] });
  return {
    identity: of(files.identity),
    clauses: of(files.clauses && { value: [...files.clauses.values()] }),
    offices: of(files.offices),
    acts: Object.fromEntries(acts.map(([subject, { value }]) => [subject, value])),
    tables: of(files.tables),
    deadlines: of(files.deadlines),
    documents: of(files.documents),
    notices: of(files.notices),
    tariffs: of(files.tariffs),
    choices: of(files.choices),
    bodies: of(files.bodies),
    hidden: of(files.hidden),
    offences: of(files.offences),
    regulators: of(files.regulators),
    vocabulary: of(files.vocabulary),
    enforcedBySystem: of(files.enforcedBySystem),
    settings: settings
      ? Object.fromEntries([...settings].map(([name, { name: _, ...one }]) => [name, one]))
      : of(files.settings),
    readings: of(files.readings),
    facts,
    digest: files.digest,
  };
}
