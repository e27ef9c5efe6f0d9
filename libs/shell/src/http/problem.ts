/** RFC 9457. Holds nothing personal: codes, clauses, the policy's words, JSON pointers. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly [extension: string]: unknown;
}

/** Every kind of problem there is, by the last part of its type. `GET /problems/<code>` tells what it means. */
export const problems = {
  'malformed-json': { status: 400, title: 'The body is not JSON', means: 'Send one JSON document, in UTF-8.' },
  'bad-request': {
    status: 400,
    title: 'The request cannot be read',
    means:
      'Its line, headers or encoding are not as HTTP wants them; or it is no message that is taken here: `errors` says why.',
  },
  'idempotency-key-required': {
    status: 400,
    title: 'Idempotency-Key is required',
    means:
      'Every POST carries a key of your choice (1 to 200 visible characters); the same key again gives the first answer.',
  },
  unauthenticated: {
    status: 401,
    title: 'Who asks is not known',
    means: 'Send a bearer token of the identity provider that is still valid.',
  },
  'not-permitted': {
    status: 403,
    title: 'Not yours to do',
    means: 'The policy gives this to other offices or parts in the case.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    means: 'It does not exist, or is not yours to know of.',
  },
  'reads-only': {
    status: 405,
    title: 'Nothing is written here',
    means:
      'This process answers what is read of several services together: send a write to the service, or to the front door.',
  },
  'no-such-act': {
    status: 404,
    title: 'There is no such act or step',
    means: 'The policy has none of this name. A step is named with its subject before it, and a dot between.',
  },
  'out-of-order': {
    status: 409,
    title: 'Not at this point of the procedure',
    means: 'A rule must be met first; `open` lists what can be done now.',
  },
  'fact-needed': {
    status: 409,
    title: 'Something that the rule reads is not known',
    means:
      'A rule turns on a fact that nobody has told: `fact` names it, `refusals` the rule and its clause, and `remedy` says how it comes to be known in this case: by a correction of what was told, by a step, or by what happens next. What the register says is taken over as a report comes in, and changes nothing of a case that is open, but where `remedy` says so.',
  },
  destroyed: {
    status: 410,
    title: 'It has been destroyed',
    means: 'Its record was disposed of: the key was destroyed, and nobody can read it or add to it any more.',
  },
  'version-changed': {
    status: 412,
    title: 'It has changed since you saw it',
    means: 'Read it again; its ETag goes into If-Match.',
  },
  'too-large': {
    status: 413,
    title: 'Too large',
    means: 'JSON up to 1 MiB, a register up to 32 MiB, a file up to 25 MiB.',
  },
  'media-type': {
    status: 415,
    title: 'Not a type that this route takes',
    means: 'JSON for acts; PDF, images, text or ZIP for files; CSV in UTF-8 or JSON Lines for a table of a register.',
  },
  invalid: {
    status: 422,
    title: 'The request is not valid',
    means: 'Each error names its field as a JSON pointer: 100 at most.',
  },
  unacceptable: {
    status: 422,
    title: 'The policy does not accept this',
    means: 'Each refusal names the rule, the clause and the facts that broke it.',
  },
  'key-reused': {
    status: 422,
    title: 'This Idempotency-Key was used for another request',
    means: 'Take a new key for a new request.',
  },
  'if-match-required': {
    status: 428,
    title: 'If-Match is required',
    means: 'Say which version you saw: the ETag of your last read.',
  },
  'too-many-requests': { status: 429, title: 'Too many requests', means: 'Wait as long as Retry-After says.' },
  internal: { status: 500, title: 'Something went wrong here', means: 'It is logged under the correlation id.' },
  unavailable: {
    status: 503,
    title: 'Not available at the moment',
    means: 'Nothing is lost. Try again after Retry-After, with the same Idempotency-Key.',
  },
  behind: {
    status: 503,
    title: 'Not there yet',
    means: 'The views have not come to the position of at-least. Try again after Retry-After.',
  },
} as const;

export type ProblemCode = keyof typeof problems;

export const problem = (code: ProblemCode, extensions: Readonly<Record<string, unknown>> = {}): Problem => {
  const { status, title } = problems[code];
  return { type: `/problems/${code}`, title, status, ...extensions };
};
