import { isFile, isOnPaper } from '@probity/contracts';
import type { KnownHearing } from '../hearing.js';
import { haveMembersAll, isServed } from './papers.js';

/** What rules may read of the sitting and of what leads to it. Instants that have not come about are left out. */
export const sittingFacts = (hearing: KnownHearing, at: string) => {
  const { sitting } = hearing;
  const { date, invitation, opened, absence, late, statementAt } = sitting;
  const collected = isCollected(hearing);
  return {
    sitting: {
      fixed: date !== null,
      invited: invitation !== null,
      served: isServed(hearing),
      opened: opened !== null,
      suspended: sitting.suspended,
      timeCome: date !== null && Date.parse(date.at) <= Date.parse(at),
      statementTold: invitation?.statementTold ?? false,
      ...(date && { at: date.at, online: date.online, fixedAt: date.fixedAt }),
      ...(date?.inTermTime != null && { inTermTime: date.inTermTime }),
      ...(invitation && { invitedAt: invitation.invitedAt }),
    },
    presence: { expected: absence === null, studentPresent: opened?.student ?? false },
    evidence: {
      ...(collected === undefined ? {} : { collected }),
      withMembers: haveMembersAll(hearing),
      late: late !== null,
      answered: late?.answered ?? false,
      lateSent: late?.served ?? false,
      ...(late && { lateAt: late.since }),
    },
    ...(statementAt && { statement: { receivedAt: statementAt } }),
    // Somebody who lives abroad or cannot come says so: until then nothing was said.
    absence: { legitimate: absence?.legitimate ?? false, abroad: absence?.abroad ?? false },
    deferral: sitting.deferral,
    defence: { offered: isDefenceOffered(hearing) },
  };
};

/** All documents that were collected are those that the body has; undefined until the case is referred. */
const isCollected = ({ referral, sitting }: KnownHearing): boolean | undefined => {
  if (!referral) return undefined;
  const here = documentsOf({ referral, sitting });
  const isComplete = referral.enclosed.includes(evidenceAsWhole);
  const enclosed = referral.enclosed.length > 0 || here.length > 0;
  return enclosed && (isComplete || referral.evidence.every((digest) => here.includes(digest)));
};

/** A referral may say that the evidence goes with it, without listing its files. */
const evidenceAsWhole = 'evidence';

/** What has come with the case so far: files by their digests, and what is on paper by its name. */
export const documentsOf = ({ referral, sitting }: Pick<KnownHearing, 'referral' | 'sitting'>): readonly string[] => {
  const enclosed = referral?.enclosed ?? [];
  const whole = enclosed.includes(evidenceAsWhole) ? (referral?.evidence ?? []) : [];
  const { sent, admitted } = sitting;
  return [
    ...new Set([
      ...enclosed.filter((one) => isFile(one) || isOnPaper(one)),
      ...whole,
      ...admitted,
      ...(sent.student ?? []),
      ...(sent.members ?? []),
    ]),
  ];
};

/** Here, or before the case was referred: there is a record of a meeting on the allegation, or an answer to it. */
const isDefenceOffered = ({ sitting, answer, referral }: KnownHearing): boolean =>
  sitting.invitation !== null ||
  sitting.statementAt !== null ||
  (sitting.opened?.student ?? false) ||
  answer !== null ||
  referral?.formDatedAt != null;
