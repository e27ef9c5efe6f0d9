import { leavesOf } from '../cel.js';
import { nearest } from '../load/near.js';
import type { PackFiles } from '../load/pack-files.js';
import type { ItemShape } from '../load/schema.js';
import type { PackFile, Report } from '../load/yaml-file.js';
import { personFacts, standardFacts, timeFacts, type ActCatalogue, type FactTypes } from '../policy.js';
import { stepFacts, typesOf } from './acts.js';
import type { Supply } from './conditions.js';

/** Reports a deadline that nothing could count, and an item that nothing could fill. */
export function reportFacts(files: PackFiles, { catalogues }: Supply): void {
  const { acts, deadlines, documents, notices } = files;
  const runsHere = (service: string) => catalogues.some((catalogue) => catalogue.service === service);
  if (acts === undefined || ![...acts.keys()].every(runsHere)) return;
  const together = catalogues.flatMap((catalogue) => factsTogether(catalogue, acts));
  const types = new Map(together.flatMap((facts) => [...facts]));
  const known = new Set(types.keys());
  for (const [name, { from, meets }] of Object.entries(deadlines?.value ?? {})) {
    if (from === undefined || deadlines === undefined) continue;
    const areKnown = [
      expectFact(from, known, [name, 'from'], deadlines.report),
      expectFact(meets, known, [name, 'meets'], deadlines.report),
    ];
    const isInstant = [
      expectInstant(from, types, [name, 'from'], deadlines.report),
      expectInstant(meets, types, [name, 'meets'], deadlines.report),
    ];
    if (
      areKnown.includes(false) ||
      isInstant.includes(false) ||
      together.some((facts) => facts.has(from) && facts.has(meets))
    )
      continue;
    deadlines.report([name, 'meets'], `no act, step, table or tariff knows both ${from} and ${meets}`);
  }
  if (documents) reportItems(documents, known);
  if (notices) reportItems(notices, known);
}

type WithItems = Readonly<Record<string, { readonly items: readonly ItemShape[] }>>;

function reportItems({ value, report }: PackFile<WithItems>, known: ReadonlySet<string>): void {
  for (const [name, { items }] of Object.entries(value)) {
    items.forEach(({ fact }, i) => {
      if (fact !== undefined) expectFact(fact, known, [name, 'items', i, 'fact'], report);
    });
  }
}

function expectFact(fact: string, known: ReadonlySet<string>, path: Parameters<Report>[0], report: Report): boolean {
  if (known.has(fact)) return true;
  report(path, `unknown fact ${fact}`, { suggestion: nearest(fact, known) });
  return false;
}

type Types = ReadonlyMap<string, string>;

function expectInstant(fact: string, types: Types, path: Parameters<Report>[0], report: Report): boolean {
  const type = types.get(fact) ?? 'string';
  if (type !== 'string') report(path, `${fact} is ${type}, and a deadline is counted from an instant in words`);
  return type === 'string';
}

/** All that any condition of the pack may read, by dotted name. */
export function factTypes(files: PackFiles, catalogues: readonly ActCatalogue[]): Readonly<Record<string, string>> {
  const { acts } = files;
  const together = acts === undefined ? [] : catalogues.flatMap((catalogue) => factsTogether(catalogue, acts));
  return Object.fromEntries([...typesIn(personFacts), ...together.flatMap((facts) => [...facts])]);
}

/** For each act, step, table, tariff and list of choices: the facts that are known where it is asked, and their types. */
function factsTogether(catalogue: ActCatalogue, acts: NonNullable<PackFiles['acts']>): readonly Types[] {
  const steps = acts.get(catalogue.service)?.value.steps ?? {};
  const subject = typesIn(catalogue.facts, standardFacts, timeFacts, stepFacts(steps));
  const said: readonly FactTypes[] = [
    ...Object.values(catalogue.acts),
    ...Object.values(steps).map(({ fields }) => ({ field: typesOf(fields) })),
    {},
  ];
  const asked = [catalogue.tables, catalogue.tariffs, catalogue.choices ?? {}].flatMap((each) => Object.values(each));
  return [
    ...said.map((facts) => new Map([...subject, ...typesIn(facts)])),
    ...asked.map((facts) => new Map(typesIn(facts))),
  ];
}

const typesIn = (...types: readonly FactTypes[]) =>
  types.flatMap((each) => leavesOf(each).map(({ name, type }) => [name, type] as const));
