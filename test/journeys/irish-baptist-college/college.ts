import { Institution } from '../institution.js';

export type College = Institution;
export type { Why } from '../institution.js';

/** The college, with the others beside it. */
export const College = {
  /** @param at RFC 3339 */
  start: (at: string, settings: NodeJS.ProcessEnv = {}): Promise<College> => Institution.start(at, 'ibc', settings),
};
