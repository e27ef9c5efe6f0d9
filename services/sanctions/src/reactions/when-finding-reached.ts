import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { keepHistory } from './keep-history.js';
import { sanctionsSubject } from '../subjects.js';

/** The finding is reached: interim measures are no longer open, and a proven case has consequences. */
export const whenFindingReached =
  (sanctions: ServiceContext): Reaction =>
  async (event) => {
    const told = event.data as PublicData<'hearings', 'FindingReached'>;
    const { hearing, proven, reachedAt } = told;
    const { institution, policy, case: id } = event;
    const of = { institution, policy, case: id };
    // Codes of the points on which something was shown, each once, where the body says what the breach is.
    const shown = told.findings.filter(({ outcome }) => outcome !== 'not-shown').map(({ offence }) => offence);
    const found = told.category ? { category: told.category, offences: [...new Set(shown)] } : {};
    const command = { type: 'NoteFinding', ...of, hearing, proven, reachedAt, ...found } as const;
    await sanctions.give(sanctionsSubject, id, sanctions.askedBy(event, 'NoteFinding'), command);
    await keepHistory(sanctions, event);
  };
