import type { Actor } from '@probity/decider';

/** Who has which part in a case, as all services together know it: what a service knows by itself is not all. */
export abstract class CaseParts {
  /** But for whether the procedure waits for them. */
  abstract partsIn(caseId: string, actor: Actor): Promise<readonly string[]>;

  /** Whether the procedure waits for an act that they may do now. */
  abstract isAwaitedIn(caseId: string, actor: Actor): Promise<boolean>;

  /** For a list, as it was last put together: by case, and without whom the procedure waits for. */
  abstract listedIn(caseIds: readonly string[], actor: Actor): Promise<ReadonlyMap<string, readonly string[]>>;
}
