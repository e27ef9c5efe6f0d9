import type { DataOf } from '../domain/appeal/events.js';
import type { KnownHearing } from '../domain/hearing/hearing.js';
import type { ComparableRow } from './comparable.entity.js';

/** A penalty that stands, as others compare with it: as an appeal left it. Undefined until there is one, or where none is left. */
export const comparableOf = (hearing: KnownHearing, varied: Varied | null): ComparableRow | undefined => {
  const { case: id, institution, finding, penalty, confirmedAt } = hearing;
  if (!finding?.proven || !penalty || (penalty.provisional && !confirmedAt)) return undefined;
  const chosen = [...new Set(penalty.chosen.map(({ code }) => code))];
  const codes = varied ? codesAfter(varied, chosen, penalty) : chosen;
  if (codes.length === 0) return undefined;
  return {
    ...{ id, institution, tariff: varied?.tariff ?? penalty.tariff, category: finding.category ?? '' },
    offences: provenIn(finding),
    codes: codes.toSorted(),
    repeated: isRepeated(hearing),
  };
};

export type Varied = DataOf<'ActionVaried'>;

/** What a tariff imposes whatever is chosen is an action, too, and no choice. */
const codesAfter = (
  { actions }: Varied,
  chosen: readonly string[],
  penalty: NonNullable<KnownHearing['penalty']>,
): readonly string[] => {
  const always = penalty.actions.map(({ code }) => code).filter((code) => !chosen.includes(code));
  return [...new Set(actions.map(({ code }) => code))].filter((code) => !always.includes(code));
};

/** Whether an offence was found before this one: a first and a repeated one are not alike. */
export const isRepeated = ({ finding, history }: KnownHearing): boolean =>
  (history?.offences ?? []).some(
    ({ foundAt, spent }) => !spent && (!finding || Date.parse(foundAt) < Date.parse(finding.reachedAt)),
  );

export const provenIn = ({ findings }: NonNullable<KnownHearing['finding']>): string[] =>
  [...new Set(findings.filter(({ outcome }) => outcome !== 'not-shown').map(({ offence }) => offence))].toSorted();
