import { createHash } from 'node:crypto';
import { canonical } from '@probity/decider';
import type { ServiceContext } from '@probity/shell';
import type { KnownHearing } from '../domain/hearing/hearing.js';
import { provenIn } from './comparable.js';
import { ComparableRow } from './comparable.entity.js';

export interface Comparables {
  /** Those of this case: proven, or alleged as long as nothing is found. */
  readonly offences: readonly string[];
  /** What was decided for one of them, and how often. */
  readonly penalties: readonly {
    readonly tariff: string;
    readonly category: string;
    readonly offences: readonly string[];
    readonly codes: readonly string[];
    /** There was an offence before it. */
    readonly repeated: boolean;
    readonly cases: number;
  }[];
  /** A strong ETag: whoever decides says by it what they looked at. */
  readonly etag: string;
}

/** What was decided before at this institution in cases of the same offences. */
export const comparablesOf = async (context: ServiceContext, hearing: KnownHearing): Promise<Comparables> => {
  const offences = hearing.finding?.proven ? provenIn(hearing.finding) : (hearing.referral?.offences ?? []);
  const rows = await context.views
    .getRepository(ComparableRow)
    .createQueryBuilder('row')
    .where('row.institution = :institution AND row.id <> :id AND row.offences && :offences', {
      institution: hearing.institution,
      id: hearing.case,
      offences: [...offences],
    })
    .getMany();
  return comparablesIn(offences, rows);
};

export const comparablesIn = (
  offences: readonly string[],
  rows: readonly Omit<ComparableRow, 'id' | 'institution'>[],
): Comparables => {
  const alike = Map.groupBy(rows, ({ tariff, category, offences: of, codes, repeated }) =>
    canonical({ tariff, category, offences: of, codes, repeated }),
  );
  const penalties = [...alike.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, [row, ...more]]) => (row ? [{ ...codesOf(row), cases: 1 + more.length }] : []));
  const told = { offences: [...offences].toSorted(), penalties };
  return { ...told, etag: `"${createHash('sha256').update(canonical(told)).digest('hex').slice(0, 32)}"` };
};

const codesOf = ({ tariff, category, offences, codes, repeated }: Omit<ComparableRow, 'id' | 'institution'>) => ({
  ...{ tariff, category, offences, codes, repeated },
});
