import { rolesHeldBy } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { Investigation, OpenInvestigation } from './investigation.js';
import { partsInMeetings } from './proceedings.js';
import { isOpenWho } from './proceedings-facts.js';

type Parts = Readonly<Record<string, readonly string[]>>;

/** Who has which part in the case. */
export const rolesOf = (state: Investigation, policy?: Policy): Parts =>
  state.status === 'none'
    ? {}
    : together(
        {
          manager: state.manager === null ? [] : [state.manager],
          lead: state.lead === null ? [] : [state.lead],
          ...(state.subject.kind === 'institution-staff' ? { subject: [state.subject.id] } : {}),
          // Whoever reads who may do what would learn who it is.
          ...(state.subject.kind === 'student' && isOpenWho(state) ? { student: [state.subject.id] } : {}),
        },
        partsInMeetings(state.proceedings),
        ...(policy ? [partsOfReporter(state, policy), partsBySteps(state, policy)] : []),
      );

export const partsOf = (state: Investigation, person: string, policy?: Policy): readonly string[] => {
  const isStudent = state.status === 'open' && state.subject.kind === 'student' && state.subject.id === person;
  return [...new Set([...rolesHeldBy(person, rolesOf(state, policy)), ...(isStudent ? ['student'] : [])])];
};

const partsOfReporter = ({ accuser, reporterKind }: OpenInvestigation, policy: Policy): Parts =>
  accuser === null ? {} : Object.fromEntries(policy.partsOfReporter(reporterKind).map((part) => [part, [accuser]]));

/** Whoever recorded a step that gives one. */
const partsBySteps = ({ proceedings }: OpenInvestigation, policy: Policy): Parts =>
  together(
    ...policy.steps('investigation').flatMap(({ name, gives }) => {
      const people = proceedings.did.flatMap(({ person, act }) => (act === name ? [person] : []));
      return gives === undefined || people.length === 0 ? [] : [{ [gives]: people }];
    }),
  );

const together = (...all: readonly Parts[]): Parts => {
  const parts: Record<string, readonly string[]> = {};
  for (const [part, people] of all.flatMap((one) => Object.entries(one)))
    parts[part] = [...new Set([...(parts[part] ?? []), ...people])];
  return parts;
};
