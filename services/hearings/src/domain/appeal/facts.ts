import { nothingTaken, stepsTakenFacts, studentFacts } from '@probity/contracts';
import type { Given } from '@probity/decider';
import type { ActCatalogue, FactTypes } from '@probity/policy-packs';
import { bodyFacts, rolesOfBody, type People } from '../body/index.js';
import type { Appeal, KnownAppeal } from './appeal.js';

const facts = {
  student: {
    registeredLevel: 'double',
    career: 'string',
    withdrawn: 'bool',
    isMinor: 'bool',
    partTime: 'bool',
    earlierPoorPractice: 'bool',
  },
  original: {
    decidedAt: 'string',
    decidedBy: 'string',
    signedAt: 'string',
    attendedMeeting: 'bool',
    notifiedAt: 'string',
    proven: 'bool',
    participated: 'bool',
    penaltyImposed: 'bool',
  },
  appeal: {
    kind: 'string',
    lodged: 'bool',
    at: 'string',
    lodgedAt: 'string',
    admitted: 'bool',
    referred: 'bool',
    invited: 'bool',
    meetingCome: 'bool',
    decided: 'bool',
    decidedAt: 'string',
    completed: 'bool',
    outcome: 'string',
  },
  course: { validatedBy: 'string' },
  body: { name: 'string', complete: 'bool' },
} as const satisfies FactTypes;

/** What the rules on a review or an appeal may read, and what each of its acts adds. */
export const appealCatalogue = {
  service: 'appeal',
  facts,
  acts: {
    'appeal.lodge': {
      lodged: {
        byStudent: 'bool',
        inWriting: 'bool',
        groundsGiven: 'bool',
        kind: 'string',
        grounds: 'list<string>',
        at: 'string',
      },
      appealsPolicy: { configured: 'bool' },
    },
    'appeal.admit': { admission: { causeShown: 'bool', reasonableCase: 'bool' } },
    'appeal.decline': { decision: { reasonsGiven: 'bool' } },
    'appeal.refer': {},
    'appeal.convene': {},
    'appeal.invite': { invitation: { at: 'string' } },
    'appeal.decide': { decision: { outcome: 'string', reasonsGiven: 'bool', standard: 'string' } },
    'appeal.complete': { letter: { at: 'string', externalReviewTold: 'bool' } },
    'appeal.correct': { correction: { found: 'bool', reasonGiven: 'bool' } },
  },
  tables: { 'external-review': { course: { validatedBy: 'string' }, appeal: { outcome: 'string' } } },
  tariffs: {},
  choices: { 'appeal-grounds': {}, 'appeal-against': {}, 'appeal-outcomes': {} },
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
    roles: Object.entries(rolesOf(appeal)).flatMap(([role, people]) => (people.includes(actor.id) ? [role] : [])),
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
