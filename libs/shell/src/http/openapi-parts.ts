import type { OpenAPIObject } from '@nestjs/swagger';
import { problems } from './problem.js';

type Components = NonNullable<OpenAPIObject['components']>;

/** RFC 9457, with what our problems add. */
export const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', enum: Object.keys(problems).map((code) => `/problems/${code}`) },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'The correlation id, as urn:uuid.' },
    errors: {
      type: 'array',
      description: 'What is wrong with the request; each field is a JSON pointer.',
      items: {
        type: 'object',
        required: ['field', 'code', 'says'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, says: { type: 'string' } },
      },
    },
    clause: { type: 'string', description: 'Of the policy: the first that refuses.' },
    refusals: {
      type: 'array',
      description: 'The rules that were broken, their clauses, and the clauses in their own words.',
      items: { type: 'object' },
    },
    open: { type: 'array', description: 'The acts that can be done now.', items: { type: 'object' } },
    current: { type: 'string', description: 'The present ETag.' },
  },
} as const satisfies NonNullable<Components['schemas']>[string];

const statuses = [...new Set(Object.values(problems).map(({ status }) => status))];

const descriptionOf = (status: number): string =>
  Object.entries(problems)
    .filter(([, problem]) => problem.status === status)
    .map(([code, { title, means }]) => `**${title}** (\`${code}\`). ${means}`)
    .join('\n\n');

/** `Problem422` and its like: a response for each status that a problem has. */
export const problemResponses: NonNullable<Components['responses']> = Object.fromEntries(
  statuses.map((status) => [
    `Problem${status}`,
    {
      description: descriptionOf(status),
      ...([429, 503].includes(status)
        ? { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } }
        : {}),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
);

export const parameters: NonNullable<Components['parameters']> = {
  'Idempotency-Key': {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      'Of your choice. The same key with the same body again gives the first answer; with another body, 422, or without an account another report.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  },
  'webhook-id': {
    name: 'webhook-id',
    in: 'header',
    required: true,
    description: 'Of the message: sent again, it has the same, and does nothing more.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  },
  'webhook-timestamp': {
    name: 'webhook-timestamp',
    in: 'header',
    required: true,
    description: 'When it was sent: seconds since 1970, at most five minutes from now.',
    schema: { type: 'string', pattern: '^\\d{1,15}$' },
  },
  'webhook-signature': {
    name: 'webhook-signature',
    in: 'header',
    required: true,
    description: 'HMAC-SHA-256 over id, timestamp and body, as Standard Webhooks has it: `v1,` and base64.',
    schema: { type: 'string' },
  },
  'If-Match': {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The ETag of your last read. An act on something that exists is 428 without it.',
    schema: { type: 'string', pattern: '^"\\d{1,15}"$' },
  },
  'at-least': {
    name: 'at-least',
    in: 'query',
    required: false,
    description: 'A position that a write answered with: what it wrote is in this answer.',
    schema: { type: 'string', pattern: '^\\d{1,18}$' },
  },
};

export const headers: NonNullable<Components['headers']> = {
  ETag: { description: 'The version; a write names it in If-Match.', schema: { type: 'string' } },
  'Probity-Position': { description: 'For `at-least` of a read.', schema: { type: 'string' } },
  'Retry-After': { description: 'In seconds.', schema: { type: 'string' } },
};
