import { createHmac } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { canonical } from '@probity/decider';
import { derivedId } from '@probity/messaging';
import type { FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { personal } from '@probity/contracts';
import { nobody, type Principal } from '../access/principal.js';
import type { Asked } from '../commands/asked.js';
import { Invalid } from '../commands/errors.js';

export class IdempotencyKeyMissing extends Error {
  override readonly name = 'IdempotencyKeyMissing';
}

export interface FieldError {
  /** JSON pointer. */
  readonly field: string;
  readonly code: string;
  readonly says: string;
}

/** What another system sent is none of the messages that are taken here: 400. */
export class InvalidMessage extends Error {
  override readonly name = 'InvalidMessage';
  constructor(readonly errors: readonly FieldError[]) {
    super('the message is not valid');
  }
}

/** Told of one request; whoever sends more mistakes than that has enough to begin with. */
export const mostErrors = 100;

export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  constructor(readonly errors: readonly FieldError[]) {
    super('the request is not valid');
  }
}

const instant = z.iso.datetime();

/** What every act's body may say besides its own fields. */
export const actBody = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({
    ...shape,
    /** When it happened, where that was earlier than now. */
    occurredAt: instant.optional(),
    /** Reasons for departing from a rule, by the rule's code. */
    reasons: z.record(z.string(), personal(z.string().min(1).max(4_000))).optional(),
  });

/** What the letters of an act say, by the codes of their items. */
export const letterItems = z.record(z.string().max(100), personal(z.string().max(20_000)));

/** Set once at start: what digests are keyed with, and what time it is. */
export interface Edge {
  readonly digestKey: Uint8Array;
  now(): string;
}

declare module 'fastify' {
  interface FastifyInstance {
    probityEdge: Edge;
  }
}

/**
 * The request as a command's origin: who, when, under which key, of which version. All who have no account are one to us, and
 * may choose the same key: their requests are told apart by what they say.
 */
export const Ask = createParamDecorator((_: unknown, context: ExecutionContext): Asked =>
  askedOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

export const askedOf = (request: FastifyRequest): Asked => {
  const { principal } = request;
  const edge = request.server.probityEdge;
  const at = edge.now();
  const { occurredAt, reasons } = (request.body ?? {}) as { occurredAt?: unknown; reasons?: Record<string, string> };
  const actor = principal ? actorOf(principal) : nobody;
  const institution = principal?.institution ?? null;
  const key = request.method === 'POST' ? idempotencyKey(request) : uuid();
  const requestDigest = digest(edge.digestKey, request);
  return {
    actor,
    institution,
    at,
    ...(occurredAt === undefined ? {} : { occurredAt: past(occurredAt, at) }),
    ...(reasons ? { reasons } : {}),
    requestId: derivedId('request', institution ?? '', actor.id, key, ...(principal ? [] : [requestDigest])),
    requestDigest,
    correlationId: request.id,
    ifMatch: ifMatch(request),
    needsIfMatch: true,
  };
};

const actorOf = ({ id, offices, nearTo }: Principal): Asked['actor'] => ({ id, offices, ...(nearTo && { nearTo }) });

/** Read before the body's schema has seen it. @throws Invalid */
const past = (occurredAt: unknown, now: string): string => {
  const { success, data } = instant.safeParse(occurredAt);
  if (!success) throw new Invalid('/occurredAt', 'invalid-format', 'When it happened is an instant in UTC (RFC 3339).');
  if (Date.parse(data) > Date.parse(now))
    throw new Invalid('/occurredAt', 'in-the-future', 'What happened cannot have happened later than now.');
  return new Date(data).toISOString();
};

const idempotencyKey = (request: FastifyRequest): string => {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new IdempotencyKeyMissing();
  return key;
};

const digest = (key: Uint8Array, request: FastifyRequest): string =>
  createHmac('sha256', key)
    .update(`${request.method} ${request.url.split('?')[0]}\n${canonical(request.body ?? null)}`)
    .digest('base64url');

/** A weak ETag never matches (RFC 9110, section 13.1.1), and is none of ours. */
const ifMatch = (request: FastifyRequest): number | undefined => {
  const header = request.headers['if-match'];
  if (header === undefined) return undefined;
  const version = /^"(\d{1,15})"$/.exec(header)?.[1];
  if (version === undefined)
    throw new Invalid('/headers/if-match', 'not-an-etag', 'If-Match is the ETag of your last read, as "7".');
  return Number(version);
};
