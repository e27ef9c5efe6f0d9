import { standardFacts, type Facts, type FactTypes } from '@probity/policy-packs';
import { allServices } from '@probity/standalone';
import { blank, laidOver, replaced } from '../blank-facts.js';

const catalogues = new Map(
  allServices.flatMap(({ subjects }) => subjects.map(({ catalogue }) => [catalogue.service, catalogue] as const)),
);

/** Every fact that the services supply for the act, and no other: nothing has happened and nobody asks, but for what is said here. */
export function factsFor(act: string, ...said: readonly Facts[]): Facts {
  const service = act.slice(0, act.indexOf('.'));
  const catalogue = catalogues.get(service);
  if (!catalogue) throw new Error(`no service has the subject of ${act}`);
  const types: readonly FactTypes[] = [standardFacts, catalogue.facts, catalogue.acts[act] ?? {}];
  const none = types.map((each) => blank(each)).reduce(laidOver, { field: {} });
  return said.reduce((facts, one) => over(facts, one), none);
}

/** The facts with these in their place. @throws for one that was not there: a slip would change nothing */
export const over = (facts: Facts, changes: Facts): Facts =>
  replaced(facts, changes, (dotted) => dotted.startsWith('field.'));
