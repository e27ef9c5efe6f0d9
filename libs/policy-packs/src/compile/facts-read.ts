import { merge } from '../engine/facts.js';
import { standardFacts, timeFacts, type FactTypes } from '../policy.js';
import { stepFacts, typesOf } from './acts.js';
import type { CompiledPack } from './compile-pack.js';

/** What may be read by an act or a step, or is supplied to a table, a tariff or a list of choices. */
export function factsRead(
  { acts, steps, catalogues, services, tables, tariffs, choices }: CompiledPack,
  name: string,
): FactTypes | undefined {
  const asked = (what: 'tables' | 'tariffs' | 'choices') =>
    catalogues.find((catalogue) => Object.hasOwn(catalogue[what] ?? {}, name))?.[what]?.[name];
  if (tables.has(name)) return asked('tables');
  if (tariffs.has(name)) return asked('tariffs');
  if (choices.has(name)) return asked('choices');
  if (!acts.has(name)) return undefined;
  const subject = [...services.values()].find((service) =>
    [...service.acts, ...service.steps].some(({ definition }) => definition.name === name),
  );
  const catalogue = catalogues.find(({ service }) => service === subject?.service);
  if (!catalogue || !subject) return undefined;
  const own = Object.fromEntries(subject.steps.map(({ definition }) => [definition.name, definition]));
  const known = merge(merge(catalogue.facts, { ...standardFacts, ...timeFacts }), stepFacts(own));
  const step = steps.get(name);
  return merge(known, step ? { field: typesOf(step.definition.fields) } : (catalogue.acts[name] ?? {}));
}
