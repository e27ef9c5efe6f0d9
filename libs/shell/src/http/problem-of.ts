import { HttpException } from '@nestjs/common';
import type { Refusal } from '@probity/decider';
import { IdReused, isPassing } from '@probity/event-store';
import { NotParked } from '@probity/messaging';
import { EvidenceDestroyed, EvidenceTooLarge, ScopeDestroyed } from '@probity/record';
import { InvalidRegister, InvalidTable } from '@probity/registers';
import { FactMissing, NoPolicyInForce } from '@probity/policy-packs';
import { NotPermitted } from '../access/access-guard.js';
import { IdentityUnavailable, Unauthenticated } from '../access/authenticator.js';
import {
  Destroyed,
  Invalid,
  KeyReused,
  NoSuchAct,
  NotFound,
  PreconditionFailed,
  PreconditionRequired,
  Refused,
} from '../commands/errors.js';
import { FactNeeded } from '../commands/fact-needed.js';
import { Behind } from './at-least.js';
import { NoSuchTable, UnsupportedTable } from '../system/register-faults.js';
import { TooManyRequests } from './too-many.js';
import { problem, type Problem, type ProblemCode } from './problem.js';
import { IdempotencyKeyMissing, InvalidMessage, InvalidRequest, mostErrors, type FieldError } from './requests.js';

/** What an error is to whoever asked, at their institution. Undefined: it is ours, not theirs. */
export const problemOf = (error: unknown, institution?: string): Problem | undefined => {
  if (error instanceof Refused) return refused(error);
  if (error instanceof InvalidMessage) return problem('bad-request', { errors: error.errors });
  if (error instanceof InvalidRequest) return problem('invalid', { errors: error.errors });
  if (error instanceof Invalid)
    return problem('invalid', { errors: [{ field: error.field, code: error.code, says: error.message }] });
  if (error instanceof InvalidRegister)
    return problem('invalid', {
      errors: error.faults
        .slice(0, mostErrors)
        .map(({ pointer, message }) => ({ field: pointer, code: 'invalid', says: message })),
    });
  if (error instanceof InvalidTable) return invalidTable(error);
  // Whoever has an account there was told before that it is not found.
  if (error instanceof NoPolicyInForce) return problem('invalid', { errors: [noPolicy] });
  if (error instanceof NotFound) return problem('not-found');
  if (error instanceof NoSuchAct) return noSuchAct(error);
  if (error instanceof Destroyed) return problem(error.institution === institution ? 'destroyed' : 'not-found');
  // Between what was read and what was to be stored; whoever comes so far was let in.
  if (error instanceof ScopeDestroyed || error instanceof EvidenceDestroyed) return problem('destroyed');
  if (error instanceof NotPermitted)
    return problem('not-permitted', { permission: error.permission, offices: error.offices });
  if (error instanceof Unauthenticated) return problem('unauthenticated', { detail: error.message });
  if (error instanceof PreconditionFailed) return versionChanged(error);
  if (error instanceof PreconditionRequired) return problem('if-match-required', { current: `"${error.current}"` });
  if (error instanceof KeyReused || error instanceof IdReused) return problem('key-reused');
  if (error instanceof IdempotencyKeyMissing) return problem('idempotency-key-required');
  if (error instanceof Behind) return problem('behind', { at: error.at });
  if (error instanceof IdentityUnavailable || isPassing(error)) return problem('unavailable');
  if (error instanceof EvidenceTooLarge) return problem('too-large', { limitBytes: error.limitBytes });
  if (error instanceof NotParked) return problem('not-found');
  if (error instanceof TooManyRequests) return tooMany(error);
  if (error instanceof NoSuchTable)
    return problem('not-found', { detail: `A register has no such table: it has ${error.tables.join(', ')}.` });
  if (error instanceof UnsupportedTable)
    return problem('media-type', { detail: `A table is taken as ${error.types.join(' or ')}.` });
  if (error instanceof FactNeeded) return needed(error);
  if (error instanceof FactMissing)
    return problem('fact-needed', { fact: error.fact, detail: `Not known: ${error.fact}.` });
  return byStatus(error);
};

const tooMany = ({ most, seconds }: TooManyRequests): Problem =>
  problem('too-many-requests', {
    detail: `One address may send ${most} a minute without an account, and has. The next is taken in ${seconds} seconds; whoever signs in is not counted.`,
  });

/** Each line by its number, as an editor counts. */
const invalidTable = ({ faults, lines }: InvalidTable): Problem =>
  problem('invalid', {
    errors: faults.slice(0, mostErrors).map(({ line, field, code, says }) => ({
      field: line === null ? field : `/lines/${line}${field}`,
      code,
      says,
    })),
    lines,
    faultsInAll: faults.length,
  });

const noPolicy: FieldError = {
  field: '/institution',
  code: 'no-policy-in-force',
  says: 'The institution has no policy in force, and receives no reports.',
};

const noSuchAct = ({ meant }: NoSuchAct): Problem => {
  const whole = meant.length === 0 ? '' : ` Its whole name is ${meant.join(' or ')}.`;
  return problem('no-such-act', { detail: `The policy has no act or step of this name.${whole}` });
};

const versionChanged = ({ current }: PreconditionFailed): Problem =>
  current === undefined
    ? problem('version-changed', {
        detail: 'Something that this act also changes was changed by somebody else. Read again.',
      })
    : problem('version-changed', { current: `"${current}"` });

const codeOfStatus = new Map<number, ProblemCode>([
  [400, 'bad-request'],
  [404, 'not-found'],
  [413, 'too-large'],
  [415, 'media-type'],
  [422, 'invalid'],
  [429, 'too-many-requests'],
  [503, 'unavailable'],
]);

/** What Nest and Fastify throw of their own. */
const byStatus = (error: unknown): Problem | undefined => {
  if (isMalformedJson(error)) return problem('malformed-json');
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number } | null)?.statusCode;
  const code = status === undefined ? undefined : codeOfStatus.get(status);
  return code && problem(code);
};

const isMalformedJson = (error: unknown): boolean =>
  error instanceof SyntaxError ||
  ['FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY'].includes((error as { code?: string })?.code ?? '');

const refused = ({ broken, policy, open, quote }: Refused): Problem =>
  problem(broken.kind, {
    detail: broken.refusals.map(({ says }) => says).join(' '),
    act: broken.act,
    policy,
    clause: broken.refusals[0].clauses[0],
    refusals: broken.refusals.map((refusal) => inFull(refusal, quote)),
    open,
  });

const needed = ({ fact, about: { means, values }, neededBy, policy, remedy, quote }: FactNeeded): Problem => {
  const what = means === undefined ? fact : `${means} (${fact})`;
  const isMissing = values === undefined;
  const why = isMissing ? `Not known: ${what}.` : `${fact} is none of ${values.join(', ')}.`;
  return problem('fact-needed', {
    detail: [neededBy?.says, why, remedy.says].filter((part) => part !== undefined).join(' '),
    ...(neededBy && { act: neededBy.act, clause: neededBy.clauses[0] }),
    policy,
    fact,
    ...(means !== undefined && { means }),
    refusals: neededBy ? [inFull({ ...neededBy, facts: {} }, quote)] : [],
    remedy,
  });
};

const inFull = (refusal: Refusal, quote: Refused['quote']): object => ({
  ...refusal,
  words: Object.fromEntries(refusal.clauses.map((clause) => [clause, quote(clause)])),
});
