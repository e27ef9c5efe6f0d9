import { nothingTaken, stepsTakenFacts, studentFacts } from '@probity/contracts';
import { rolesHeldBy, type Given } from '@probity/decider';
import { procedureOf, type ActCatalogue } from '@probity/policy-packs';
import { bodyFacts, rolesOfBody, type People } from '../body/index.js';
import type { Appeal, KnownAppeal } from './appeal.js';

/** What the rules on a review or an appeal may read, and what each of its acts adds. */
export const appealCatalogue = {
  ...procedureOf.appeal,
  acts: { ...procedureOf.appeal.acts, 'appeal.correct': { correction: { found: 'bool', reasonGiven: 'bool' } } },
} as const satisfies ActCatalogue;

export const rolesOf = (appeal: Appeal): Readonly<Record<string, readonly string[]>> =>
  appeal.status === 'none'
    ? {}
    : { ...rolesOfBody(appeal.body), ...(appeal.subject.kind === 'student' && { student: [appeal.subject.id] }) };

/** What the case knows of those who may hear the appeal. */
export const peopleOf = ({ original: { satOn, did, involved, accuser } }: KnownAppeal): People => ({
  ...{ satOn, did, involved, accuser },
  sawHistory: [],
});

/** The instants that deadlines count from. */
export const anchorsOf = (appeal: Appeal): Readonly<Record<string, string | undefined>> =>
  appeal.status === 'none'
    ? {}
    : {
        'appeal-window': appeal.original.notifiedAt ?? undefined,
        'review-request': appeal.original.signedAt ?? undefined,
        'review-decision': appeal.lodged?.submittedAt,
        'completion-letter': appeal.decided?.decidedAt,
      };

export const appealFacts = (appeal: Appeal, { actor, at }: Pick<Given, 'actor' | 'at'>) => ({
  actor: {
    offices: actor.offices,
    roles: rolesHeldBy(actor.id, rolesOf(appeal)),
  },
  ...stepsTakenFacts(appeal.status === 'none' ? nothingTaken : appeal.steps),
  asked: { at },
  ...(appeal.status === 'none' ? {} : stateFacts(appeal, at)),
});

/** What is not known is left out: a rule that needs it stops, and names it. */
const stateFacts = ({ student, original, lodged, body, meetingAt, ...appeal }: KnownAppeal, asOf: string) => {
  const { decidedAt, decidedBy, proven, participated, penalty, signedAt, notifiedAt, attendedMeeting } = original;
  const { name, complete } = bodyFacts(body);
  return {
    ...studentFacts(student),
    original: {
      ...{ decidedAt, decidedBy, proven, participated, penaltyImposed: penalty !== null },
      ...{ meetingHeld: attendedMeeting !== null, told: notifiedAt !== null },
      ...known({ signedAt, notifiedAt, attendedMeeting }),
    },
    appeal: {
      ...{ kind: lodged?.kind ?? '', lodged: lodged !== null, admitted: appeal.admittedAt !== null },
      ...{ referred: appeal.referredAt !== null, decided: appeal.decided !== null, invited: meetingAt !== null },
      meetingCome: meetingAt !== null && Date.parse(meetingAt) <= Date.parse(asOf),
      ...{ outcome: appeal.decided?.outcome ?? '', completed: appeal.completedAt !== null },
      ...known({ at: lodged?.submittedAt, lodgedAt: lodged?.submittedAt, decidedAt: appeal.decided?.decidedAt }),
    },
    body: { name, complete },
  };
};

const known = <T extends string | boolean>(values: Readonly<Record<string, T | null | undefined>>) =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, T] => entry[1] != null));
