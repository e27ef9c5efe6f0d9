import type { Fact, Facts, FactTypes, Policy } from '@probity/policy-packs';
import type { KnownHearing } from '../hearing/hearing.js';
import { penaltyFacts } from '../hearing/penalty/facts.js';
import type { DataOf, Original } from './events.js';

/** What a body decided, as an appeal rests on it; null where nothing is decided. */
export const originalOf = (hearing: KnownHearing, id: string, policy: Policy): DataOf<'OriginalNoted'> | null => {
  const { institution, policy: pin, case: caseId, noted, finding, penalty, sitting, body } = hearing;
  // What waits for its confirmation is no decision yet.
  if (!noted || !finding || (finding.provisional && !hearing.confirmedAt)) return null;
  const { reference, subject, student = null, assessment = null } = noted;
  const original: Original = {
    ...{ hearing: id, proven: finding.proven, decidedAt: penalty?.decidedAt ?? finding.reachedAt },
    ...{ decidedBy: body.name ?? '', signedAt: hearing.confirmedAt, notifiedAt: notifiedAt(hearing) },
    participated: (sitting.opened?.student ?? false) || sitting.statementAt !== null,
    attendedMeeting: attendedMeeting(hearing),
    penalty: penalty && imposed(hearing, penalty, policy),
    ...before(hearing),
  };
  return { institution, policy: pin, case: caseId, reference, subject, student, assessment, original };
};

/** By the letter of the body; or, where somebody decided at a desk, by what the student was sent after that. */
const notifiedAt = ({ letterSentAt, decidedAtDesk, studentToldAt }: KnownHearing): string | null => {
  if (letterSentAt !== null || !decidedAtDesk || studentToldAt === null) return letterSentAt;
  return Date.parse(studentToldAt) >= Date.parse(decidedAtDesk.decidedAt) ? studentToldAt : null;
};

/** The meeting about what was decided: the sitting, or, where somebody decided at a desk, the one that is held for it. */
const attendedMeeting = (hearing: KnownHearing): boolean | null =>
  (hearing.decidedAtDesk ? meetingOn(hearing)?.attended : hearing.sitting.opened?.student) ?? null;

export const meetingOn = ({ meetings }: KnownHearing): DataOf<'MeetingNoted'> | undefined => {
  const held = meetings.find(({ kind }) => kind === 'meeting');
  return held && { attended: held.attended, heldAt: held.heldAt };
};

/** Who had which part in it before the appeal. */
const before = ({ body, satBefore, referral, decidedAtDesk, noted }: KnownHearing): Pick<Original, Parts> => {
  const { name, members } = body;
  const sat = name === null ? [] : members.map(({ person }) => ({ person, body: name }));
  const led = referral ?? decidedAtDesk;
  return {
    satOn: [...(referral?.satOn ?? []), ...satBefore, ...sat],
    did: led?.did ?? [],
    involved: led?.involved ?? [],
    accuser: noted?.accuser ?? null,
  };
};
type Parts = 'satOn' | 'did' | 'involved' | 'accuser';

type Penalty = NonNullable<KnownHearing['penalty']>;

/** With what the tariff was applied to, and no more of what was known: it is applied to the same again. */
const imposed = (
  hearing: KnownHearing,
  { tariff, chosen, decidedAt }: Penalty,
  policy: Policy,
): Original['penalty'] => {
  const facts = picked(policy.facts(tariff) ?? {}, penaltyFacts(hearing, decidedAt));
  return { tariff, codes: chosen.map(({ code }) => code), facts: facts as NonNullable<Original['penalty']>['facts'] };
};

const picked = (types: FactTypes, facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(types).flatMap(([name, type]) => {
      const fact = facts[name];
      if (fact === undefined || fact === null) return [];
      return [[name, typeof type === 'object' && isGroup(fact) ? picked(type, fact) : fact]];
    }),
  );

const isGroup = (fact: Fact | Facts): fact is Facts =>
  typeof fact === 'object' && fact !== null && !Array.isArray(fact);
