import { ScopeHeld } from '@probity/record';
import { each, type Round, type ServiceContext } from '@probity/shell';

/** Between the upload of a file and the act that names it. */
const day = 24 * 60 * 60 * 1_000;

/**
 * Destroys the keys of files that nothing named within a day of their upload; `erasures` then takes the files. An act holds
 * what it names before it is stored: a file is held and stays, or is gone and the act is refused.
 */
export const uncitedFiles = (intake: ServiceContext): Round => {
  // Until the process ends: what is held goes with the last that holds it.
  const held = new Set<string>();
  return {
    name: 'uncited files',
    every: 60 * 60 * 1_000,
    act: async (signal) => {
      const at = intake.clock.now();
      const scopes = await intake.evidence.scopesBefore(new Date(at.getTime() - day));
      const why = { by: `system:${intake.name}`, why: 'nothing named it within a day', at: at.toISOString() };
      await each(
        scopes.filter((scope) => !held.has(scope)),
        signal,
        async (scope) => {
          try {
            await intake.destroy(scope, why);
          } catch (error) {
            if (!(error instanceof ScopeHeld)) throw error;
            held.add(scope);
          }
        },
      );
    },
  };
};
