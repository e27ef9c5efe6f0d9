import type { Facts } from '@probity/policy-packs';
import type { Target } from './commands.js';
import type { KnownSanctions } from './sanctions.js';

/** What is wrong with the certificates named, by their numbers. */
export const certificateFacts = (targets: readonly Target[], known: KnownSanctions | undefined): Facts => {
  const those = (wrong: (target: Target) => boolean) => targets.filter(wrong).map(({ number }) => number);
  const held = (known?.holds ?? []).filter(({ open }) => open).flatMap(({ certificates }) => certificates);
  return {
    certificates: {
      unknown: those(({ entry }) => entry === null),
      ofOthers: those(({ entry }) => entry !== null && !isOfCase(entry, known?.noted ?? null)),
      withheld: those(({ number }) => held.includes(number)),
      invalid: those(({ status }) => status === 'invalid'),
    },
  };
};

/** A learner's case is about that learner's certificates, any other about those of its centre, where it has one. */
const isOfCase = (entry: NonNullable<Target['entry']>, noted: KnownSanctions['noted']): boolean => {
  if (noted === null) return false;
  const { kind, id, centre } = noted.subject;
  if (kind === 'learner') return entry.learner === id;
  return kind === 'institution-staff' && centre === null ? true : entry.centre === centre;
};
