import type { Hearing } from './hearing.js';

const byStanding: ReadonlySet<string> = new Set(['offences.unspent', 'told.standing']);

/** Of earlier offences it is told anew what is spent whenever a register is uploaded: that changes a case that is open, too. */
export const remedyFor = (hearing: Hearing, fact: string): { says: string; route: string } | undefined =>
  byStanding.has(fact) && hearing.status === 'known' && hearing.history !== null
    ? {
        says: 'Whether an earlier offence is spent turns on the level on which the student is registered, and the register has none: upload one that has. It is then told anew here.',
        route: 'PUT /registers/{institution}',
      }
    : undefined;
