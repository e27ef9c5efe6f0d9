import { randomUUID } from 'node:crypto';
import type { Body, Caller, Reply } from '@probity/standalone';

export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly isPublic: boolean;
  readonly takes: string;
}

/** What a path's parameters stand for, by their names. Whatever else a route names is an id that nobody has. */
export type Names = Readonly<Record<string, string>>;

/** Without a token, too. */
const isOpen = (security: readonly object[]): boolean =>
  security.length === 0 || security.some((one) => Object.keys(one).length === 0);

/** All routes, as the description of the API has them. */
export const operationsOf = (api: Body): readonly Operation[] =>
  Object.entries<Body>(api.paths).flatMap(([path, item]) =>
    Object.entries<Body>(item).map(([method, { security, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      isPublic: isOpen(security),
      takes: Object.keys(requestBody?.content ?? {})[0] ?? 'application/json',
    })),
  );

export const namesSomething = ({ path }: Operation): boolean => path.includes('{');

const addressed = (path: string, names: Names): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? randomUUID());

/** Of a route that names nothing whose institution is known by its id alone: what is wrong there is said before anything is looked up. */
const bodies: Readonly<Record<string, string>> = {
  '/student-system/instructions/{instruction}/acknowledgement': '{"done":true}',
  '/parked/{service}/unreadable/{number}/giving-up': '{"reason":"Nobody can read it."}',
};

const ask = (caller: Caller, { method, path, takes }: Operation, names: Names): Promise<Reply> =>
  caller.send(method, addressed(path, names), {
    ...(method === 'GET'
      ? {}
      : {
          headers: { 'content-type': takes, 'idempotency-key': randomUUID(), 'if-match': '"1"' },
          body: bodies[path] ?? '{}',
        }),
  });

/** By route, what was answered. */
export type Answers = Readonly<Record<string, Reply>>;

export const answersOf = async (
  caller: Caller,
  operations: readonly Operation[],
  namesFor: (operation: Operation) => Names,
): Promise<Answers> => {
  const replies: Record<string, Reply> = {};
  for (const operation of operations)
    replies[`${operation.method} ${operation.path}`] = await ask(caller, operation, namesFor(operation));
  return replies;
};

/** The routes whose answer is not as it should be, with what it was. */
export const unless = (replies: Answers, so: (reply: Reply) => boolean): readonly string[] =>
  Object.entries(replies)
    .filter(([, reply]) => !so(reply))
    .map(([route, { status, body }]) => `${route}: ${status} ${JSON.stringify(body).slice(0, 300)}`);

/** With one of these anywhere in it. */
export const holds =
  (marks: readonly string[]) =>
  ({ body, headers }: Reply): boolean => {
    const text = JSON.stringify([body, [...headers]]);
    return marks.some((mark) => text.includes(mark));
  };
