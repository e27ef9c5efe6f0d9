import type { Policy } from '@probity/policy-packs';
import type { KeptOffence } from '../subject/decisions.js';
import { currentCourse } from './course-facts.js';
import { penaltiesOf } from './decided.js';
import type { Sanctions } from './sanctions.js';

/** Whose record a case goes on, by the register's id: a student's. Null where it goes on nobody's, or is not known yet. */
export const personOf = (sanctions: Sanctions): string | null => {
  const subject = sanctions.status === 'known' ? sanctions.noted?.subject : undefined;
  return subject?.kind === 'student' ? subject.id : null;
};

/** What of the case goes on record as an offence: what was found proven, unless the policy says that it is none. */
export const offenceOf = (sanctions: Sanctions, policy: Policy): KeptOffence | null => {
  if (sanctions.status === 'none' || !sanctions.noted || !sanctions.finding?.proven) return null;
  const { noted, finding, decided } = sanctions;
  const rows = policy.tables.includes('offence-on-record')
    ? policy.table('offence-on-record', { finding: { category: finding.category } }).rows
    : [];
  if (rows.some(({ then }) => then['recorded'] === false)) return null;
  return {
    reference: noted.reference,
    category: finding.category,
    offences: [...finding.offences],
    career: noted.student?.career ?? '',
    moduleLevel: noted.assessment?.moduleLevel ?? null,
    foundAt: finding.reachedAt,
    penalties: penaltiesOf(decided),
    setAside: decided?.varied?.proven === false,
    outcome: decided?.varied?.outcome ?? null,
    course: currentCourse(sanctions)?.ended ?? null,
    clauses: rows.flatMap(({ clauses }) => clauses),
  };
};
