import type { Condition } from '../cel.js';
import { merge } from '../engine/facts.js';
import type { PackFiles } from '../load/pack-files.js';
import type { Shape } from '../load/schema.js';
import type { PackFile } from '../load/yaml-file.js';
import { standardFacts, timeFacts, type Facts, type Hidden } from '../policy.js';
import { stepFacts } from './acts.js';
import { catalogueOf, compilerFor, type Supply } from './conditions.js';

export interface CompiledHidden extends Hidden {
  readonly from: readonly string[];
  /** Undefined where it is never shown. */
  readonly until: Condition | undefined;
}

export function compileHidden(
  file: PackFile<Shape<'hidden'>>,
  supply: Supply,
  acts: PackFiles['acts'],
): readonly CompiledHidden[] {
  return Object.entries(file.value).map(([name, { what, says, clauses, from, on, until }]) => {
    if ((on === undefined) !== (until === undefined)) file.report([name], 'has both on and until, or neither');
    const catalogue = on === undefined ? undefined : catalogueOf(on, supply, file.report);
    const steps = stepFacts(acts?.get(on ?? '')?.value.steps ?? {});
    const types = acts && catalogue && merge(merge(catalogue.facts, { ...standardFacts, ...timeFacts }), steps);
    const condition = compilerFor(types, file.report, supply);
    return { what, says, clauses, from, until: until === undefined ? undefined : condition([name, 'until'], until) };
  });
}

/** What of it these may not see now. */
export const hiddenFrom = (
  entries: readonly CompiledHidden[],
  who: readonly string[],
  facts: Facts,
): readonly Hidden[] =>
  entries
    .filter(({ from, until }) => from.some((one) => who.includes(one)) && !(until?.evaluate(facts).value ?? false))
    .map(({ what, says, clauses }) => ({ what, says, clauses }));
