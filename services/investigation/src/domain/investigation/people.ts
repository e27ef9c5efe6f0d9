import type { Facts } from '@probity/policy-packs';
import type { OpenInvestigation } from './investigation.js';
import type { ProposedInterviewer } from './proceedings-commands.js';
import { satOn } from './proceedings.js';

/** The facts of each, by id, as bars and make-up of a body read them: the register's, and what they have in the case. */
export const peopleFacts = (
  proposed: readonly ProposedInterviewer[],
  state: OpenInvestigation,
): Readonly<Record<string, Facts>> =>
  Object.fromEntries(proposed.map((one) => [one.person, { ...one.inRegister, ...partIn(state, one.person) }]));

const partIn = ({ proceedings, declarations, accuser }: OpenInvestigation, person: string): Facts => {
  const declared = declarations[person];
  return {
    satOn: satOn(proceedings)
      .filter((one) => one.person === person)
      .map(({ body }) => body),
    did: proceedings.did.filter((one) => one.person === person).map(({ act }) => act),
    accuser: accuser === person,
    declared: declared !== undefined,
    involved: declared?.previousInvolvement ?? false,
    conflicted: declared?.personalInterest ?? false,
    // Nothing here is told of what was before.
    sawHistory: false,
  };
};

/** Who declared earlier involvement. */
export const involved = ({ declarations }: OpenInvestigation): readonly string[] =>
  Object.entries(declarations).flatMap(([person, { previousInvolvement }]) => (previousInvolvement ? [person] : []));
