import { Institution } from '../institution.js';

export type University = Institution;
export type { Why } from '../institution.js';

/** The university, with the others beside it. */
export const University = {
  /** @param at RFC 3339 */
  start: (at: string, settings: NodeJS.ProcessEnv = {}): Promise<University> =>
    Institution.start(at, 'chester', settings),
};
