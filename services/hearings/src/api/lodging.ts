import type { Chosen } from '@probity/policy-packs';
import { Invalid, type Asked, type ServiceContext } from '@probity/shell';
import type { z } from 'zod';
import type { LodgeAppeal } from '../domain/appeal/commands.js';
import { decisionOf } from './appeal.lookups.js';
import type { LodgeAppealRequest } from './appeal.requests.js';

/** The command that lodges an appeal, with all that must be looked up. @throws Invalid */
export const lodging = async (
  hearings: ServiceContext,
  caseId: string,
  asked: Asked,
  { by, grounds, statement, kind, against, submittedAt, inWriting }: z.infer<typeof LodgeAppealRequest>,
): Promise<LodgeAppeal> => {
  if (!(await hearings.registers.student(asked.institution ?? '', by)))
    throw new Invalid('/by', 'no-such-student', 'The register has no such student.');
  const isOwn = asked.actor.id === by;
  return {
    ...{ type: 'LodgeAppeal', by, kind, against, ...groundsOf(grounds, statement) },
    original: await decisionOf(hearings, caseId),
    // What the student hands in here is in writing.
    inWriting: inWriting ?? isOwn,
    submittedAt: isOwn ? submittedNow(asked, submittedAt) : submittedBefore(asked, submittedAt),
  };
};

const groundsOf = (grounds: z.infer<typeof LodgeAppealRequest>['grounds'], statement: string) => {
  if (typeof grounds === 'string') return { grounds: [], statement: statement.trim() === '' ? grounds : statement };
  const chosen = grounds.map((one): Chosen => {
    if (typeof one === 'string') return { code: one };
    return { code: one.code, ...(one.parameters && { parameters: one.parameters }) };
  });
  return { grounds: chosen, statement };
};

/** Nobody says of their own appeal that it was there before. */
const submittedNow = ({ at }: Asked, said: string | undefined): string => {
  if (said !== undefined && Date.parse(said) < Date.parse(at))
    throw new Invalid('/submittedAt', 'submitted-now', 'What you hand in here is submitted now.');
  return submittedBefore({ at }, said);
};

const submittedBefore = ({ at, occurredAt }: Pick<Asked, 'at' | 'occurredAt'>, said: string | undefined): string => {
  if (said !== undefined && Date.parse(said) > Date.parse(at))
    throw new Invalid('/submittedAt', 'in-the-future', 'What happened cannot have happened later than now.');
  return said === undefined ? (occurredAt ?? at) : new Date(said).toISOString();
};
