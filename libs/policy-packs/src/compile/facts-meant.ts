import { leavesOf } from '../cel.js';
import { nearest } from '../load/near.js';
import type { PackFiles } from '../load/pack-files.js';
import type { ItemShape } from '../load/schema.js';
import type { PackFile, Report } from '../load/yaml-file.js';
import { standardFacts, timeFacts, type ActCatalogue, type FactTypes } from '../policy.js';
import { stepFacts, typesOf } from './acts.js';
import type { Supply } from './conditions.js';

/** Reports a deadline that nothing could count, and an item that nothing could fill. */
export function reportFacts(files: PackFiles, { catalogues }: Supply): void {
  const { acts, deadlines, documents, notices } = files;
  const runsHere = (service: string) => catalogues.some((catalogue) => catalogue.service === service);
  if (acts === undefined || ![...acts.keys()].every(runsHere)) return;
  const together = catalogues.flatMap((catalogue) => factsTogether(catalogue, acts));
  const known = new Set(together.flatMap((facts) => [...facts]));
  for (const [name, { from, meets }] of Object.entries(deadlines?.value ?? {})) {
    if (from === undefined || deadlines === undefined) continue;
    const areKnown = [
      expectFact(from, known, [name, 'from'], deadlines.report),
      expectFact(meets, known, [name, 'meets'], deadlines.report),
    ];
    if (areKnown.includes(false) || together.some((facts) => facts.has(from) && facts.has(meets))) continue;
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

type Together = ReadonlySet<string>;

/** For each act, step, table, tariff and list of choices: the facts that are known where it is asked. */
function factsTogether(catalogue: ActCatalogue, acts: NonNullable<PackFiles['acts']>): readonly Together[] {
  const steps = acts.get(catalogue.service)?.value.steps ?? {};
  const subject = namesOf(catalogue.facts, standardFacts, timeFacts, stepFacts(steps));
  const said: readonly FactTypes[] = [
    ...Object.values(catalogue.acts),
    ...Object.values(steps).map(({ fields }) => ({ field: typesOf(fields) })),
    {},
  ];
  const asked = [catalogue.tables, catalogue.tariffs, catalogue.choices ?? {}].flatMap((each) => Object.values(each));
  return [
    ...said.map((facts) => new Set([...subject, ...namesOf(facts)])),
    ...asked.map((facts) => new Set(namesOf(facts))),
  ];
}

const namesOf = (...types: readonly FactTypes[]) => types.flatMap((each) => leavesOf(each).map(({ name }) => name));
