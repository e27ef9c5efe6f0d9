import type { Condition } from '../cel.js';
import { procedure } from '../catalogue/index.js';
import { merge } from '../engine/facts.js';
import type { PackFiles } from '../load/pack-files.js';
import type { Shape } from '../load/schema.js';
import type { PackFile } from '../load/yaml-file.js';
import { FactMissing, standardFacts, timeFacts, type Facts, type Hidden } from '../policy.js';
import { stepFacts } from './acts.js';
import { catalogueOf, compilerFor, type Supply } from './conditions.js';

export interface CompiledHidden extends Hidden {
  readonly from: readonly string[] | 'everyone';
  readonly except: readonly string[];
  /** The subject whose facts `until` reads. */
  readonly on: string | undefined;
  /** Undefined where it is never shown. */
  readonly until: Condition | undefined;
  /** Whether the facts of that subject are declared here: a service that runs alone knows no others. */
  readonly isKnown: boolean;
}

export function compileHidden(
  file: PackFile<Shape<'hidden'>>,
  supply: Supply,
  acts: PackFiles['acts'],
): readonly CompiledHidden[] {
  return Object.entries(file.value).map(([name, { what, says, clauses, from, except, on, until }]) => {
    if ((on === undefined) !== (until === undefined)) file.report([name], 'has both on and until, or neither');
    const catalogue = on === undefined ? undefined : catalogueOf(on, supply, file.report);
    // Of a service that does not run here, the procedure says what its facts are: what was heard of them is held against them.
    const usual = catalogue ?? procedure.find(({ service }) => service === on);
    const steps = stepFacts(acts?.get(on ?? '')?.value.steps ?? {});
    const types = acts && usual && merge(merge(usual.facts, { ...standardFacts, ...timeFacts }), steps);
    let isRead = types !== undefined;
    const condition = compilerFor(types, catalogue ? file.report : () => void (isRead = false), supply);
    return {
      what,
      says,
      clauses,
      from,
      except,
      on,
      until: until === undefined ? undefined : condition([name, 'until'], until),
      get isKnown() {
        return isRead;
      },
    };
  });
}

/** What of it these may not see now: also what is shown once something is so that is not known here. */
export const hiddenFrom = (
  entries: readonly CompiledHidden[],
  who: readonly string[],
  facts: Facts,
  subject: string | undefined,
): readonly Hidden[] =>
  entries
    .filter((entry) => isFrom(entry, who) && !isShown(entry, facts, subject))
    .map(({ what, says, clauses }) => ({ what, says, clauses }));

const isFrom = ({ from, except }: CompiledHidden, who: readonly string[]): boolean =>
  (from === 'everyone' || from.some((one) => who.includes(one))) && !except.some((one) => who.includes(one));

function isShown({ on, until, isKnown }: CompiledHidden, facts: Facts, subject: string | undefined): boolean {
  if (!until || !isKnown || (subject !== undefined && subject !== on)) return false;
  try {
    return until.evaluate(facts).value;
  } catch (error) {
    if (error instanceof FactMissing) return false;
    throw error;
  }
}
