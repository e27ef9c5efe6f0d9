import type { Hearing } from './hearing.js';

/** The instants from which what is due here is counted, by the names that the policies have for it. */
export const anchorsOf = (hearing: Hearing): Readonly<Record<string, string | undefined>> => {
  if (hearing.status === 'none') return {};
  const { sitting, finding } = hearing;
  const at = sitting.date?.at;
  return {
    'hearing-notice': at,
    'documents-to-members': at,
    'decision-letter': finding?.reachedAt,
  };
};
